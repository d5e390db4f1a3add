// Colours, dashes and type of every chart: the Analysis Function's palette for categorical data, at
// most four beside greys. Each series also has its own dash or pattern, so that it can be
// recognised without colour.

/** Text and axes: 4.5 to 1 on white at least. */
export const ink = '#1d1d1d';
export const quietInk = '#595959';
export const gridColour = '#d9d9d9';
export const axisColour = '#6b6b6b';
export const white = '#ffffff';
export const fontFamily = 'Arial, Helvetica, sans-serif';

export interface SeriesStyle {
  readonly colour: string;
  /** As `stroke-dasharray`; none is a full line. */
  readonly dash?: string;
  readonly width: number;
}

/**
 * In the order of assignment: dark blue for the reference, orange for the policy it is compared
 * with.
 */
export const seriesStyles = [
  { colour: '#12436D', width: 2.5 },
  { colour: '#F46A25', width: 2.5, dash: '9 3' },
  { colour: '#28A197', width: 2.25, dash: '2 3' },
  { colour: '#801650', width: 2.25, dash: '9 3 2 3' },
] as const satisfies readonly SeriesStyle[];

/** Ordinary life: always grey and dashed, on every chart. */
export const ordinaryStyle: SeriesStyle = { colour: '#6b6b6b', width: 1.75, dash: '4 3' };
/** Policies beyond the first four: labelled, in one colour, which is not that of ordinary life. */
export const otherStyle: SeriesStyle = { colour: '#A285D1', width: 2, dash: '14 3' };

export const categoryColours = ['#12436D', '#28A197', '#F46A25', '#801650'] as const;
export const ordinaryFill = '#8c8c8c';
