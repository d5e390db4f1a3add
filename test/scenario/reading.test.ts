// The reading of the defaults that the build keeps stands for their text.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioFilesOnDisk, shippedScenarios } from '../../src/files/scenario-files.ts';
import { checkFile } from '../../src/scenario/check.ts';
import { isMap, type KeyPath } from '../../src/scenario/kind.ts';
import { parseScenario, type LoadedScenario } from '../../src/scenario/load.ts';
import { fileName, type Reading } from '../../src/scenario/files.ts';
import { readingOf, sourceOf } from '../../src/scenario/reading.ts';
import { readYaml } from '../../src/scenario/yaml-source.ts';
import { assumptionsOf } from '../../src/scenario/assumptions.ts';

const name = 'defaults.yaml';
const text = readFileSync(path.join(shippedScenarios, name), 'utf8');
const kept = JSON.parse(JSON.stringify(readingOf(name, text))) as Reading;

function pathsIn(value: unknown, above: KeyPath = []): readonly KeyPath[] {
  const parts = isMap(value) || Array.isArray(value) ? Object.entries(value) : [];
  return [
    above,
    ...parts.flatMap(([key, part]) =>
      pathsIn(part, [...above, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

describe('the reading of the defaults that the build keeps', () => {
  it('says what the text says, and where', () => {
    const parsed = readYaml(name, text);
    const source = sourceOf(name, kept);
    expect(source.text).toBe(parsed.text);
    expect(source.value).toEqual(parsed.value);
    expect(source.commented()).toEqual(parsed.commented());
    const paths = [...pathsIn(parsed.value), ['no', 'such', 'key']];
    expect(paths.length).toBeGreaterThan(300);
    for (const at of paths) {
      expect(source.find(at)).toEqual(parsed.find(at));
      expect(source.findKey(at)).toEqual(parsed.findKey(at));
    }
    expect(source.commented(['tariff'])).toEqual(parsed.commented(['tariff']));
    expect(source.commented(['tariff']).length).toBeGreaterThan(3);
    expect({ ...checkFile(source), source: 0 }).toEqual({ ...checkFile(parsed), source: 0 });
  });

  it('is made of no text in which something is wrong', () => {
    expect(() => readingOf(name, `${text}\nnonsense: 1\n`)).toThrow();
  });

  const disk = scenarioFilesOnDisk();
  let folders = 0;
  /** In a new folder each time, since a program reads the same defaults once. */
  const load = (readingOfDefaults: () => Reading) => {
    folders += 1;
    const place = `/folder-${folders}/${name}`;
    const read = (file: string) => (file === place ? text : undefined);
    const files = { ...disk, read, shipped: () => place, readingOfDefaults };
    return parseScenario('title: Mine\nhouseholds: 7\n', 'mine.yaml', files);
  };

  it('gives the same scenario, document and assumptions', () => {
    let isAsked = false;
    const withReading = load(() => {
      isAsked = true;
      return kept;
    });
    const without = load(() => ({ ...kept, text: 'another text' }));
    expect(isAsked).toBe(true);
    expect(withReading.scenario).toEqual(without.scenario);
    expect(withReading.document).toEqual(without.document);
    const assumptions = ({ pages }: LoadedScenario) =>
      assumptionsOf(pages.map((page) => ({ ...page, name: fileName(page.name) })));
    expect(assumptions(withReading)).toEqual(assumptions(without));
  });

  it('is not taken for another text', () => {
    const value = { ...kept.value, replications: 3 };
    const other = load(() => ({ ...kept, value, text: text.replace('#', '# ') }));
    expect(other.document).toEqual(load(() => kept).document);
  });
});
