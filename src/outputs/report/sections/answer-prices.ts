// Part of "The answer": gain and price of each policy, side by side; and debt after safe mode.
import type { MetricName, Segment } from '../../../experiment/metrics.ts';
import { markup, type Markup } from '../../markup.ts';
import { moneyText, noFigure } from '../../number-text.ts';
import type { PolicyStyles } from '../policy-styles.ts';
import { tableElement } from '../figure.ts';
import { figureIn, summaryOf, type RunData } from '../run-data.ts';
import type { ReportContext } from '../section.ts';
import { cellElement, poundsElement } from '../words.ts';

/** Table of the gain and the price of each policy. */
export function gainAndPrice({ data, policyStyles }: ReportContext): Markup {
  if (policyStyles.failures.length === 0) return markup``;
  const cellOf = (id: string, metric: Parameters<typeof summaryOf>[2]): Markup =>
    cellElement('summary.csv', summaryOf(data, id, metric), 'mean');
  const pounds = (id: string, metric: Parameters<typeof summaryOf>[2]): Markup =>
    poundsElement('summary.csv', summaryOf(data, id, metric), 'mean');
  return markup`<h3>What each policy gains, and its price</h3>
${tableElement(
  {
    head: [
      'Policy',
      'Hours off by failure',
      'Homes off by failure',
      'More owed a home at onboarding',
      'Still owed a home after safe mode',
      'Meter-days of valid keys',
    ],
    rows: policyStyles.failures.map(({ id, label }) => [
      label,
      cellOf(id, 'excess_hours_off'),
      cellOf(id, 'excess_households_off'),
      pounds(id, 'debt_excess_per_household'),
      pounds(id, 'owed_after_safe_mode_per_household'),
      cellOf(id, 'exposed_meter_days'),
    ]),
  },
  'what each policy gains, and its price',
)}
<p class="note">Pounds are means over all homes of the book, not only those in safe mode: those are in the next table. More owed: on the meters when onboarded, less what the same homes would owe had no supplier failed. Valid keys: days between the appointment and each meter’s onboarding on which the failed supplier’s certificates still work; the security price of a hold.</p>
${owedInSafeMode(data, policyStyles)}`;
}

/** Debt after safe mode, per meter and home in it. Empty if no policy uses safe mode. */
function owedInSafeMode(data: RunData, { failures }: PolicyStyles): Markup {
  const mean = (id: string, metric: MetricName, segment: Segment): number =>
    figureIn(summaryOf(data, id, metric, segment), 'mean').value;
  const owedBy = (id: string, segment: Segment): number =>
    mean(id, 'owed_after_safe_mode', segment) / mean(id, 'safe_mode_meters', segment);
  const members = failures.filter(({ id }) => mean(id, 'safe_mode_meters', 'all') > 0);
  if (members.length === 0) return markup``;
  return markup`<h3>What safe mode leaves owed</h3>
${tableElement(
  {
    head: [
      'Policy',
      'Meters in safe mode',
      'Owed in all',
      'Each electricity meter owes',
      'Each gas meter owes',
      'A home with both owes',
    ],
    rows: members.map(({ id, label }) => {
      const [electricity, gas] = [owedBy(id, 'fuel=electricity'), owedBy(id, 'fuel=gas')];
      return [
        label,
        cellElement('summary.csv', summaryOf(data, id, 'safe_mode_meters'), 'mean'),
        poundsElement('summary.csv', summaryOf(data, id, 'owed_after_safe_mode'), 'mean'),
        ...[electricity, gas, electricity + gas].map((pounds) =>
          Number.isNaN(pounds) ? noFigure : moneyText(pounds),
        ),
      ];
    }),
  },
  'what safe mode leaves owed',
)}
<p class="note">Owed when safe mode ends, before <code>onboarding.safeMode.owed</code> says what becomes of it. Each meter: a mean over the meters in safe mode, those that owe nothing among them. A home with both: the sum of the two.</p>
`;
}
