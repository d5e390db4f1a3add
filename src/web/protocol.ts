// What the page asks of its desk, the worker that loads scenarios, and what the desk answers. Plain
// data both ways.
import type { Problem } from '../errors.ts';
import type { MetricName } from '../experiment/metrics.ts';
import type { Row } from '../outputs/report/run-data.ts';
import type { Override } from '../scenario/override.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * The texts a scenario of the user's own is made of, as `offsupply web <scenario>` puts them into
 * the page.
 */
export interface OwnScenario {
  /** As it was typed. */
  readonly name: string;
  /** Its own file: a key of `files`, or the name of a shipped one. */
  readonly file: string;
  /** Texts of its files by their path from its folder, shipped ones left out. */
  readonly files: Readonly<Record<string, string>>;
  /** Texts of the shipped files it stands on, by name. */
  readonly shipped: Readonly<Record<string, string>>;
  /** Rows of its CSV files, by their text. */
  readonly tables: Readonly<
    Record<string, readonly { readonly line: number; readonly cells: readonly string[] }[]>
  >;
}

/** A scenario with values set on top of its file. */
export interface Wanted {
  /** Of a shipped scenario, or of the user's own. */
  readonly name: string;
  /** In place of the file's own text. */
  readonly text?: string;
  readonly overrides: readonly Override[];
  /** Ids of the policies that are run, beside the reference; all where it says none. */
  readonly policies?: readonly string[];
}

/** A policy's figure over draws of what is not known: cells of uncertainty.csv. */
interface WidthRow {
  readonly policy: string;
  readonly metric: MetricName;
  readonly low: string;
  readonly high: string;
}

/** A key of the institutions, for the list of all of them. */
export interface InstitutionKey {
  readonly path: string;
  /** What the schema says of it. */
  readonly help: string;
  readonly unit: string;
  /** As the scenario has it, in one line. */
  readonly value: string;
  /** What is plausible, in one line; empty where the scenario does not say. */
  readonly range: string;
}

interface Questions {
  load: {
    readonly asked: Wanted;
    readonly answer: { readonly scenario: Scenario; readonly remarks: readonly string[] };
  };
  /** The merged scenario as a file of its own. */
  document: { readonly asked: Wanted; readonly answer: string };
  /** The text of a scenario file, as it may be changed in the page. */
  text: { readonly asked: { readonly name: string }; readonly answer: string };
  keys: { readonly asked: Wanted; readonly answer: readonly InstitutionKey[] };
  /** One household of the first replication, under two policies: rows of stories.csv. */
  household: {
    readonly asked: Wanted & { readonly household: number; readonly told: readonly string[] };
    readonly answer: readonly Row[];
  };
  /** How far figures may lie apart over what is not known. */
  width: {
    readonly asked: Wanted & {
      readonly replications: number;
      readonly metrics: readonly MetricName[];
    };
    readonly answer: readonly WidthRow[];
  };
}
export type QuestionKind = keyof Questions;
export type Asked<Kind extends QuestionKind> = Questions[Kind]['asked'];
export type Answer<Kind extends QuestionKind> = Questions[Kind]['answer'];

/**
 * The page to its desk. The user's own scenario comes with every question, since a desk may be a
 * new one.
 */
export interface DeskQuestion<Kind extends QuestionKind = QuestionKind> {
  readonly number: number;
  readonly kind: Kind;
  readonly asked: Asked<Kind>;
  readonly own: OwnScenario | null;
}
/** The desk to the page: an answer, or what is wrong with the scenario. */
export type DeskAnswer =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly problems: readonly Problem[] }
  | { readonly number: number; readonly failed: string };
