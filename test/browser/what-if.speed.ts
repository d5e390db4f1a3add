/// <reference lib="dom" />
// How quick the what-if page is in Chromium: `npm run test:browsers` prints it. Other work on the
// machine makes every figure larger, so nothing is demanded of them here but that there is an
// answer.
import { expect, it } from 'vitest';
import { openBrowser } from '../support/browser/chromium.ts';
import { wide } from '../support/browser/pages.ts';
import { whatIfAddress } from '../support/browser/what-if-page.ts';

const openings = 5;
/** Levers and the step they are moved to. */
const moves = [
  ['lever-starts', '5'],
  ['lever-legacy', '60'],
  ['lever-decision', '6'],
] as const;

interface Seen {
  /** Milliseconds from opening the page. */
  readonly answers: number[];
  readonly paints: number[];
  /** How long tasks of more than 50 ms took. */
  readonly tasks: number[];
}

it('answers', async () => {
  const browser = await openBrowser();
  const figures = {
    paint: [] as number[],
    first: [] as number[],
    lever: [] as number[],
    tasks: [] as number[],
  };
  for (let opening = 0; opening < openings; opening += 1) {
    const page = await browser.newPage({ viewport: wide, offline: true });
    await page.addInitScript(() => {
      const seen: Seen = { answers: [], paints: [], tasks: [] };
      Object.assign(globalThis, { seen });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.tasks.push(duration);
      }).observe({ entryTypes: ['longtask'] });
      new PerformanceObserver((list) => {
        for (const { startTime } of list.getEntries()) seen.paints.push(startTime);
      }).observe({ type: 'paint', buffered: true });
      addEventListener('DOMContentLoaded', () => {
        new MutationObserver(() => seen.answers.push(performance.now())).observe(
          document.getElementById('status')!,
          {
            childList: true,
          },
        );
      });
    });
    const seen = (): Promise<Seen> =>
      page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
    const answered = async (count: number): Promise<void> => {
      await page.waitForFunction(
        (least) => (globalThis as unknown as { seen: Seen }).seen.answers.length >= least,
        count,
      );
      await page.waitForTimeout(1500);
    };
    await page.goto(await whatIfAddress());
    await answered(1);
    for (const [place, [id, step]] of moves.entries()) {
      const asked = await page.evaluate(
        ([lever, to]) => {
          const control = document.getElementById(lever) as HTMLInputElement;
          control.value = to;
          control.dispatchEvent(new Event('input', { bubbles: true }));
          return performance.now();
        },
        [id, step] as const,
      );
      await answered(place + 2);
      figures.lever.push((await seen()).answers[place + 1]! - asked);
    }
    const { answers, paints, tasks } = await seen();
    figures.first.push(answers[0]!);
    figures.paint.push(Math.max(...paints));
    figures.tasks.push(Math.max(0, ...tasks));
    await page.close();
  }
  await browser.close();
  for (const [name, values] of Object.entries(figures))
    console.log(`${name}, ms: ${values.map((value) => value.toFixed(0)).join(', ')}`);
  expect(figures.lever).toHaveLength(openings * moves.length);
}, 300_000);
