import { describe, expect, it } from 'vitest';
import { mayColour, startProgress, tableStyle, type Progress } from '../../src/cli/terminal.ts';

interface Screen {
  readonly progress: Progress;
  readonly written: string[];
  /** Milliseconds since the start. */
  now: number;
}

function screen({
  isTTY = false,
  json = false,
  total = 40,
  environment = {},
  columns = 80,
} = {}): Screen {
  const written: string[] = [];
  const self: { now: number; written: string[]; progress: Progress } = {
    now: 0,
    written,
    progress: undefined as unknown as Progress,
  };
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  self.progress = startProgress({
    total,
    unit: 'replications',
    form: json ? 'json' : 'text',
    stream,
    environment,
    clock: () => 5000 + self.now,
  });
  return self;
}

/** A run of 40 replications, one each `step` milliseconds. */
function runAll(one: Screen, step: number): void {
  for (let done = 1; done <= 40; done += 1) {
    one.now += step;
    one.progress.update(done);
  }
  one.progress.finish();
}

describe('progress in a terminal', () => {
  it('is one line written over, with rate and time left, and gone at the end', () => {
    const one = screen({ isTTY: true });
    one.now = 4000;
    one.progress.update(10);
    expect(one.written).toEqual([
      '\r\u001b[2K10 of 40 replications (25 %) · 2.5 a second · 12 s left',
    ]);
    one.progress.finish();
    one.progress.finish();
    expect(one.written.slice(1)).toEqual(['\r\u001b[2K']);
  });

  it('is drawn at most ten times a second', () => {
    const one = screen({ isTTY: true });
    runAll(one, 10);
    expect(one.written.length).toBeLessThanOrEqual(4 + 1);
    expect(one.written.length).toBeGreaterThanOrEqual(4);
  });

  it('makes room for a message and comes back below it', () => {
    const one = screen({ isTTY: true });
    one.now = 1000;
    one.progress.update(1);
    one.progress.message('replication 7 was torn and is run again');
    expect(one.written.slice(1).join('')).toMatch(
      /^\r\u001b\[2Kreplication 7 was torn and is run again\n1 of 40/u,
    );
  });

  it('never wraps', () => {
    const one = screen({ isTTY: true, columns: 30 });
    one.now = 1000;
    one.progress.update(1);
    expect(one.written[0]!.replace('\r\u001b[2K', '').length).toBeLessThan(30);
  });

  it('is told whole in a terminal that says it has no columns', () => {
    const one = screen({ isTTY: true, columns: 0 });
    one.now = 1000;
    one.progress.update(1);
    expect(one.written[0]).toContain('left');
  });

  it('tells long times in minutes and hours, and slow rates by the minute', () => {
    const one = screen({ isTTY: true });
    one.now = 120_000;
    one.progress.update(1);
    expect(one.written[0]).toContain('0.5 a minute · 1 h 18 min left');
    one.now = 130_000;
    one.progress.update(30);
    expect(one.written[1]).toContain('13.8 a minute · 44 s left');
  });

  it('follows a total that grows, as when replicating to a precision', () => {
    const one = screen({ isTTY: true });
    one.now = 1000;
    one.progress.update(40, 80);
    expect(one.written[0]).toContain('40 of 80 replications (50 %)');
  });
});

describe('progress elsewhere', () => {
  it('is a line for every tenth', () => {
    const one = screen();
    runAll(one, 1000);
    expect(one.written).toHaveLength(10);
    expect(one.written[0]).toBe('4 of 40 replications (10 %) · 1.0 a second · 36 s left\n');
    expect(one.written.at(-1)).toBe('40 of 40 replications (100 %) · 1.0 a second\n');
  });

  it('is silent in a run of less than two seconds', () => {
    const one = screen();
    runAll(one, 49);
    expect(one.written).toEqual([]);
  });

  it('is the same in a terminal with NO_COLOR', () => {
    const one = screen({ isTTY: true, environment: { NO_COLOR: '1' } });
    runAll(one, 1000);
    expect(one.written.join('')).not.toContain('\u001b');
    expect(one.written).toHaveLength(10);
  });
});

describe('progress for programs', () => {
  it('is one JSON object a line, at most ten a second, and one at the end', () => {
    const one = screen({ json: true, isTTY: true });
    runAll(one, 50);
    const objects = one.written.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      one.written.every((line) => line.endsWith('}\n') && line.indexOf('\n') === line.length - 1),
    ).toBe(true);
    expect(objects.length).toBeLessThanOrEqual(21);
    expect(objects[0]).toEqual({
      event: 'progress',
      done: 1,
      total: 40,
      unit: 'replications',
      elapsedSeconds: 0.05,
      remainingSeconds: 1.95,
    });
    expect(objects.at(-1)).toMatchObject({ event: 'finished', done: 40, remainingSeconds: 0 });
  });

  it('carries messages too', () => {
    const one = screen({ json: true });
    one.progress.message('two\nlines');
    expect(JSON.parse(one.written.join(''))).toEqual({ event: 'message', text: 'two\nlines' });
  });
});

describe('colour', () => {
  const terminal = { isTTY: true, write: () => true };
  const pipe = { write: () => true };

  it('is for terminals, and for nobody who set NO_COLOR', () => {
    expect(mayColour({}, terminal)).toBe(true);
    expect(mayColour({ NO_COLOR: '' }, terminal)).toBe(true);
    expect(mayColour({ NO_COLOR: '1' }, terminal)).toBe(false);
    expect(mayColour({ TERM: 'dumb' }, terminal)).toBe(false);
    expect(mayColour({}, pipe)).toBe(false);
  });

  it('of the table needs both streams to be terminals', () => {
    expect(tableStyle({}, terminal, terminal).title('x')).toContain('\u001b[');
    expect(tableStyle({}, pipe, terminal).title('x')).toBe('x');
    expect(tableStyle({}, terminal, pipe).title('x')).toBe('x');
  });
});
