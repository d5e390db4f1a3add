import { describe, expect, it } from 'vitest';
import {
  coordinate,
  ReplicationError,
  type Coordination,
  type Runner,
} from '../../src/experiment/coordinate.ts';
import { encodeRecord } from '../../src/experiment/record-codec.ts';
import { memoryStore } from '../../src/experiment/record-store.ts';
import { fakeReplication, tinyRandom } from '../support/experiment/fake-records.ts';

interface Crew {
  readonly coordination: Coordination;
  readonly runs: number[];
  readonly told: string[];
  started: number;
  stopped: number;
}

/** Runners that take a random while; `fails` says which attempts go wrong. */
function crew(
  options: {
    runners?: number;
    fails?: (replication: number, attempt: number) => boolean;
    signal?: AbortSignal;
  } = {},
): Crew {
  const { runners = 3, fails = () => false, signal } = options;
  const random = tinyRandom(7);
  const store = memoryStore('key');
  const self: { -readonly [Key in keyof Crew]: Crew[Key] } = {
    coordination: undefined as unknown as Coordination,
    runs: [],
    told: [],
    started: 0,
    stopped: 0,
  };
  const startRunner = (): Runner => {
    self.started += 1;
    let stop = (): void => undefined;
    let stopped = false;
    return {
      run: (replication, onHouseholds) =>
        new Promise((resolve, reject) => {
          self.runs.push(replication);
          onHouseholds(50);
          const attempt = self.runs.filter((one) => one === replication).length;
          const timer = setTimeout(() => {
            if (fails(replication, attempt)) reject(new Error(`broke on ${replication}`));
            else resolve(encodeRecord(fakeReplication(replication, 2), 'key'));
          }, random() * 10);
          stop = () => {
            clearTimeout(timer);
            reject(new Error('stopped'));
          };
        }),
      stop() {
        if (!stopped) self.stopped += 1;
        stopped = true;
        stop();
        return Promise.resolve();
      },
    };
  };
  self.coordination = {
    ...{ replications: [1, 2, 3, 4, 5, 6, 7], runners, startRunner, store, households: 100 },
    onProgress: (done) => void self.told.push(done.toFixed(2)),
    onRetry: (replication, error) =>
      void self.told.push(`retry ${replication}: ${(error as Error).message}`),
    ...(signal === undefined ? {} : { signal }),
  };
  return self;
}

describe('replications handed out', () => {
  it('all come to the store, whoever runs them, and every runner ends', async () => {
    for (const runners of [1, 2, 3, 20]) {
      const one = crew({ runners });
      await coordinate(one.coordination);
      expect(one.coordination.store.replications()).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(one.started).toBe(Math.min(runners, 7));
      expect(one.stopped).toBe(one.started);
      expect(one.told.at(-1)).toBe('7.00');
    }
  });

  it('are counted with the parts under way', async () => {
    const one = crew({ runners: 1 });
    await coordinate(one.coordination);
    expect(one.told.slice(0, 4)).toEqual(['0.50', '1.00', '1.50', '2.00']);
  });

  it('that fail once are run once more, by another runner', async () => {
    const one = crew({ fails: (replication, attempt) => replication === 4 && attempt === 1 });
    await coordinate(one.coordination);
    expect(one.runs.filter((replication) => replication === 4)).toHaveLength(2);
    expect(one.told).toContain('retry 4: broke on 4');
    expect(one.coordination.store.replications()).toHaveLength(7);
    expect(one.started).toBe(4);
    expect(one.stopped).toBe(4);
  });

  it('that fail twice end it all, by name', async () => {
    const one = crew({ fails: (replication) => replication === 2 });
    const failure = await coordinate(one.coordination).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ReplicationError);
    expect((failure as ReplicationError).message).toBe('replication 2 failed twice: broke on 2');
    expect(one.stopped).toBe(one.started);
  });

  it('stop at once when told to', async () => {
    const stop = new AbortController();
    const one = crew({ signal: stop.signal });
    const reason = new Error('enough');
    setTimeout(() => {
      stop.abort(reason);
    }, 5);
    await expect(coordinate(one.coordination)).rejects.toBe(reason);
    expect(one.stopped).toBe(one.started);
    expect(one.coordination.store.replications().length).toBeLessThan(7);
  });

  it('are not begun when it was told to stop before', async () => {
    const one = crew({ signal: AbortSignal.abort(new Error('enough')) });
    await expect(coordinate(one.coordination)).rejects.toThrow('enough');
    expect(one.started).toBe(0);
  });
});
