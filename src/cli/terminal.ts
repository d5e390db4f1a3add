// Progress on stderr while a command runs, and colour. Results are printed elsewhere.
import picocolors from 'picocolors';
import type { TableStyle } from '../outputs/table.ts';
import type { VerdictStyle } from '../outputs/threshold-text.ts';

/** The part of a stream that is used; process.stderr has it. */
export interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Milliseconds from any fixed instant. */
type Clock = () => number;

export interface ProgressOptions {
  /** How many of what are counted: 30 'replications'. */
  readonly total: number;
  readonly unit: string;
  /** How much was done before the start; not used for the rate. */
  readonly from?: number;
  /** For people, as one JSON object a line, or messages alone. */
  readonly form?: 'text' | 'json' | 'none';
  readonly stream?: TextStream;
  readonly clock?: Clock;
  readonly environment?: Environment;
}

export interface Progress {
  /** @param done so far, including parts: 1.5 of 3 @param total if it has changed */
  update(done: number, total?: number): void;
  /** Prints a message without damaging the progress line. */
  message(text: string): void;
  /** Clears the progress line. Safe to call more than once. */
  finish(): void;
}

/** Whether colour is allowed. NO_COLOR counts if it is set and not empty (no-color.org). */
export function mayColour(
  environment: Environment = process.env,
  stream: TextStream = process.stderr,
): boolean {
  return (
    stream.isTTY === true &&
    (environment['NO_COLOR'] ?? '') === '' &&
    environment['TERM'] !== 'dumb'
  );
}

/**
 * Colours of the comparison table and the verdicts below it on stdout: only if both streams are
 * terminals.
 */
export function tableStyle(
  environment: Environment = process.env,
  stdout: TextStream = process.stdout,
  stderr: TextStream = process.stderr,
): TableStyle & VerdictStyle {
  const colours = picocolors.createColors(
    mayColour(environment, stdout) && mayColour(environment, stderr),
  );
  return {
    title: colours.bold,
    head: colours.dim,
    reference: colours.cyan,
    met: colours.green,
    notMet: colours.red,
  };
}

const redrawEvery = 100;
const quietFor = 2000;

export function startProgress(options: ProgressOptions): Progress {
  const {
    stream = process.stderr,
    clock = () => 1000 * process.uptime(), // `performance` would be loaded for this
    environment = process.env,
    unit,
  } = options;
  const started = clock();
  const { from = 0 } = options;
  const state: State = { done: from, from, total: options.total, unit, elapsed: 0 };
  const show = shows[options.form ?? 'text'](stream, environment);
  return {
    update(done, total = state.total) {
      Object.assign(state, { done, total, elapsed: clock() - started });
      show.update(state);
    },
    message(text) {
      show.message(text);
    },
    finish() {
      show.finish(state);
    },
  };
}

const shows: Readonly<
  Record<
    NonNullable<ProgressOptions['form']>,
    (stream: TextStream, environment: Environment) => Show
  >
> = {
  text: (stream, environment) =>
    mayColour(environment, stream) ? oneLine(stream) : tenths(stream),
  json: jsonLines,
  none: (stream) => ({ ...tenths(stream), update: () => undefined }),
};

interface State {
  done: number;
  total: number;
  readonly unit: string;
  readonly from: number;
  /** Milliseconds. */
  elapsed: number;
}

interface Show {
  update(state: State): void;
  message(text: string): void;
  finish(state: State): void;
}

/** In a terminal: one line, overwritten at most ten times a second. */
function oneLine(stream: TextStream): Show {
  let shownAt = -Infinity;
  let shown = '';
  const clear = (): void => {
    if (shown !== '') stream.write('\r\u001b[2K');
    shown = '';
  };
  return {
    update(state) {
      if (state.elapsed - shownAt < redrawEvery) return;
      shownAt = state.elapsed;
      const text = progressText(state).slice(0, Math.max(20, widthOf(stream) - 1));
      if (text === shown) return;
      stream.write(`\r\u001b[2K${text}`);
      shown = text;
    },
    message(text) {
      const line = shown;
      clear();
      stream.write(`${text}\n${line}`);
      shown = line;
    },
    finish: clear,
  };
}

/** A terminal that does not know its width reports 0. */
function widthOf({ columns = 0 }: TextStream): number {
  return columns > 0 ? columns : 80;
}

/** Elsewhere: a line after each tenth, and none in a short run. */
function tenths(stream: TextStream): Show {
  let shown = 0;
  let total = 0;
  return {
    update(state) {
      const tenth = Math.floor((10 * state.done) / state.total);
      // If the total has grown, a smaller share of it is done.
      if (state.total !== total) shown = Math.min(shown, tenth);
      total = state.total;
      if (!(tenth > shown) || state.elapsed < quietFor) return;
      shown = tenth;
      stream.write(`${progressText(state)}\n`);
    },
    message: (text) => void stream.write(`${text}\n`),
    finish: () => undefined,
  };
}

/** For programs: one object per line, at most ten a second, and one at the end. */
function jsonLines(stream: TextStream): Show {
  let shownAt = -Infinity;
  let finished = false;
  const line = (object: object): void => void stream.write(`${JSON.stringify(object)}\n`);
  const progress = (event: string, state: State): void => {
    const { done, total, unit, elapsed } = state;
    const left = remaining(state);
    line({
      event,
      done: Math.floor(done),
      total,
      unit,
      elapsedSeconds: seconds(elapsed),
      remainingSeconds: left === undefined ? null : seconds(left),
    });
  };
  return {
    update(state) {
      if (state.elapsed - shownAt < redrawEvery) return;
      shownAt = state.elapsed;
      progress('progress', state);
    },
    message(text) {
      line({ event: 'message', text });
    },
    finish(state) {
      if (!finished) progress('finished', state);
      finished = true;
    },
  };
}

/** `12 of 30 replications (40 %) · 1.5 a second · 12 s left` */
function progressText(state: State): string {
  const { done, from, total, unit, elapsed } = state;
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  const parts = [`${Math.floor(done)} of ${total} ${unit} (${share} %)`];
  if (done > from && elapsed > 0) parts.push(rateText((1000 * (done - from)) / elapsed));
  const left = remaining(state);
  if (left !== undefined && done < total) parts.push(`${waitText(left)} left`);
  return parts.join(' · ');
}

/** Milliseconds left, if the rest takes as long as what is done. */
function remaining({ done, from, total, elapsed }: State): number | undefined {
  return done > from ? (elapsed / (done - from)) * (total - done) : undefined;
}

function rateText(perSecond: number): string {
  if (perSecond >= 0.95) return `${perSecond.toFixed(perSecond < 10 ? 1 : 0)} a second`;
  return `${(60 * perSecond).toFixed(1)} a minute`;
}

/** `12 s`, `3 min 20 s`, `2 h 5 min`; rounded up. */
export function waitText(milliseconds: number): string {
  const whole = Math.ceil(milliseconds / 1000);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
