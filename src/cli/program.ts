// The command line as a whole: its commands, its help, and how each ending becomes an exit code.
// What a command does is loaded when it is run.
import { Command, CommanderError } from 'commander';
import type { AddCommand } from './add-command.ts';
import { addCalibrate } from './commands/calibrate.ts';
import { addCheck } from './commands/check.ts';
import { addCompletion } from './commands/completion.ts';
import { addCompare } from './commands/compare.ts';
import { addInit } from './commands/init.ts';
import { addMerge } from './commands/merge.ts';
import { addReport } from './commands/report.ts';
import { addRun } from './commands/run.ts';
import { addSchema } from './commands/schema.ts';
import { addSensitivity } from './commands/sensitivity.ts';
import { addSolve } from './commands/solve.ts';
import { addSweep } from './commands/sweep.ts';
import { addTrace } from './commands/trace.ts';
import { addValidate } from './commands/validate.ts';
import { addWeb } from './commands/web.ts';
import { buildIdentity } from './build-identity.ts';
import { exitCodes, type Host } from './host.ts';
import { version } from './version.ts';

// A line each, so that commands can be added side by side.
// prettier-ignore
const commands: readonly AddCommand[] = [
  addRun,
  addMerge,
  addReport,
  addValidate,
  addTrace,
  addCompare,
  addSensitivity,
  addSweep,
  addSolve,
  addCheck,
  addCalibrate,
  addInit,
  addWeb,
  addSchema,
  addCompletion,
];

const examples = `
Examples:
  offsupply                                         a demo of a few seconds, and what to type next
  offsupply init study                              writes a first scenario into the folder study
  offsupply run study/starter.yaml                  runs it, prints the comparison, writes output/starter/
  offsupply trace study/starter.yaml --household 7  why one home went off, and what would have kept it on
  offsupply run --help                              options of a command

Exit codes: 0 done · 1 internal error · 2 a mistake in the command or the scenario · 3 a threshold was not met, or a check found
that something moved · 130, 143 interrupted`;

/**
 * Runs the host's command line. Without any word it is the demo of `run`. Returns its exit code;
 * everything it throws has been told.
 */
export async function runCli(host: Host): Promise<number> {
  let exitCode: number = exitCodes.done;
  try {
    await programFor(host, (code) => {
      exitCode = code;
    }).parseAsync(host.argv.length === 0 ? ['run'] : host.argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or shown the help that was asked for.
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const { tellFailure } = await import('./failures.ts');
    return tellFailure(error, host);
  }
}

function programFor(host: Host, ending: (exitCode: number) => void): Command {
  const program = new Command('offsupply')
    .description(
      'Simulates prepayment households in Great Britain from the day their supplier stops ' +
        'trading until the Supplier of Last Resort has ' +
        'taken over their meters: how many go off supply, for how long, why, and what each ' +
        'policy changes.',
    )
    .option('-V, --version', 'print the version, and the commit it was built from')
    .on('option:version', () => {
      const { commit } = buildIdentity();
      host.stdout.write(`${version}${commit === undefined ? '' : ` (commit ${commit})`}\n`);
      throw new CommanderError(exitCodes.done, 'commander.version', version);
    })
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .showHelpAfterError('(--help after the command lists what it takes)')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(text),
      getOutHelpWidth: () => Math.max(60, Math.min(120, host.stdout.columns ?? 100)),
      getErrHelpWidth: () => Math.max(60, Math.min(120, host.stderr.columns ?? 100)),
    });
  for (const add of commands) add(program, host, ending);
  return program;
}
