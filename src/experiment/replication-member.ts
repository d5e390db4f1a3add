// The tasks of one thread: a whole replication, or its share of one that several threads run
// together (replication-in-shares.ts). Tasks and answers are plain data.
import { addCounts, type Counts } from '../simulation/counts.ts';
import {
  blocksOf,
  ReplicationShare,
  type HouseholdRange,
} from '../simulation/replication-share.ts';
import { joinShares } from '../simulation/replication.ts';
import type { WaitingHouseholds } from '../simulation/waiting-households.ts';
import { recordOf, runReplication, type Experiment } from './experiment.ts';
import { keptFigures } from './figures.ts';
import { packRows, unpackRows, type PackedRows } from './packed-rows.ts';
import { encodeRecord } from './record-codec.ts';

/** The tasks of a member, and the answer to each. */
interface Tasks {
  /** A whole replication, as the bytes of its record. */
  whole: { readonly asked: { readonly replication: number }; readonly answer: Uint8Array };
  /**
   * Whole replications, of which only the figures of `keptFigures` are wanted, one replication
   * after another.
   */
  figures: {
    readonly asked: {
      readonly replications: readonly number[];
      readonly segments: readonly number[];
    };
    readonly answer: Float64Array;
  };
  /** Begins a share of a replication. The tasks below are about the share begun last. */
  begin: { readonly asked: { readonly replication: number }; readonly answer: undefined };
  /** Simulates households until each needs something shared. */
  ahead: { readonly asked: HouseholdRange; readonly answer: PackedAhead };
  /** Takes the waiting households of all parts of the book, in order. */
  takeOver: {
    readonly asked: { readonly parts: readonly WaitingHouseholds[] };
    readonly answer: undefined;
  };
  /**
   * Serves the households that wait under some policies, given by place; answers in the order of
   * these.
   */
  finish: {
    readonly asked: { readonly policies: readonly number[] };
    readonly answer: readonly PackedRows[];
  };
  /** The share's counts. */
  count: { readonly asked: object; readonly answer: Counts };
  /** Combines the results of all shares into the bytes of the record. */
  join: { readonly asked: Reported; readonly answer: Uint8Array };
}
export type TaskKind = keyof Tasks;
export type Task<Kind extends TaskKind = TaskKind> = {
  [K in Kind]: { readonly kind: K } & Tasks[K]['asked'];
}[Kind];
export type Answer<Kind extends TaskKind = TaskKind> = Tasks[Kind]['answer'];

interface PackedAhead {
  readonly waiting: WaitingHouseholds;
  /** By policy. */
  readonly rows: readonly PackedRows[];
}

/** What the shares of a replication report. */
interface Reported {
  readonly counts: readonly Counts[];
  /** By policy: of the parts of the book in order, then of its queues. */
  readonly rows: readonly (readonly PackedRows[])[];
}

/** Runs a task. `onHouseholds` is called with the number of further households simulated. */
type Acts = {
  [Kind in TaskKind]: (
    asked: Tasks[Kind]['asked'],
    onHouseholds: (households: number) => void,
  ) => Answer<Kind>;
};

export class ReplicationMember {
  readonly #experiment: Experiment;
  readonly #contentKey: string;
  #replication = 0;
  #share: ReplicationShare | undefined;

  constructor(experiment: Experiment, contentKey: string) {
    this.#experiment = experiment;
    this.#contentKey = contentKey;
  }

  do<Kind extends TaskKind>(
    task: Task<Kind>,
    onHouseholds: (households: number) => void,
  ): Answer<Kind> {
    const act = this.#acts[task.kind] as (
      asked: Task<Kind>,
      onHouseholds: (households: number) => void,
    ) => Answer<Kind>;
    return act(task, onHouseholds);
  }

  readonly #acts: Acts = {
    whole: ({ replication }, onHouseholds) =>
      encodeRecord(runReplication(this.#experiment, replication, onHouseholds), this.#contentKey),
    figures: ({ replications, segments }, onHouseholds) => {
      const parts = replications.map((replication) =>
        keptFigures(runReplication(this.#experiment, replication, onHouseholds), segments),
      );
      const joined = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
      parts.forEach((part, place) => {
        joined.set(part, place * part.length);
      });
      return joined;
    },
    begin: ({ replication }) => {
      const { key, engine, keepSpells, keepMeters, plan } = this.#experiment;
      const options = { key, replication, engine, keepSpells, keepMeters, isShared: true };
      this.#replication = replication;
      this.#share = new ReplicationShare(plan, options);
      return undefined;
    },
    ahead: (households, onHouseholds) => {
      const { waiting, kept } = this.#share!.simulateAhead(blocksOf(households), onHouseholds);
      return { waiting, rows: kept.map(packRows) };
    },
    takeOver: ({ parts }) => {
      this.#share!.takeOver(parts);
      return undefined;
    },
    finish: ({ policies }) => this.#share!.finishPolicies(policies).map(packRows),
    // In new arrays: the kernel's lie in its memory, all of which would be sent.
    count: () => addCounts([this.#share!.counts()]),
    join: ({ counts, rows }) => {
      const { plan } = this.#share!;
      const outcomes = joinShares(
        plan,
        counts,
        rows.map((ofPolicy) => ofPolicy.map(unpackRows)),
      );
      return encodeRecord(
        recordOf(this.#experiment, outcomes, this.#replication),
        this.#contentKey,
      );
    },
  };
}
