// What `npm run fuzz` found, each with the least that shows it.
import { describe, expect, test } from 'vitest';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import { bandPanels, type BandPoint } from '../../src/outputs/charts/panels.ts';
import { seriesStyles } from '../../src/outputs/charts/palette.ts';
import { parseScenario } from '../../src/scenario/load.ts';

describe('a scenario', () => {
  const load = (text: string) => () => parseScenario(text, 'mine.yaml', scenarioFilesOnDisk());

  test('with a range of a key that every object has is refused', () => {
    expect(
      load('extends: reference-winter.yaml\nranges: { population.toString: [1, 2] }\n'),
    ).toThrow('the key path of a value of the scenario');
  });

  test('with an empty key is refused, and the key is told', () => {
    expect(load('extends: reference-winter.yaml\n"": 1\n')).toThrow(
      'mine.yaml:2:1  ""\n  found    ""',
    );
  });
});

test('the chart through time names ordinary life where it has fewer hours than a policy', () => {
  const at = (hour: number, middle: number): BandPoint => ({ hour, low: 0, middle, high: middle });
  const [style] = seriesStyles;
  const panels = [
    { title: 'A', style, events: [], points: [at(0, 0), at(6, 1), at(7, 2), at(8, 9), at(12, 10)] },
  ];
  const ordinary = [at(0, 0), at(6, 1), at(12, 1)];
  const [panel] = bandPanels({ panels, ordinary, horizonHours: 12 }, { size: 'wide', width: 720 });
  expect(panel!.marks.map(String).join('')).toContain('ordinary life');
});
