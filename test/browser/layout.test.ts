/// <reference lib="dom" />
// How a report is laid out, crowded as it may be: no name covers another or lies outside its
// picture, nothing has to be scrolled to sideways, and its pictures stand alone. How each kind of
// chart looks is stored in charts.test.ts.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collisionsOn } from '../support/browser/chart-collisions.ts';
import { narrow, wide } from '../support/browser/pages.ts';
import { runsOf } from '../support/browser/report-runs.ts';

/**
 * Small, and with all that a picture has to make room for: a name too long for a line, many
 * policies, both fuels.
 */
const crowded = `title: A crowded book
extends: small.yaml
policies:
  no-intervention: { label: No intervention }
  held: { label: "Held: certificates and identifiers both, for as long as a meter is not onboarded", certificates: { revoked: onboarding }, identifiers: { moved: onboarding }, agent: { acts: true } }
  later: { label: Onboarding two weeks later, onboarding: { starts: 14d } }
  vended: { label: Vending goes on, exit: { vendingEnds: 21d } }
  stops: { label: Vending stops on day 0, exit: { vendingEnds: 0d } }
`;

const { at, open } = runsOf(['crowded'], { crowded });
const report = (): string => at('crowded', 'report.html');

describe.each([narrow, wide])('the report at $width pixels', (viewport) => {
  it('has no name on another or outside its picture, and nothing to scroll sideways for', async () => {
    const { page } = await open(report(), viewport);
    expect(await collisionsOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    await page.context().close();
  }, 120_000);

  it('puts section under section and figure under figure, each as wide as the column', async () => {
    const { page } = await open(report(), viewport);
    const boxes = await page.locator('main > section, main figure').evaluateAll((all) =>
      all.map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return {
          kind: one.localName,
          left: Math.round(left),
          right: Math.round(right),
          top,
          bottom,
        };
      }),
    );
    for (const kind of ['section', 'figure']) {
      const own = boxes.filter((box) => box.kind === kind);
      expect(own.length).toBeGreaterThanOrEqual(10);
      expect(new Set(own.map(({ left, right }) => `${left} to ${right}`)).size).toBe(1);
      own.forEach(({ bottom, top }, index) => {
        expect(bottom - top).toBeGreaterThan(100);
        if (index > 0) expect(top).toBeGreaterThanOrEqual(own[index - 1]!.bottom);
      });
    }
    await page.context().close();
  }, 120_000);
});

describe('the pictures for slides', () => {
  it('stand alone: a white ground, a title and a description, one common font, and no name cut or on another', async () => {
    const names = readdirSync(at('crowded')).filter((name) => name.endsWith('.svg'));
    expect(names.length).toBeGreaterThanOrEqual(10);
    for (const name of names) {
      const { page, happenings } = await open(at('crowded', name), wide);
      const told = await page.evaluate(() => {
        const svg = document.documentElement as unknown as SVGSVGElement;
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
        const named = svg.getAttribute('aria-labelledby')!.split(' ');
        return {
          ground: svg.querySelector('rect')!.getAttribute('fill'),
          covers: svg.querySelector('rect')!.getBoundingClientRect().width === frame.width,
          named: named.map((id) => (document.getElementById(id)?.textContent ?? '').length > 20),
          font: getComputedStyle(svg).fontFamily,
          out: texts.filter(({ left, right, top, bottom }) =>
            [frame.left - left, right - frame.right, frame.top - top, bottom - frame.bottom].some(
              (by) => by > 0,
            ),
          ).length,
        };
      });
      expect(told, name).toEqual({
        ...{
          ground: '#ffffff',
          covers: true,
          named: [true, true],
          font: 'Arial, Helvetica, sans-serif',
          out: 0,
        },
      });
      expect(happenings, name).toEqual([]);
      await page.context().close();
    }
  }, 120_000);
});
