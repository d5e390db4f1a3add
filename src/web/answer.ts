/// <reference lib="dom" />
// The answer as the page shows it: sentences, pictures, the pinned setting, one household; and what
// is said where there is no answer.
import { describeProblem } from '../errors.ts';
import { chartElements, type Chart } from '../outputs/charts/chart.ts';
import { markup } from '../outputs/markup.ts';
import { numberText, shareText } from '../outputs/number-text.ts';
import { tableElement } from '../outputs/report/figure.ts';
import { pause } from './deliver.ts';
import { Refused } from './desk-client.ts';
import type { Desks } from './desks.ts';
import { element, showMistakes } from './elements.ts';
import { figures, type FigureName } from './figures.ts';
import { HouseholdView } from './household.ts';
import { showChanged } from './pinned.ts';
import type { Results } from './results.ts';
import { commandOf, ownPolicy } from './setting.ts';
import type { Shown } from './shown.ts';
import { bestSentence, membersOf, pictures, sentences, topOfAxis, type Drawn } from './view.ts';

export class AnswerView {
  readonly #desks: Desks;
  readonly #drawn = new Map<string, Drawn>();
  /** Where pages have the narrow drawing of a chart (outputs/report/style.ts). */
  readonly #narrow = matchMedia('(max-width: 720px)');
  readonly #household: HouseholdView;
  #shown: Shown | undefined;
  /** Of the answer that is worked out: aborted once another is asked for. */
  #signal: AbortSignal | undefined;
  #pinned: Shown | undefined;
  /** Of the axis of the lines over time: it stays while an answer gets steadier. */
  #top = 0;

  constructor(desks: Desks) {
    this.#desks = desks;
    this.#household = new HouseholdView(
      () => desks.slow,
      (chart) => this.#pictureOf(chart),
    );
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  chartNamed(name: string): Chart | undefined {
    return this.#drawn.get(name)?.chart;
  }

  /** Answers to what is done to the pictures. */
  listen(): void {
    const onClick = (id: string, act: () => void): void => {
      element(id).addEventListener('click', act);
    };
    onClick('pin', () => {
      this.#pinned = this.#shown;
      this.#showPinned();
    });
    onClick('unpin', () => {
      this.#pinned = undefined;
      this.#showPinned();
      element('pin').focus();
    });
    onClick('another', () => {
      this.#showHousehold('next');
    });
    for (const id of ['told-first', 'told-second'])
      element(id).addEventListener('change', () => {
        this.#showHousehold('first');
      });
    for (const { name } of figures)
      element(name)
        .querySelector('details')!
        .addEventListener('toggle', () => {
          this.#showTable(name);
        });
    this.#narrow.addEventListener('change', () => {
      for (const [name, { chart }] of this.#drawn)
        element(name).querySelector('.drawing')!.innerHTML = this.#pictureOf(chart);
      this.#showHousehold('same');
    });
  }

  #showHousehold(which: 'next' | 'first' | 'same'): void {
    if (which !== 'same') this.#household.turn(which);
    if (this.#shown !== undefined && this.#signal !== undefined)
      void this.#household.show(this.#shown, this.#signal);
  }

  /** Says that another answer is being worked out, until the signal ends that. */
  tellWorking(signal: AbortSignal): void {
    this.#signal = signal;
    this.#tellProgress('Working …', true);
    element('results').setAttribute('aria-busy', 'true');
  }

  /**
   * Draws what has come so far. Ends early once the signal does.
   * @param total replications that are to come in all
   */
  async draw(
    shown: Shown,
    isFirst: boolean,
    { total, remarks }: { readonly total: number; readonly remarks: readonly string[] },
    signal: AbortSignal,
  ): Promise<void> {
    this.#shown = shown;
    if (isFirst) this.#top = 0;
    const { results, setting, start } = shown;
    const { count } = results;
    const isSteady = count === total;
    element('headline').innerHTML = markup`<p>${bestSentence(results)}</p>`.text;
    element('sentences').innerHTML = sentences(results).text;
    this.#tellProgress(
      `${numberText(results.scenario.households, 0)} homes, ${count} of ${total} simulated ` +
        `failures.${isSteady ? '' : ' It gets steadier while you look.'}`,
      !isSteady,
    );
    element('remarks').hidden = remarks.length === 0;
    element('remarks').querySelector('ul')!.innerHTML =
      markup`${remarks.map((text) => markup`<li>${text}</li>`)}`.text;
    element('command').textContent = commandOf(setting, start, count);
    element('command-note').hidden = setting.text === undefined;
    if (isFirst) this.#tellAnswer(results);
    // Made ready for the first lever, once it holds up no answer.
    this.#desks.warm(shown.wanted);
    this.#top = topOfAxis(results, this.#top);
    for (const { name } of figures) {
      await pause();
      if (signal.aborted) return;
      this.#showFigure(name, pictures[name](results, this.#top));
    }
    await pause();
    if (signal.aborted) return;
    this.#showPinned();
    if (isFirst) this.#household.offer(results, start.like.id);
    if (isFirst || isSteady) await this.#household.show(shown, signal);
    if (isSteady && !signal.aborted) element('results').setAttribute('aria-busy', 'false');
  }

  #showFigure(name: FigureName, { chart, table }: Drawn): void {
    this.#drawn.set(name, { chart, table });
    element(name).querySelector('.drawing')!.innerHTML = this.#pictureOf(chart);
    this.#showTable(name);
  }

  #pictureOf(chart: Chart): string {
    return markup`${chartElements(chart, this.#narrow.matches ? 'narrow' : 'wide')}`.text;
  }

  /** Filled once it is unfolded: there are many figures, and few look. */
  #showTable(name: string): void {
    const drawn = this.#drawn.get(name);
    const folded = element(name).querySelector('details')!;
    if (drawn !== undefined && folded.open)
      folded.querySelector('.rows')!.innerHTML = tableElement(drawn.table, drawn.chart.title).text;
  }

  #tellProgress(text: string, isBusy: boolean): void {
    element('progress').textContent = text;
    element('progress').classList.toggle('busy', isBusy);
  }

  /** Said once an answer: what comes after refines it. */
  #tellAnswer(results: Results): void {
    const members = membersOf(results);
    const told = members.filter(({ id }) => id === ownPolicy || id === results.scenario.reference);
    const parts = (told.length === 0 ? members.slice(0, 1) : told).map(
      ({ id, label }) =>
        `${label}: ` +
        `${shareText(results.figure(id, 'excess_households_off_24h_share').mean)} of homes ` +
        'are off supply for a day or more because of the failure.',
    );
    element('status').textContent = `New answer. ${parts.join(' ')}`;
  }

  tellMistakes(texts: readonly string[]): void {
    showMistakes(element('mistakes'), texts);
  }

  tellFailure(error: unknown): void {
    this.#tellProgress('No answer: see above.', false);
    element('results').setAttribute('aria-busy', 'false');
    if (error instanceof Refused)
      this.tellMistakes([
        'This setting cannot be simulated:',
        ...error.problems.map(describeProblem),
      ]);
    else
      this.tellMistakes([
        'No answer could be worked out:',
        error instanceof Error ? error.message : String(error),
      ]);
  }

  #showPinned(): void {
    element('changed').hidden = this.#pinned === undefined;
    element('unpin').hidden = this.#pinned === undefined;
    if (this.#pinned !== undefined && this.#shown !== undefined)
      showChanged(this.#pinned, this.#shown, this.#top);
  }
}
