// One household's credit as rows of stories.csv tell it, made ready to be drawn: lines, hours off,
// and the events that decided it.
import type { CreditLine, CreditPanel } from '../charts/credit.ts';
import type { Row } from './run-data.ts';
import { dayOfHourText, hoursText } from './words.ts';

/** @param rows of one household under one policy, in order of time @param horizon in hours */
export function creditPanelOf(
  rows: readonly Row[],
  title: string,
  horizon: number,
): { readonly hours: number; readonly panel: CreditPanel } {
  const lines = [...new Set(rows.map((row) => row['fuel']!))].sort().map((fuel) =>
    creditLine(
      rows.filter((row) => row['fuel'] === fuel),
      horizon,
    ),
  );
  const hours = unionHours(lines.flatMap(({ off }) => off));
  const remark =
    hours === 0
      ? 'It stays on supply.'
      : `Off supply for ${hoursText(hours)} in all: the black bars.`;
  return { hours, panel: { title, remark, lines, events: eventsOf(rows) } };
}

export function meterText(kind: string): string {
  const texts: Readonly<Record<string, string>> = {
    smets2: 'SMETS2 meters',
    'smets1-enrolled': 'SMETS1 meters enrolled in DCC',
    'smets1-unenrolled': 'SMETS1 meters not enrolled in DCC',
    legacy: 'key or card meters',
  };
  return texts[kind] ?? kind;
}

const credits = new Set(['vend', 'discretionary credit', 'pre-emptive credit']);

function creditLine(rows: readonly Row[], horizon: number): CreditLine {
  const net = (row: Row): number =>
    Number(row['balance']) - Number(row['emergency_credit_used']) - Number(row['debt']);
  const points = rows.flatMap((row) => {
    const [hour, pounds] = [Number(row['hour']), net(row)];
    // A top-up is a jump: the line comes down to where credit stood before it.
    return credits.has(row['event']!)
      ? [
          { hour, pounds: pounds - Number(row['amount']) },
          { hour, pounds },
        ]
      : [{ hour, pounds }];
  });
  const off: { from: number; to: number }[] = [];
  const [first] = rows;
  let since =
    first !== undefined && (first['event'] === 'supply on' || first['event'] === 'armed')
      ? 0
      : undefined;
  for (const row of rows) {
    const isOff = row['supply'] !== 'on';
    if (isOff && since === undefined) since = Number(row['hour']);
    if (!isOff && since !== undefined) {
      off.push({ from: since, to: Number(row['hour']) });
      since = undefined;
    }
  }
  if (since !== undefined) off.push({ from: since, to: horizon });
  return { fuel: first?.['fuel'] === 'gas' ? 'gas' : 'electricity', points, off };
}

function unionHours(intervals: readonly { readonly from: number; readonly to: number }[]): number {
  let [hours, until] = [0, -Infinity];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    hours += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return hours;
}

/** What institutions did to the meters, the first of each kind, and the first failed top-up. */
const telling: Readonly<Record<string, string>> = {
  'safe mode': 'safe mode set',
  onboarded: 'onboarded',
  'channel learnt': 'knows how to pay the SoLR',
  'no channel to top up by': 'first failed top-up',
  'emergency credit sent': 'SoLR sends emergency credit',
  'emergency credit limit raised': 'agent raises emergency credit',
  'protected all week': 'agent protects it all week',
  'pre-emptive credit': 'agent sends credit',
};

function eventsOf(rows: readonly Row[]): CreditPanel['events'] {
  const met = new Map<string, number>();
  for (const row of rows) {
    const text = telling[row['event']!];
    if (text !== undefined && !met.has(text)) met.set(text, Number(row['hour']));
  }
  return [...met]
    .map(([text, hour]) => ({
      hour,
      label: `${text}, ${dayOfHourText(Math.round(hour / 2.4) * 2.4)}`,
    }))
    .sort((a, b) => a.hour - b.hour);
}
