/// <reference lib="dom" />
// How far the answer may move over what is not known: `run --uncertainty all` of two policies, in a
// desk of its own.
import { markup, type Markup } from '../outputs/markup.ts';
import { figureText } from '../outputs/number-text.ts';
import { noFailure } from '../scenario/scenario.ts';
import type { Desk } from './desk-client.ts';
import { element } from './elements.ts';
import { ownPolicy } from './setting.ts';
import type { Shown } from './shown.ts';
import { membersOf } from './view.ts';

/** Draws of what is not known: nine worlds in each ten. */
const widthReplications = 40;

export async function tellWidth(
  shown: Shown,
  openDesk: () => Desk,
  signal: AbortSignal,
): Promise<void> {
  const { results, start, wanted } = shown;
  const place = element('width');
  place.textContent = 'How far the answer may move with them is being worked out …';
  const { reference, policies } = results.scenario;
  const compared =
    [ownPolicy, start.like.id].find((id) => policies.some((policy) => policy.id === id)) ??
    reference;
  const desk = openDesk();
  signal.addEventListener('abort', () => {
    desk.end();
    place.textContent =
      'How far the answer may move with them is worked out once the answer is steady.';
  });
  const metric = 'excess_households_off_24h_share' as const;
  const asked = {
    ...wanted,
    policies: [...new Set([reference, compared])],
    replications: widthReplications,
    metrics: [metric],
  };
  const rows = await desk.ask('width', asked);
  signal.throwIfAborted();
  desk.end();
  const told = membersOf(results).filter(
    ({ id }) => asked.policies.includes(id) && id !== noFailure,
  );
  const ranges = told.map(({ id, label }) => {
    const { low, high } = rows.find((row) => row.policy === id && row.metric === metric)!;
    const cell = (value: string, column: string): Markup =>
      markup`<data value="${value}" title="uncertainty.csv: policy=${id};metric=${metric}, ${column}">${figureText(Number(value), 'share')}</data>`;
    return markup`between ${cell(low, 'range_low')} and ${cell(high, 'range_high')} under ${label}`;
  });
  const each = ranges.map((range, index) => markup`${index === 0 ? '' : ', and '}${range}`);
  place.innerHTML =
    markup`${widthReplications} failures were simulated with every assumption that you have not set drawn from its plausible range. The share of homes off for a day or more because of the failure was ${each}. These are too few to quote: the command with --uncertainty all gives a range that may be.`.text;
}
