// The segments that results are reported by, in file order: all, those of one attribute, and
// crossings of attributes that the scenario lists. For each, the classes of household that it
// consists of, and the groups in which the kernel counts a household or meter minute by minute.
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

/** A segment whose homes are all homes except those of other segments. */
interface Remainder {
  readonly segment: number;
  readonly without: readonly number[];
}

/** The segments of a run, by place in file order. */
export interface Segments {
  readonly names: readonly Segment[];
  /** The rows of the kernel's sums that make up each. */
  readonly rows: readonly Uint8Array[];
  /** The rows of the meters in each. */
  readonly meterRows: readonly Uint8Array[];
  /** By group that is counted minute by minute: its segment. */
  readonly groups: readonly number[];
  /** Segments that are not counted as groups, since they follow from the others. */
  readonly remainders: readonly Remainder[];
  /** By 3 × class + 0 a household, 1 its electricity meter, 2 its gas meter: its groups. */
  readonly groupLists: readonly Int32Array[];
}

/** Single segments that follow from `all` and the others. */
const remaindersOfSingle: readonly Remainder[] = (
  [
    ['meter=legacy', ['meter=smets2', 'meter=smets1-enrolled', 'meter=smets1-unenrolled']],
    ['vulnerable=no', ['vulnerable=yes']],
    ['psr=no', ['psr=yes']],
    ['medical=no', ['medical=yes']],
  ] as const satisfies readonly (readonly [SingleSegment, readonly SingleSegment[]])[]
).map(([segment, without]) => ({
  segment: segments.indexOf(segment),
  without: without.map((name) => segments.indexOf(name)),
}));

/** Segments by arguments: the plans of a command, one per point or story, need the same ones. */
const laidOut = new Map<string, Segments>();

/**
 * The segments of a run, computed once for equal arguments. A crossing has one for each combination
 * of its attributes' values, named in the order in which the attributes are listed.
 * @param wanted places of the segments that are counted minute by minute, all by default. The
 * others have no peaks and no quantiles of spell length.
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
  const isWanted = (segment: number): boolean => wanted?.includes(segment) ?? true;
  const remainders = remaindersOfSingle.filter(({ segment }) => isWanted(segment));
  const needed = new Set([0, ...remainders.flatMap(({ without }) => without)]);
  const groups = [...all.keys()].filter(
    (one) =>
      (isWanted(one) || needed.has(one)) &&
      !remaindersOfSingle.some(({ segment }) => segment === one),
  );
  const classes = Array.from({ length: classCount }, (_, household) => attributesOf(household));
  const rows = all.map((conditions) => rowsOf(conditions, conditions.fuel as Fuel | undefined));
  const groupLists = classes.flatMap((attributes) =>
    ([undefined, ...fuels] as const).map((fuel) => {
      const counts = (segment: number): boolean =>
        'fuel' in all[segment]! === (fuel !== undefined) &&
        isIn(all[segment]!, fuel === undefined ? attributes : { ...attributes, fuel });
      return Int32Array.from(groups.keys()).filter((group) => counts(groups[group]!));
    }),
  );
  const meterRows = all.map(({ fuel, ...others }) =>
    fuel === undefined
      ? Uint8Array.from(fuels.flatMap((one) => [...rowsOf({ ...others, fuel: one }, one)]))
      : rowsOf({ ...others, fuel }, fuel as Fuel),
  );
  return { names: [...byName.keys()], rows, meterRows, groups, remainders, groupLists };

  function rowsOf(conditions: Conditions, fuel: Fuel | undefined): Uint8Array {
    const own = [...classes.keys()].filter((household) =>
      isIn(conditions, fuel === undefined ? classes[household]! : { ...classes[household]!, fuel }),
    );
    return Uint8Array.from(own, (household) => firstRowOf[fuel ?? 'household'] + household);
  }
}
