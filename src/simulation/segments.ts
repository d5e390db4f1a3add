// The segments that results are reported by, in file order: all, those of one attribute, and
// crossings of attributes that the scenario lists. For each, the classes of household that it
// consists of.
import { classCount, firstClassRow } from '../kernel/tally.ts';
import {
  fuels,
  meterKinds,
  segmentAttributes,
  type Fuel,
  type MeterKind,
  type SegmentAttribute,
} from '../scenario/scenario.ts';
import { meterKindCodes } from './words.ts';

const singleSegments = [
  'all',
  'fuel=electricity',
  'fuel=gas',
  'meter=smets2',
  'meter=smets1-enrolled',
  'meter=smets1-unenrolled',
  'meter=legacy',
  'vulnerable=yes',
  'vulnerable=no',
  'psr=yes',
  'psr=no',
  'medical=yes',
  'medical=no',
] as const;
type SingleSegment = (typeof singleSegments)[number];
/** Name of a segment: all households, those with one attribute, or a crossing of attributes. */
export type Segment = SingleSegment | `${string}=${string},${string}=${string}`;

/** All, and every segment of one attribute: in every run, before the crossings. */
export const segments: readonly Segment[] = singleSegments;

/** Attributes whose combinations are counted. */
export type Crossing = readonly SegmentAttribute[];

/** What must hold of a household or meter to be in a segment. */
type Conditions = Readonly<Partial<Record<SegmentAttribute, string>>>;

const yesOrNo = ['yes', 'no'] as const;
const valuesOf: Readonly<Record<SegmentAttribute, readonly string[]>> = {
  fuel: fuels,
  meter: meterKinds,
  vulnerable: yesOrNo,
  psr: yesOrNo,
  medical: yesOrNo,
};

function nameOf(conditions: Conditions): Segment {
  const parts = Object.entries(conditions).map(([attribute, value]) => `${attribute}=${value}`);
  return (parts.length === 0 ? 'all' : parts.join(',')) as Segment;
}

/** Every combination of the values of attributes; those of the first attribute change last. */
function combinationsOf([first, ...others]: Crossing): readonly Conditions[] {
  if (first === undefined) return [{}];
  return valuesOf[first].flatMap((value) =>
    combinationsOf(others).map((rest) => ({ [first]: value, ...rest })),
  );
}

/** By crossings: what they come to is asked for each policy and table. */
const knownConditions = new Map<string, ReadonlyMap<Segment, Conditions>>();

/** By name; a crossing that is listed twice is counted once. */
function conditionsByName(crossings: readonly Crossing[]): ReadonlyMap<Segment, Conditions> {
  const listed = JSON.stringify(crossings);
  const known = knownConditions.get(listed) ?? conditionsOf(crossings);
  knownConditions.set(listed, known);
  return known;
}

function conditionsOf(crossings: readonly Crossing[]): ReadonlyMap<Segment, Conditions> {
  const single = segmentAttributes.map((attribute) => [attribute]);
  const all = [[], ...single, ...crossings].flatMap(combinationsOf);
  return new Map(all.map((conditions) => [nameOf(conditions), conditions]));
}

/** Names of the segments of a run, in file order. Files of earlier versions have no crossings. */
export function segmentNames(crossings: readonly Crossing[] = []): readonly Segment[] {
  return [...conditionsByName(crossings).keys()];
}

const kindOfCode = new Map(meterKinds.map((kind) => [meterKindCodes[kind], kind]));

/** The attributes of a class of household (kernel/tally.ts). */
function attributesOf(household: number): Conditions & { readonly meter: MeterKind } {
  const has = (bit: number): string => ((household & bit) === 0 ? 'no' : 'yes');
  return {
    ...{ meter: kindOfCode.get(household >> 3)!, vulnerable: has(4), psr: has(2), medical: has(1) },
  };
}

function isIn(conditions: Conditions, attributes: Conditions): boolean {
  return (Object.keys(conditions) as SegmentAttribute[]).every(
    (name) => conditions[name] === attributes[name],
  );
}

/** Rows of the kernel's sums: the meters of a fuel by class, or the households. */
const firstRowOf: Readonly<Record<Fuel | 'household', number>> = {
  electricity: 0,
  gas: classCount,
  household: firstClassRow,
};

/** The segments of a run, by place in file order. */
export interface Segments {
  readonly names: readonly Segment[];
  /** The rows of the kernel's sums that make up each. */
  readonly rows: readonly Uint8Array[];
  /** The rows of the meters in each. */
  readonly meterRows: readonly Uint8Array[];
  /**
   * By whose interval off supply it is (kernel/tally.ts): the segments in which it counts.
   */
  readonly segmentsOfOwner: readonly Uint8Array[];
}

/** Segments by arguments: the plans of a command, one per point or story, need the same ones. */
const laidOut = new Map<string, Segments>();

/**
 * The segments of a run, computed once for equal arguments. A crossing has one for each combination
 * of its attributes' values, named in the order in which the attributes are listed.
 * @param wanted places of the segments that have peaks and quantiles of spell length, all by
 * default
 * @rule C11
 */
export function layOutSegments(
  crossings: readonly Crossing[],
  wanted?: readonly number[],
): Segments {
  const asked = JSON.stringify([crossings, wanted]);
  const known = laidOut.get(asked) ?? layOutAnew(crossings, wanted);
  laidOut.set(asked, known);
  return known;
}

function layOutAnew(crossings: readonly Crossing[], wanted?: readonly number[]): Segments {
  const byName = conditionsByName(crossings);
  const all = [...byName.values()];
  const classes = Array.from({ length: classCount }, (_, household) => attributesOf(household));
  const rows = all.map((conditions) => rowsOf(conditions, conditions.fuel as Fuel | undefined));
  const segmentsOfOwner = classes.flatMap((attributes) =>
    ([undefined, ...fuels] as const).map((fuel) => {
      const isCounted = (segment: number): boolean =>
        (wanted?.includes(segment) ?? true) &&
        'fuel' in all[segment]! === (fuel !== undefined) &&
        isIn(all[segment]!, fuel === undefined ? attributes : { ...attributes, fuel });
      return Uint8Array.from([...all.keys()].filter(isCounted));
    }),
  );
  const meterRows = all.map(({ fuel, ...others }) =>
    fuel === undefined
      ? Uint8Array.from(fuels.flatMap((one) => [...rowsOf({ ...others, fuel: one }, one)]))
      : rowsOf({ ...others, fuel }, fuel as Fuel),
  );
  return { names: [...byName.keys()], rows, meterRows, segmentsOfOwner };

  function rowsOf(conditions: Conditions, fuel: Fuel | undefined): Uint8Array {
    const own = [...classes.keys()].filter((household) =>
      isIn(conditions, fuel === undefined ? classes[household]! : { ...classes[household]!, fuel }),
    );
    return Uint8Array.from(own, (household) => firstRowOf[fuel ?? 'household'] + household);
  }
}
