/// <reference lib="dom" />
// One household's credit under two policies, and the next one that the failure hits.
import type { Chart } from '../outputs/charts/chart.ts';
import { creditPanels } from '../outputs/charts/credit.ts';
import { markup } from '../outputs/markup.ts';
import { numberText } from '../outputs/number-text.ts';
import { creditPanelOf, meterText } from '../outputs/report/credit-panel.ts';
import { noFailure } from '../scenario/scenario.ts';
import type { Desk } from './desk-client.ts';
import { element, selectAt } from './elements.ts';
import type { Results } from './results.ts';
import { ownPolicy } from './setting.ts';
import type { Shown } from './shown.ts';
import { membersOf } from './view.ts';

export class HouseholdView {
  readonly #slow: () => Desk;
  readonly #pictureOf: (chart: Chart) => string;
  #place = 0;

  constructor(slow: () => Desk, pictureOf: (chart: Chart) => string) {
    this.#slow = slow;
    this.#pictureOf = pictureOf;
  }

  /** Offers the policies of a new answer. @param like the policy that the user's own starts from */
  offer(results: Results, like: string): void {
    this.#place = 0;
    const members = membersOf(results);
    const { reference } = results.scenario;
    const second =
      members.find(({ id }) => id === ownPolicy) ??
      members.find(({ id }) => id === like) ??
      members.at(-1);
    const before = [selectAt('told-first').value, selectAt('told-second').value];
    for (const [place, id, chosen] of [
      [0, 'told-first', reference],
      [1, 'told-second', second?.id],
    ] as const) {
      const known =
        members.some((one) => one.id === before[place]) &&
        !members.some((one) => one.id === ownPolicy);
      const selected = known ? before[place] : chosen;
      element(id).innerHTML = markup`${members.map(
        (one) =>
          markup`<option value="${one.id}"${one.id === selected ? markup` selected` : undefined}>${one.label}</option>`,
      )}`.text;
    }
  }

  /** Goes on to the next household, or begins anew. */
  turn(to: 'next' | 'first'): void {
    this.#place = to === 'next' ? this.#place + 1 : 0;
  }

  async show(shown: Shown, signal: AbortSignal): Promise<void> {
    const { results, wanted } = shown;
    const told = [...new Set(['told-first', 'told-second'].map((id) => selectAt(id).value))];
    const affected = results.affectedHouseholds(told[0]!, noFailure);
    const words = element('household-words');
    if (affected.length === 0) {
      words.textContent =
        'No home that is followed is off supply for longer under the first policy than in ' +
        'ordinary life.';
      element('household-picture').innerHTML = '';
      return;
    }
    const household = affected[this.#place % affected.length]!;
    const rows = await this.#slow().ask('household', { ...wanted, household, told });
    if (signal.aborted) return;
    const horizon = Math.floor(results.scenario.horizonMinutes / 60);
    const members = membersOf(results);
    const labelOf = (id: string): string => members.find((one) => one.id === id)!.label;
    const panels = told.map(
      (id) =>
        creditPanelOf(
          rows.filter((row) => row['policy'] === id),
          labelOf(id),
          horizon,
        ).panel,
    );
    const [first] = rows;
    words.textContent =
      `Household ${household} of the first simulated failure: ` +
      `${meterText(first?.['meter_kind'] ?? '')}, ` +
      `${first?.['vulnerable'] === 'yes' ? 'vulnerable' : 'not vulnerable'}. One of ` +
      `${numberText(affected.length, 0)} homes that are off for longer under ` +
      `${labelOf(told[0]!)} than in ordinary life.`;
    const chart: Chart = {
      name: 'household',
      title: `Credit of household ${household}`,
      description:
        'Lines of credit in pounds, electricity full and gas dashed, a panel a policy. ' +
        panels.map(({ title, remark }) => `${title}: ${remark}`).join(' '),
      draw: (canvas) => creditPanels(panels, horizon, canvas),
    };
    element('household-picture').innerHTML = this.#pictureOf(chart);
  }
}
