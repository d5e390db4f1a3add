// Reports a failure and gives its exit code: a user's mistake by its message alone, an internal
// error with its stack and how to repeat it.
import { ScenarioError, UsageError, withoutControls } from '../errors.ts';
import { ReplicationError } from '../experiment/coordinate.ts';
import { FileError } from '../files/file-operations.ts';
import { FolderInUseError } from '../files/folder-lock.ts';
import { jsonText, sortedJson, type Json } from '../outputs/json.ts';
import { commandText } from '../outputs/command-text.ts';
import { exitCodes, Interruption, type Host } from './host.ts';
import { version } from './version.ts';

/**
 * Writes it to stderr, and with --json also to stdout as the only document. Returns the exit code.
 */
export function tellFailure(error: unknown, host: Host): number {
  const failure = failureOf(error, host.argv);
  const { exitCode } = failure;
  const text = withoutControls(failure.text);
  host.stderr.write(
    hasJsonProgress(host.argv)
      ? `${JSON.stringify({ event: 'failed', exitCode, text })}\n`
      : `${text}\n`,
  );
  if (host.argv.includes('--json'))
    host.stdout.write(
      jsonText({ error: { kind: failure.kind, exitCode: failure.exitCode, ...failure.details } }),
    );
  return failure.exitCode;
}

/** With JSON progress, the failure is a JSON object on one line too. */
function hasJsonProgress(argv: readonly string[]): boolean {
  return argv.some(
    (word, index) =>
      word === '--progress=json' || (word === '--progress' && argv[index + 1] === 'json'),
  );
}

interface Failure {
  readonly kind: string;
  readonly exitCode: number;
  readonly text: string;
  readonly details: Readonly<Record<string, Json>>;
}

function failureOf(error: unknown, argv: readonly string[]): Failure {
  if (error instanceof ScenarioError) {
    const details = { problems: sortedJson(error.problems) };
    return { kind: 'scenario', exitCode: exitCodes.usage, text: scenarioErrorText(error), details };
  }
  const message = error instanceof Error ? error.message : String(error);
  const details = { message };
  if (error instanceof UsageError)
    return { kind: 'usage', exitCode: exitCodes.usage, text: `error: ${message}`, details };
  if (error instanceof Interruption)
    return { kind: 'interrupted', exitCode: exitCodes[error.by], text: message, details };
  if (error instanceof FileError) {
    const exitCode = isOfThePath(error.cause) ? exitCodes.usage : exitCodes.internal;
    return { kind: 'file', exitCode, text: `error: ${message}`, details };
  }
  if (error instanceof FolderInUseError)
    return { kind: 'folder-in-use', exitCode: exitCodes.usage, text: `error: ${message}`, details };
  const text = [`internal error: ${message}`, stackOf(error), replayOf(error, argv)]
    .filter((part) => part !== '')
    .join('\n');
  return { kind: 'internal', exitCode: exitCodes.internal, text, details };
}

/** Whether the system refused the path itself, so that a repeated try cannot help. */
function isOfThePath(cause: unknown): boolean {
  return ['ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP'].includes(
    String((cause as NodeJS.ErrnoException).code),
  );
}

/** All problems, and how many. */
function scenarioErrorText(error: ScenarioError): string {
  const count = error.problems.length;
  return `${error.message}\n${count === 1 ? '1 problem' : `${count} problems`}; nothing was run`;
}

/** The stack of the error and of its first cause. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const own = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
  return error.cause instanceof Error
    ? `${own}\n  because of: ${error.cause.stack ?? error.cause.message}`
    : own;
}

/**
 * A command that repeats the failure, for a bug report; with one replication alone if it is known
 * which.
 */
function replayOf(error: unknown, argv: readonly string[]): string {
  const which =
    error instanceof ReplicationError
      ? `; replication ${error.replication} alone: offsupply trace … --replication ` +
        `${error.replication} --household 0`
      : '';
  return `replay: ${commandText(argv)}   (offsupply ${version}, Node ${process.version}${which})`;
}
