// Of "How sure": whether parameters were drawn, and the headline with luck alone and with parameters too, as the terminal says them.
import { noFailure } from '../../../scenario/scenario.ts';
import { markup, type Markup } from '../../markup.ts';
import { numberText } from '../../number-text.ts';
import { uncertaintyLine } from '../../uncertainty-text.ts';
import { tableElement } from '../figure.ts';
import { figureIn, type RunData } from '../run-data.ts';
import type { ReportContext } from '../section.ts';

export function parametersText({ facts: { scenario } }: RunData): Markup {
  const { parameterUncertainty } = scenario;
  if (parameterUncertainty === undefined)
    return markup`<p><strong>Parameters:</strong> the intervals do <strong>not</strong> cover what the assumptions leave open; this run did not vary them. <code>offsupply run --parameter-uncertainty</code>, with the same scenario, draws those of ordinary life that were fitted to published figures, and states both intervals. No option varies what is assumed of the failure itself: when top-up codes end, whether and when an agent acts, which meters there are. The list at the end says which are guesses.</p>\n`;
  return markup`<p><strong>Parameters:</strong> this run drew the ${numberText(parameterUncertainty.drawn.length, 0)} assumptions that were fitted to published figures. Each pair of replications has one of ${numberText(parameterUncertainty.sets, 0)} sets of them that fit about as well. The table below says how much wider that makes the intervals. All other intervals in this report are of the mean over these sets: they do not cover how far the parameters could be off. The other assumptions, all those about the failure itself among them, were not varied.</p>\n`;
}

/** Nothing where parameters were not drawn. */
export function luckAndParameters({ data, cast }: ReportContext): Markup {
  if (data.uncertainty.length === 0) return markup``;
  const labels = new Map(cast.all.map(({ id, label }) => [id, label]));
  const rows = data.uncertainty
    .filter((row) => row['metric'] === 'households_off' && (row['reference'] === '' || row['policy'] !== noFailure))
    .map((row) => {
      const value = (column: string): number => figureIn(row, column).value;
      return uncertaintyLine(labels.get(row['policy']!)!, row['reference'] !== '', {
        mean: value('mean'),
        luck: [value('luck_low'), value('luck_high')],
        full: [value('full_low'), value('full_high')],
      });
    });
  const few = data.facts.replications < 4 ? ' Four replications at least are needed to tell them apart.' : '';
  return markup`<h3>Random variation and parameters apart</h3>
<p class="note">All households off supply, in ordinary life too, with 95 % intervals; parameters are drawn, a set for each two replications.${few}</p>
${tableElement({ head: ['Households off supply', 'Mean', 'Random variation alone', 'Parameters too'], rows }, 'random variation and parameters apart')}
<p class="files">Data: <a href="uncertainty.csv">uncertainty.csv</a>, which has every metric</p>
`;
}
