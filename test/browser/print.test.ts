/// <reference lib="dom" />
// The report on paper: the PDF that Chromium prints of it, with two policies and with more than a
// page has room for.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { wide } from '../support/browser/pages.ts';
import { inkReaches, pagesOf } from '../support/browser/pdf-pages.ts';
import { runsOf } from '../support/browser/report-runs.ts';

const policies = Array.from(
  { length: 18 },
  (_, index) =>
    `  later-${index}: { label: Onboarding begins ${index} days later, onboarding: { ` +
    `starts: ${index}d } }\n`,
);
const many = `title: Many policies
extends: small.yaml
households: 20
replications: 2
policies:
${policies.join('')}`;

const { at, open } = runsOf(['small', 'many'], { many });

/**
 * Prints it with a mark in the first and the last line of every picture, and of every title of one.
 */
async function printed(name: string): Promise<{ file: string; pictures: number; figures: number }> {
  const { page } = await open(at(name, 'report.html'), wide);
  const counts = await page.evaluate(() => {
    const say = (svg: Element, text: string, y: number): void => {
      const mark = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      for (const [key, value] of Object.entries({ x: '300', y: `${y}`, 'font-size': '8' }))
        mark.setAttribute(key, value);
      mark.textContent = text;
      svg.append(mark);
    };
    const pictures = [...document.querySelectorAll<SVGSVGElement>('svg.wide')];
    pictures.forEach((svg, index) => {
      say(svg, `top${index}top`, 7);
      say(svg, `end${index}end`, svg.viewBox.baseVal.height - 1);
    });
    const figures = [...document.querySelectorAll('figure')];
    for (const figure of figures) {
      const first = pictures.indexOf(figure.querySelector<SVGSVGElement>('svg.wide')!);
      const title = figure.querySelector('h3')!;
      title.prepend(`title${first}title `);
      title.append(` close${first}close`);
    }
    return { pictures: pictures.length, figures: figures.length };
  });
  const file = at(`${name}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  await page.context().close();
  return { file, ...counts };
}

describe.each(['small', 'many'])('the report of %s policies, printed', (name) => {
  it('has no picture cut in two, none parted from its title, and nothing beyond the margin', async () => {
    const { file, pictures, figures } = await printed(name);
    const pages = pagesOf(file);
    const pageOf = (mark: string): number => {
      const on = pages.flatMap(({ words }, index) =>
        words.some(({ text }) => text === mark) ? [index] : [],
      );
      expect(on, mark).toHaveLength(1);
      return on[0]!;
    };
    expect(figures).toBeGreaterThanOrEqual(9);
    expect(pictures > figures).toBe(name === 'many');
    for (let index = 0; index < pictures; index += 1) {
      expect(pageOf(`end${index}end`), `end of picture ${index}`).toBe(pageOf(`top${index}top`));
      if (!pages.some(({ words }) => words.some(({ text }) => text === `title${index}title`)))
        continue;
      expect(pageOf(`title${index}title`), `title of picture ${index}`).toBe(
        pageOf(`top${index}top`),
      );
      expect(pageOf(`close${index}close`), `title of picture ${index}`).toBe(
        pageOf(`top${index}top`),
      );
    }
    const millimetre = 72 / 25.4;
    for (const { width, height, words } of pages) {
      expect(Math.round(width / millimetre)).toBe(210);
      expect(Math.round(height / millimetre)).toBe(297);
      expect(Math.max(0, ...words.map(({ right }) => right))).toBeLessThanOrEqual(
        width - 14 * millimetre,
      );
      expect(Math.min(width, ...words.map(({ left }) => left))).toBeGreaterThanOrEqual(
        14 * millimetre,
      );
    }
    for (const reach of inkReaches(file)) expect(reach).toBeLessThanOrEqual(1 - 13 / 210);
  }, 300_000);
});

it('the report prints every assumption', async () => {
  const { file } = await printed('small');
  const words = pagesOf(file).flatMap((page) => page.words.map(({ text }) => text));
  const rows = parse<Record<string, string>>(readFileSync(at('small', 'assumptions.csv'), 'utf8'), {
    columns: true,
  });
  expect(rows.length).toBeGreaterThan(100);
  // A line may end after a dot or a hyphen.
  const last = (key: string): string => key.split(/[.-]/u).at(-1)!;
  const said = new Set(words.flatMap((word) => [word, last(word)]));
  expect(rows.map((row) => last(row['parameter']!)).filter((key) => !said.has(key))).toEqual([]);
}, 300_000);
