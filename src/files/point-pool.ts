// Runs points of an exploration on all cores. Threads are kept between points and between calls,
// since starting one costs more than a short run. explore/points.ts defines points and splits them
// into tasks.
import { coordinate, ReplicationError, type Runner } from '../experiment/coordinate.ts';
import {
  pointKey,
  tasksFor,
  type FigureStore,
  type Point,
  type PointTask,
} from '../explore/points.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Engine } from '../simulation/kernel-builds.ts';
import { OwnMember } from './own-member.ts';
import { RunnerThread } from './runner-thread.ts';

export interface PointPoolOptions {
  /**
   * Gives the scenario of a point, with only the policies to run. Called just before the point is
   * run.
   */
  readonly scenarioOf: (point: Point) => Scenario;
  readonly engine: Engine;
  /** Homes of the base scenario, to compute progress. */
  readonly households: number;
  /** How many figures a replication has. */
  readonly figures: number;
  /** Places of the segments to keep. */
  readonly segments: readonly number[];
  readonly figureStore: FigureStore;
  readonly workers: number;
  /**
   * Runs in this process without threads, if there are too few points for threads to be worthwhile.
   * Signals are then handled only between replications.
   */
  readonly isInProcess?: boolean;
  readonly signal?: AbortSignal;
  readonly onRetry?: (point: Point, error: unknown) => void;
}

export interface PointPool {
  /**
   * Runs replications 1 to `replications` of each point that are not stored yet, and stores their
   * figures.
   * @param onProgress called with the number of further replications done, including parts
   * @throws PointError; the error of a point's scenario; the signal's reason. Finished replications
   * stay stored
   */
  run(
    points: readonly Point[],
    replications: number,
    onProgress?: (done: number) => void,
  ): Promise<void>;
  /** Ends its threads. */
  stop(): Promise<void>;
}

/** A point failed twice. `cause` is the second error. */
export class PointError extends Error {
  override readonly name = 'PointError';
  readonly point: Point;
  constructor(point: Point, cause: unknown) {
    const settings = pointKey(point).replaceAll('\n', ', ');
    super(
      `${settings === '' ? 'the base point' : settings} failed twice: ` +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
    this.point = point;
  }
}

export function openPointPool(options: PointPoolOptions): PointPool {
  const { figureStore, workers, signal } = options;
  const idle: PointMember[] = [];
  return {
    async run(points, replications, onProgress) {
      const tasks = tasksFor(points, replications, figureStore, workers);
      if (tasks.length === 0) return;
      const runsOfTask =
        tasks.reduce((sum, task) => sum + task.replications.length, 0) / tasks.length;
      try {
        await coordinate({
          replications: [...tasks.keys()],
          runners: workers,
          startRunner: () => new PointRunner(tasks, options, idle),
          store: {
            has: () => false,
            putEncoded(bytes, place) {
              keep(tasks[place]!, bytes, figureStore);
            },
          },
          households: options.households * tasks[0]!.replications.length,
          onProgress: (done) => onProgress?.(done * runsOfTask),
          onRetry: (place, error) => options.onRetry?.(tasks[place]!.point, error),
          ...(signal && { signal }),
        });
      } catch (error) {
        throw error instanceof ReplicationError
          ? failureOf(tasks[error.replication]!, error.cause)
          : error;
      }
    },
    async stop() {
      await Promise.all(idle.splice(0).map((member) => member.stop()));
    },
  };
}

/** An invalid scenario is a mistake of the user, for which a second try is useless. */
function failureOf({ point }: PointTask, cause: unknown): unknown {
  return cause instanceof Error && cause.name === 'ScenarioError'
    ? cause
    : new PointError(point, cause);
}

function keep(
  { point, replications }: PointTask,
  bytes: Uint8Array,
  figureStore: FigureStore,
): void {
  const figures = new Float64Array(
    bytes.buffer,
    bytes.byteOffset,
    bytes.byteLength / Float64Array.BYTES_PER_ELEMENT,
  );
  const length = figures.length / replications.length;
  for (const [turn, replication] of replications.entries())
    figureStore.put(
      pointKey(point),
      replication,
      figures.subarray(turn * length, (turn + 1) * length),
    );
}

/** Runs tasks of one job after another: a thread, or this process. */
type PointMember = OwnMember | RunnerThread;

class PointRunner implements Runner {
  readonly #tasks: readonly PointTask[];
  readonly #options: PointPoolOptions;
  readonly #idle: PointMember[];
  #member: PointMember | undefined;
  #isSound = true;
  #point: Point | undefined;

  constructor(tasks: readonly PointTask[], options: PointPoolOptions, idle: PointMember[]) {
    this.#tasks = tasks;
    this.#options = options;
    this.#idle = idle;
    this.#member = idle.pop();
  }

  async run(place: number, onHouseholds: (households: number) => void): Promise<Uint8Array> {
    const { segments, engine, isInProcess = false } = this.#options;
    const { point, replications } = this.#tasks[place]!;
    this.#isSound = false;
    if (point !== this.#point) {
      const scenario = this.#options.scenarioOf(point);
      const job = {
        scenario,
        engine,
        segments,
        keepSpells: false,
        keepMeters: false,
        contentKey: '',
      };
      if (this.#member === undefined)
        this.#member = isInProcess ? new OwnMember(job) : new RunnerThread(job);
      else this.#member.take(job);
      this.#point = point;
    }
    const figures = await this.#member!.ask(
      { kind: 'figures', replications, segments },
      onHouseholds,
    );
    if (figures.length !== replications.length * this.#options.figures)
      throw new Error('a worker told of another number of figures than there are');
    this.#isSound = true;
    return new Uint8Array(figures.buffer, figures.byteOffset, figures.byteLength);
  }

  /** A member without tasks waits for more work. */
  async stop(): Promise<void> {
    const member = this.#member;
    this.#member = undefined;
    this.#point = undefined;
    if (member === undefined) return;
    if (this.#isSound) this.#idle.push(member);
    else await member.stop();
  }
}
