// Sensitivity in sentences: which assumptions decide an outcome, and how much the others matter.
import type {
  Assessment,
  IndexName,
  IndexRow,
  Method,
  Outcome,
  OutcomeSensitivity,
} from '../../explore/sensitivity/assessment.ts';
import { capitalised, listText } from '../list-text.ts';
import { metricText } from '../metric-words.ts';
import { noFigure, numberText, shareText } from '../number-text.ts';
import { plainLabel } from '../text-columns.ts';
import type { FactorFacts, SensitivityReport } from './sensitivity-report.ts';

const units: Readonly<Record<string, string>> = {
  'household-hours': 'household-hours',
  households: 'homes',
  gbp: 'pounds',
};
const countWords = ['no', 'one', 'two', 'three'] as const;
const leadersMost = 3;
/** Most assumptions that are named as perhaps equally important. */
const namedMost = 4;
const longest = 60;

/** `the hours off supply because of the failure under MP134A alone` */
export function outcomeText(
  { policy, reference, metric, segment }: Outcome,
  report: Pick<SensitivityReport, 'policies'>,
): string {
  const figure = metricText(metric, segment);
  if (reference === undefined) return `the ${figure} under “${policyLabel(policy, report)}”`;
  return (
    `the difference in ${figure} between “${policyLabel(policy, report)}” and ` +
    `“${policyLabel(reference, report)}”`
  );
}

export function policyLabel(id: string, { policies }: Pick<SensitivityReport, 'policies'>): string {
  return plainLabel(policies.find((policy) => policy.id === id)?.label ?? id, longest);
}

/** `1,234 household-hours`; shares as percentages. */
export function amountText(value: number, unit: string): string {
  if (Number.isNaN(value)) return noFigure;
  return unit === 'share' ? shareText(value) : `${numberText(value)} ${units[unit] ?? unit}`;
}

/** Factors with an effect beyond chance, the strongest first, at most three. */
export function decisiveFactors({ factors }: OutcomeSensitivity): readonly Assessment[] {
  return byRank(factors.filter(({ told }) => told)).slice(0, leadersMost);
}

export function byRank(assessments: readonly Assessment[]): readonly Assessment[] {
  return assessments.toSorted((one, other) => one.rank - other.rank);
}

export function indexOf({ indices }: Assessment, name: IndexName): IndexRow | undefined {
  return indices.find(({ index }) => index === name);
}

/** The index by which each method ranks factors. */
const strengthIndex = { oat: 'swing', morris: 'mu_star', sobol: 'total' } as const satisfies Record<
  Method,
  IndexName
>;

/**
 * `Three assumptions decide the hours …: A, B and C.`, and how much the others matter. Where larger
 * effects may be chance, these come first.
 */
export function verdictText(sensitivity: OutcomeSensitivity, report: SensitivityReport): string {
  const leaders = decisiveFactors(sensitivity);
  const what = outcomeText(sensitivity.outcome, report);
  if (leaders.length === 0) return `No assumption moves ${what} by more than chance does.`;
  const count = countWords[leaders.length]!;
  const names = listText(leaders.map(({ factor }) => shortName(report.factors[factor]!)));
  const assumptions = leaders.length === 1 ? 'assumption' : 'assumptions';
  const untold = untoldNames(sensitivity, leaders, report);
  if (untold !== '')
    return (
      `${capitalised(untold)} may move ${what} most: more replications would tell. ` +
      `Beyond chance, ${count} ${assumptions} ${leaders.length === 1 ? 'moves' : 'move'} ` +
      `it: ${names}.`
    );
  const decide = leaders.length === 1 ? 'decides' : 'decide';
  return (
    `${capitalised(count)} ${assumptions} ${decide} ${what}: ${names}. ` +
    othersText(sensitivity, leaders, report.method)
  );
}

/**
 * Factors that rank before the leaders, but whose effect may be chance; empty where there are none.
 */
function untoldNames(
  { factors }: OutcomeSensitivity,
  leaders: readonly Assessment[],
  { factors: facts }: SensitivityReport,
): string {
  const last = Math.max(...leaders.map(({ rank }) => rank));
  const untold = byRank(factors.filter(({ rank, told }) => rank < last && !told));
  const named = untold.slice(0, namedMost).map(({ factor }) => shortName(facts[factor]!));
  const more = untold.length - named.length;
  return listText([...named, ...(more === 0 ? [] : [`${more} other${more === 1 ? '' : 's'}`])]);
}

/** The label up to the first comma or the like, and the key. */
export function shortName({ label, name }: FactorFacts): string {
  const [start = label] = label.split(/[.;:,]/u);
  const words = plainLabel(start, longest);
  return `${words.charAt(0).toLowerCase()}${words.slice(1)} (${plainLabel(name, longest)})`;
}

function othersText(
  { outcome, factors }: OutcomeSensitivity,
  leaders: readonly Assessment[],
  method: Method,
): string {
  const others = factors.filter((one) => !leaders.includes(one));
  if (others.length === 0) return 'Nothing else was varied.';
  const figures = others.map((one) => indexOf(one, strengthIndex[method])!);
  if (method === 'sobol') {
    // The total index of several factors together is at most the sum of their total indices.
    const together = figures.reduce((sum, { value }) => sum + Math.max(0, value), 0);
    return together >= 1
      ? 'The others matter too.'
      : together < 0.0005
        ? 'All the others together make up next to none of its variance.'
        : `All the others together make up at most ${shareText(together)} of its variance.`;
  }
  const most = Math.max(
    ...figures
      .map(({ value, ciHigh }) => (Number.isNaN(ciHigh) ? value : ciHigh))
      .filter((value) => !Number.isNaN(value)),
    0,
  );
  const by = amountText(most, outcome.unit);
  return method === 'oat'
    ? `No other moves it by more than ${by}.`
    : `No other moves it by more than ${by} on average.`;
}

/** The effect of a factor on an outcome, in a few words. */
export function effectText(
  assessment: Assessment,
  outcome: Outcome,
  factor: FactorFacts,
  method: Method,
): string {
  const signed = (value: number): string =>
    `${value > 0 ? '+' : ''}${amountText(value, outcome.unit)}`;
  const interval = ({ ciLow, ciHigh }: IndexRow, text: (value: number) => string): string =>
    Number.isNaN(ciLow) ? '' : ` (${text(ciLow)} to ${text(ciHigh)})`;
  if (method === 'oat') {
    const effects = assessment.indices.filter(({ index }) => index === 'effect');
    return effects
      .map(
        (effect) =>
          `${factor.textAt(effect.at!)}: ${signed(effect.value)}${interval(effect, numberText)}`,
      )
      .join('; ');
  }
  if (method === 'morris') {
    const [mu, size] = [indexOf(assessment, 'mu')!, indexOf(assessment, 'mu_star')!];
    return (
      `from ${factor.low} to ${factor.high}: ${signed(mu.value)}${interval(mu, numberText)} ` +
      `on average, ${amountText(size.value, outcome.unit)} in size`
    );
  }
  const [first, total] = [indexOf(assessment, 'first')!, indexOf(assessment, 'total')!];
  return (
    `from ${factor.low} to ${factor.high}: ${shareText(first.value)} of the variance ` +
    `alone${interval(first, shareText)}, ${shareText(total.value)} with ` +
    `others${interval(total, shareText)}`
  );
}
