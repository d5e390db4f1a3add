// Mistakes people make, as typed errors any layer may throw. Programmer mistakes are assertions;
// expected outcomes are return values.

/** One thing wrong with a scenario file. */
export interface Problem {
  /** File as the user named it. */
  readonly file: string;
  /** 1-based; absent when the problem has no place in the file (a value set by an option). */
  readonly line?: number;
  readonly column?: number;
  /** `onboarding.pace.perDay` */
  readonly path: string;
  /** What was found, as written. */
  readonly found: string;
  /** What is allowed there. */
  readonly allowed: string;
  /** What to do about it. */
  readonly fix: string;
}

/** The scenario cannot be run. Carries every problem found, not just the first. Exit code 2. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

/** The command was called wrongly. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * A text that a terminal shows as it is: characters that steer it, but for line feeds, stand as a
 * sign of their own.
 */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '�');
}

/** A problem in four lines: its place, what was found, what is allowed, and what to do. */
export function describeProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column]
    .filter((part) => part !== undefined)
    .join(':');
  return withoutControls(
    `${place}  ${problem.path}\n  found    ${problem.found}\n  allowed  ` +
      `${problem.allowed}\n  fix      ${problem.fix}`,
  );
}

/**
 * Holds in every build: a failure is a bug of ours, never of the user. Where it is called often,
 * the message is a constant: one with values would be made each time.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
