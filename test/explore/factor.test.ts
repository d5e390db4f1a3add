import { beforeAll, describe, expect, test } from 'vitest';
import { factorsOf, type FactorChoice } from '../../src/explore/factors-of.ts';
import type { Factor } from '../../src/explore/factor.ts';
import { readVaried } from '../../src/explore/vary.ts';
import { scenarioFilesOnDisk } from '../../src/files/scenario-files.ts';
import {
  loadScenario,
  parseScenario,
  variantLoader,
  type LoadedScenario,
} from '../../src/scenario/load.ts';
import { valueAt } from '../../src/scenario/merge.ts';

const files = scenarioFilesOnDisk();
let loaded: LoadedScenario;
beforeAll(() => {
  loaded = loadScenario('who-acts-when.yaml', files);
});
const chosen = (choice: FactorChoice = {}): readonly Factor[] =>
  factorsOf(loaded, files, choice).factors;
const one = (name: string): Factor => chosen({ factors: [name] })[0]!;
const valuesOf = (factor: Factor): readonly string[] =>
  [0, 0.5, 1].map((u) => factor.levelAt(u).text);

describe('factors of a scenario', () => {
  test('are its ranges, with whole sets of habits instead of the single ranges that they hold', () => {
    const names = chosen().map(({ name }) => name);
    expect(names).toContain('habits');
    expect(names).toContain('agent.decision');
    expect(names).not.toContain('behaviour.notice.lognormal.median');
    expect(names).not.toContain('behaviour.shortOfMoney.share');
    expect(chosen({ factors: ['behaviour.notice.lognormal.median'] })).toHaveLength(1);
  });

  test('beside a single range that is named, sets leave it alone', () => {
    const [notice, habits] = chosen({ factors: ['behaviour.notice.lognormal.median', 'habits'] });
    const paths = habits!.settingsAt(0.3).map(({ path }) => path);
    expect(paths).toContain('behaviour.notice.lognormal.sigma');
    expect(paths).not.toContain(notice!.path);
  });

  test('are about institutions, the population or behaviour', () => {
    const groups = new Map(chosen().map(({ name, group }) => [name, group]));
    expect(groups.get('agent.decision')).toBe('institutions');
    expect(groups.get('costs.visit')).toBe('institutions');
    expect(groups.get('meter.missed')).toBe('population');
    expect(groups.get('warmUp')).toBe('population');
    expect(groups.get('habits')).toBe('behaviour');
    expect(new Set(chosen({ only: 'behaviour' }).map(({ group }) => group))).toEqual(
      new Set(['behaviour']),
    );
  });

  test('go from end to end on a linear or a logarithmic scale, in the words of a file', () => {
    expect(valuesOf(one('agent.decision'))).toEqual(['0d', '5d', '10d']);
    expect(valuesOf(one('population.noWan'))).toEqual(['0.0075', '0.0212132', '0.06']);
    expect(valuesOf(one('agent.retryAfter'))).toEqual(['4h', '16.97h', '3d']);
    expect(one('agent.perDay').settingsAt(1)).toEqual([
      { path: 'agent.perDay', value: '{ per10000Homes: 20000 }', option: 'ranges: agent.perDay' },
    ]);
  });

  test('of a list pick one value each for parts of equal length', () => {
    const ends = one('exit.vendingEnds');
    expect([0, 0.33, 0.34, 0.66, 0.67, 1].map((u) => ends.levelAt(u).text.slice(0, 17))).toEqual([
      ...['{ uniform: [0d, 3', '{ uniform: [0d, 3', '{ uniform: [0d, 1', '{ uniform: [0d, 1'],
      ...['onboarding', 'onboarding'],
    ]);
  });

  test('stay whole where only whole numbers, minutes or days are allowed', () => {
    for (const u of [0, 0.123, 0.77, 1]) {
      expect(one('warmUp').levelAt(u).text).toMatch(/^\d+[dw]$/u);
      expect(readVaried(['households=100..2000:3'], loaded)[0]!.factor.levelAt(u).text).toMatch(
        /^\d+$/u,
      );
    }
  });

  test('that are a share of one whole leave the others their proportions, adding up to 1', () => {
    const factor = one('population.fuels: dual');
    for (const u of [0, 0.37, 1]) {
      const { value } = factor.settingsAt(u)[0]!;
      const shares = [...value.matchAll(/[\d.]+(?:e-\d+)?/gu)].map(([text]) => Number(text));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
    const varied = readVaried(['population.meterKinds.legacy=0.1..0.9:3'], loaded)[0]!.factor;
    const load = variantLoader('who-acts-when.yaml', files, {});
    const before = loaded.scenario.population.meterKinds;
    for (const u of [0, 0.5, 1]) {
      const after = load(varied.settingsAt(u)).scenario.population.meterKinds;
      expect(after.legacy).toBeCloseTo(0.1 + 0.8 * u, 12);
      expect(after['smets1-enrolled'] / after.smets2).toBeCloseTo(
        before['smets1-enrolled'] / before.smets2,
        9,
      );
    }
  });

  test('reach into values', () => {
    const [factor] = chosen({ factors: ['behaviour.trigger.uniform[0]'] });
    const { document } = variantLoader('who-acts-when.yaml', files, {})(factor!.settingsAt(1));
    const before = valueAt(loaded.document, ['behaviour', 'trigger', 'uniform', 1]);
    expect(valueAt(document, ['behaviour', 'trigger', 'uniform'])).toEqual([2, before]);
  });

  test('all load, at both ends and between', () => {
    const load = variantLoader('who-acts-when.yaml', files, {});
    for (const u of [0, 0.29, 0.5, 1])
      for (const factor of chosen())
        expect(() => load(factor.settingsAt(u)), factor.name).not.toThrow();
    for (const u of [0.1, 0.9])
      expect(() => load(chosen().flatMap((factor) => factor.settingsAt(u)))).not.toThrow();
  }, 120_000);

  describe('where a value is known', () => {
    const path = 'population.meterKinds';
    const kinds =
      'population: { meterKinds: { smets2: 0.3, smets1-enrolled: 0.1, smets1-unenrolled: ' +
      '0.1, legacy: 0.5 } }\n';
    const parsed = (text: string): LoadedScenario =>
      parseScenario(`extends: who-acts-when.yaml\n${text}`, 'mine.yaml', files);
    const namesOf = (scenario: LoadedScenario): readonly string[] =>
      factorsOf(scenario, files).factors.map(({ name }) => name);

    test('are drawn over a value of the file, and it is said how to hold that', () => {
      const { factors, remarks } = factorsOf(parsed(kinds), files);
      expect(factors.map((factor) => factor.path)).toContain(path);
      expect(remarks.filter((remark) => remark.includes(path))).toEqual([
        `ranges: mine.yaml sets ${path}, but it is varied over the range of a file that it ` +
          'extends. ' +
          `To hold a value, write ranges: { ${path}: fixed }`,
      ]);
    });

    test('do without it where the file says that it is fixed', () => {
      const held = parsed(`${kinds}ranges: { ${path}: fixed }\n`);
      expect(Object.keys(held.scenario.ranges)).not.toContain(path);
      expect(factorsOf(held, files).remarks.join()).not.toContain(path);
      expect(namesOf(held)).toHaveLength(namesOf(parsed(kinds)).length - 1);
    });

    test('need no remark where the file gives a range of its own', () => {
      const { remarks } = factorsOf(
        parsed(`${kinds}ranges: { ${path}: { from: { legacy: 0.4 }, to: { legacy: 0.6 } } }\n`),
        files,
      );
      expect(remarks.join()).not.toContain(path);
    });

    test('do without what an option sets, unless it is named', () => {
      const overrides = [{ path: 'onboarding.starts', value: '5d', option: '--set' }];
      const set = loadScenario('who-acts-when.yaml', files, { overrides });
      expect(namesOf(set)).not.toContain('onboarding.starts');
      expect(factorsOf(set, files).remarks).toContain(
        'ranges: onboarding.starts is left out: an option sets onboarding.starts',
      );
      expect(factorsOf(set, files, { factors: ['onboarding.starts'] }).factors).toHaveLength(1);
      const value = '{ smets2: 0.2, smets1-enrolled: 0.1, smets1-unenrolled: 0.2, legacy: 0.5 }';
      const kindsSet = [{ path, value, option: '--set' }];
      const held = loadScenario('omni-2021.yaml', files, { overrides: kindsSet });
      expect(namesOf(held).filter((name) => name.startsWith(path))).toEqual([]);
      const named = { factors: [`${path}: legacy`] };
      expect(factorsOf(held, files, named).factors).toHaveLength(1);
    });

    test('hold a habit that an option sets to its default: the sets do not change it', () => {
      const path = 'behaviour.notice.lognormal.median';
      const value = String(valueAt(loaded.document, path.split('.')));
      const set = loadScenario('who-acts-when.yaml', files, {
        overrides: [{ path, value, option: '--set' }],
      });
      const [habits] = factorsOf(set, files, { factors: ['habits'] }).factors;
      expect(habits!.settingsAt(0.3).map((setting) => setting.path)).not.toContain(path);
    });
  });

  test('that are misspelt are told with the nearest', () => {
    expect(() => chosen({ factors: ['agent.desision'] })).toThrow('Did you mean agent.decision?');
    expect(() => chosen({ only: 'behaviour', factors: ['agent.decision'] })).toThrow(
      '--only behaviour: no factor is left',
    );
  });
});
