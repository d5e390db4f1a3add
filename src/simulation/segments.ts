// The segments results are reported by, in file order, and which classes of household make them up.
import { classCount, firstClassRow } from '../kernel/tally.ts';

/** Every segment, in file order. */
export const segments = [
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
/** Whose figures: of all households, or of those of a fuel, a kind of meter or a circumstance. */
export type Segment = (typeof segments)[number];

/** Positions in `segments`: fuel and kind are the first of theirs. */
const segmentBit = {
  all: 0,
  fuel: 1,
  kind: 3,
  vulnerableYes: 7,
  vulnerableNo: 8,
  psrYes: 9,
  psrNo: 10,
  medicalYes: 11,
  medicalNo: 12,
} as const;

/** Segments that are all homes but those of others. */
export const remainders: readonly {
  readonly segment: number;
  readonly without: readonly number[];
}[] = [
  {
    segment: segmentBit.kind + 3,
    without: [segmentBit.kind, segmentBit.kind + 1, segmentBit.kind + 2],
  },
  { segment: segmentBit.vulnerableNo, without: [segmentBit.vulnerableYes] },
  { segment: segmentBit.psrNo, without: [segmentBit.psrYes] },
  { segment: segmentBit.medicalNo, without: [segmentBit.medicalYes] },
];

/** By class of home: one bit a segment it is in, fuels left out. */
const segmentsOfClass: Uint16Array = Uint16Array.from(
  { length: classCount },
  (_, home) =>
    (1 << segmentBit.all) |
    (1 << (segmentBit.kind + (home >> 3))) |
    (1 << ((home & 4) !== 0 ? segmentBit.vulnerableYes : segmentBit.vulnerableNo)) |
    (1 << ((home & 2) !== 0 ? segmentBit.psrYes : segmentBit.psrNo)) |
    (1 << ((home & 1) !== 0 ? segmentBit.medicalYes : segmentBit.medicalNo)),
);

/** Whether a segment is of the meters of one fuel, and not of homes. */
function isFuelSegment(segment: number): boolean {
  return segment === segmentBit.fuel || segment === segmentBit.fuel + 1;
}

/** The classes of home that make up a segment of homes, ascending. */
function classesOfSegment(segment: number): Uint8Array {
  return Uint8Array.from(segmentsOfClass.keys()).filter(
    (home) => (segmentsOfClass[home]! & (1 << segment)) !== 0,
  );
}

/** The rows of the kernel's sums that make up each segment (kernel/tally.ts). */
export const rowsOfSegment: readonly Uint8Array[] = segments.map((_, segment) =>
  isFuelSegment(segment)
    ? Uint8Array.of(segment - segmentBit.fuel)
    : classesOfSegment(segment).map((row) => firstClassRow + row),
);
