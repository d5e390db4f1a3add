/// <reference lib="dom" />
// How charts look, stored so that it holds for any font: what each is made of and where its lines
// lie on a coarse grid, and pictures of the marks without their texts, compared with some
// tolerance. OFFSUPPLY_PICTURES=make makes the pictures again, `vitest -u` the outlines.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartElements } from '../../src/outputs/charts/chart.ts';
import { openBrowser } from '../support/browser/chromium.ts';
import { collisionsOn } from '../support/browser/chart-collisions.ts';
import { exampleCharts } from '../support/browser/example-charts.ts';
import { openPage } from '../support/browser/pages.ts';

const pictures = path.join(import.meta.dirname, 'pictures');
const sizes = ['wide', 'narrow'] as const;
type Size = (typeof sizes)[number];
let folder = '';
let browser: Browser;
/** All charts below one another. */
const pages = new Map<Size, Page>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'offsupply-charts-'));
  browser = await openBrowser();
  for (const size of sizes) {
    const file = path.join(folder, `${size}.html`);
    const figures = exampleCharts.map(
      (chart) => `<figure id="${chart.name}">${chartElements(chart, size).join('')}</figure>`,
    );
    writeFileSync(
      file,
      '<!doctype html><meta ' +
        `charset="utf-8"><style>body,figure{margin:0}svg{display:block}</style>${figures.join('')}`,
    );
    pages.set(
      size,
      (await openPage(browser, file, { width: size === 'wide' ? 720 : 300, height: 600 })).page,
    );
  }
}, 600_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is drawn, by the numbers in the file: no font has a say in it. */
function outline(page: Page, name: string): Promise<readonly string[]> {
  return page.evaluate((id) => {
    const grid = (value: number): number => Math.round(value / 10) * 10;
    return [...document.getElementById(id)!.querySelectorAll('svg')].flatMap((svg) => {
      const counts = new Map<string, number>();
      for (const { localName } of svg.querySelectorAll('rect, line, path, circle, text'))
        counts.set(localName, (counts.get(localName) ?? 0) + 1);
      const { width, height } = svg.viewBox.baseVal;
      const made = [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, count]) => `${count} ${name}`);
      const lines = [...svg.querySelectorAll<SVGPathElement>('path')].map((one) => {
        const { left, top, width: across, height: down } = one.getBoundingClientRect();
        const { left: from, top: above } = svg.getBoundingClientRect();
        const paint = [
          one.getAttribute('stroke'),
          one.getAttribute('stroke-dasharray'),
          one.getAttribute('fill'),
        ];
        return (
          `  ${paint.map((part) => part ?? '-').join(' ')} from ` +
          `${grid(left - from)},${grid(top - above)} by ${grid(across)} x ${grid(down)}`
        );
      });
      return [`${width} x ${grid(height)}: ${made.join(', ')}`, ...lines];
    });
  }, name);
}

/**
 * Share of pixels that differ clearly; a coarse picture hides what differs between machines in the
 * edges of lines.
 */
async function shareUnlike(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const addresses = [one, other].map((png) => `data:image/png;base64,${png.toString('base64')}`);
  return page.evaluate(async ([first, second]) => {
    const pixels = async (address: string): Promise<ImageData> => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    };
    const [a, b] = [await pixels(first!), await pixels(second!)];
    if (a.width !== b.width || a.height !== b.height) return 1;
    let unlike = 0;
    for (let at = 0; at < a.data.length; at += 4)
      if ([0, 1, 2].some((channel) => Math.abs(a.data[at + channel]! - b.data[at + channel]!) > 80))
        unlike += 1;
    return unlike / (a.data.length / 4);
  }, addresses);
}

describe.each(exampleCharts.map(({ name }) => name))('a chart of %s', (name) => {
  it.each(sizes)('is made of what it was made of, %s', async (size) => {
    expect(await outline(pages.get(size)!, name)).toMatchSnapshot();
  });

  it.each(sizes)('has no name on another or outside it, %s', async (size) => {
    expect(
      (await collisionsOn(pages.get(size)!)).filter((said) => said.startsWith(`${name}:`)),
    ).toEqual([]);
  });
});

describe('charts without their texts', () => {
  it('look as they did', async () => {
    const page = pages.get('wide')!;
    // Half the size: what a machine's smoothing adds to an edge goes under.
    await page.addStyleTag({ content: 'text { opacity: 0 } figure { zoom: 0.5 }' });
    const blank = await browser.newPage();
    for (const { name } of exampleCharts) {
      const shot = await page.locator(`figure[id=${name}]`).screenshot();
      const file = path.join(pictures, `${name}.png`);
      if (process.env['OFFSUPPLY_PICTURES'] === 'make') writeFileSync(file, shot);
      expect(existsSync(file), `${file}: make it with OFFSUPPLY_PICTURES=make`).toBe(true);
      expect(await shareUnlike(blank, readFileSync(file), shot), name).toBeLessThan(0.001);
    }
  }, 120_000);
});
