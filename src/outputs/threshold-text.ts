// Which thresholds were met, a line each with a tick or a cross, and as data for --json.
import { metrics } from '../experiment/metrics.ts';
import type { Verdict } from '../experiment/threshold.ts';
import type { Json } from './json.ts';
import { numberText, shareText } from './number-text.ts';
import { plainLabel } from './text-columns.ts';

/** How lines are marked: colour in a terminal, nothing elsewhere. */
export interface VerdictStyle {
  readonly met: (text: string) => string;
  readonly notMet: (text: string) => string;
}

/** Lines of text ending in a line feed; nothing when there are no thresholds. */
export function verdictsText(verdicts: readonly Verdict[], left: readonly string[], style: VerdictStyle): string {
  if (verdicts.length + left.length === 0) return '';
  const texts = verdicts.map(({ threshold }) => plainLabel(threshold.text, 200));
  const width = Math.max(...texts.map((text) => text.length), 0);
  const lines = verdicts.map((verdict, index) => {
    const [mark, colour] = verdict.met ? ['✓', style.met] : ['✗', style.notMet];
    return `${colour(mark)} ${texts[index]!.padEnd(width)}  ${whyText(verdict)}`;
  });
  const skipped = left.map((text) => `– ${plainLabel(text, 200)}  not judged: it names a policy that was not run`);
  return [...lines, ...skipped, ''].join('\n');
}

/** `63.2, upper limit 68.3`: the mean, and the limit of the interval that it was judged by. */
function whyText({ threshold, mean, ciLow, ciHigh }: Verdict): string {
  const { unit } = metrics.find(({ name }) => name === threshold.metric)!;
  const text = (value: number): string => apartFrom(threshold.limit, value, unit);
  if (Number.isNaN(mean)) return 'no replication has this figure';
  const upper = threshold.comparison.startsWith('<');
  const limit = upper ? ciHigh : ciLow;
  if (Number.isNaN(limit)) return `${text(mean)}; one replication gives no interval to judge by`;
  return `${text(mean)}, ${upper ? 'upper' : 'lower'} limit ${text(limit)}`;
}

/** With as many decimals as it takes to be told from the limit, within reason: never `upper limit 100` beside `<100`. */
function apartFrom(limit: number, value: number, unit: string): string {
  const plain = unit === 'share' ? shareText : numberText;
  if (value === limit || plain(value) !== plain(limit)) return plain(value);
  const [factor, sign] = unit === 'share' ? [100, ' %'] : [1, ''];
  const texts = [1, 2, 3, 4, 5, 6].map((decimals) => [value, limit].map((one) => numberText(one * factor, decimals)));
  const [told] = texts.find(([own, other]) => own !== other) ?? texts.at(-1)!;
  return `${told!}${sign}`;
}

export function verdictsJson(verdicts: readonly Verdict[], left: readonly string[]): Json {
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return [
    ...verdicts.map(({ threshold, mean, ciLow, ciHigh, met }) => ({
      threshold: threshold.text,
      policy: threshold.policy,
      reference: threshold.reference ?? null,
      metric: threshold.metric,
      segment: threshold.segment,
      comparison: threshold.comparison,
      limit: threshold.limit,
      mean: orNull(mean),
      ci_low: orNull(ciLow),
      ci_high: orNull(ciHigh),
      met,
    })),
    ...left.map((text) => ({ threshold: text, met: null })),
  ];
}
