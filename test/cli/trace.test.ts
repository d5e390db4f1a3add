import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command, putSmallScenario } from '../support/cli/run-command.ts';

interface Spell {
  readonly fuel: string;
  readonly start: string;
  readonly cause: string;
  readonly shut_gate: string | null;
  readonly why: string;
  readonly kept_on: readonly { policies: readonly string[]; because: string }[];
  readonly also_off: readonly string[];
}

interface Trace {
  readonly attributes: { readonly meterKind: string };
  readonly warm_up: readonly { day: number }[];
  readonly policies: readonly {
    policy: string;
    events: readonly { time: string; event: string; supply: string }[];
    spells: readonly Spell[];
  }[];
}

async function trace(line: string): Promise<string> {
  const folder = temporaryFolder();
  putSmallScenario(folder);
  const { exitCode, stdout, stderr } = await command(`trace small.yaml ${line}`, {
    cwd: folder,
    columns: 160,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

async function traceJson(line: string): Promise<Trace> {
  return JSON.parse(await trace(`${line} --json`)) as Trace;
}

/**
 * A household of the small book with a spell because no channel was there, which safe mode would
 * have kept on.
 */
async function householdKeptOn(): Promise<{ household: number; spell: Spell }> {
  for (let household = 0; household < 60; household += 1) {
    const { policies } = await traceJson(`--household ${household}`);
    const spell = policies
      .find(({ policy }) => policy === 'no-intervention')!
      .spells.find(
        ({ cause, kept_on }) =>
          cause === 'no-channel' &&
          kept_on.some(({ because }) => because.startsWith('safe mode was set')),
      );
    if (spell !== undefined) return { household, spell };
  }
  throw new Error('no household of the small book is kept on by safe mode');
}

describe('trace', () => {
  it('says which gate was shut when a home went off, and what kept it on elsewhere', async () => {
    const { household, spell } = await householdKeptOn();
    expect(spell.why).toMatch(/vending was shut|DCC refused/u);
    expect(spell.kept_on.find(({ policies }) => policies.includes('held'))!.because).toMatch(
      /^safe mode was set on day \d+\.\d, so running out did not cut supply$/u,
    );
    const text = await trace(`--household ${household}`);
    expect(text).toMatch(
      new RegExp(
        `^A small book: household ${household} of replication 1, seed small\n.* meters for `,
        'u',
      ),
    );
    expect(text).toContain('time (UTC)');
    expect(text).toMatch(/^no-intervention: No intervention\n {2}Course.*: appointment day \d/mu);
    expect(text).toMatch(/^ {2}(?:Electricity|Gas) off on day \d+\.\d for .*, no channel\.$/mu);
    expect(text).toMatch(/^ {4}Kept on under held: safe mode was set on day/mu);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(160);
  });

  it('names for each spell the gate that spell-gates.csv counts it under', async () => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    await command('run small.yaml --replications 1 --out run', { cwd: folder });
    const counted = readFileSync(join(folder, 'run/spell-gates.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([policy, gate, mean]) => [`${policy} ${gate}`, Number(mean)] as const)
      .filter(([, spells]) => spells > 0);
    const named = new Map<string, number>();
    for (let household = 0; household < 60; household += 1) {
      for (const { policy, spells } of (await traceJson(`--household ${household}`)).policies) {
        for (const { shut_gate: gate } of spells.filter(({ cause }) => cause === 'no-channel'))
          named.set(`${policy} ${gate}`, (named.get(`${policy} ${gate}`) ?? 0) + 1);
      }
    }
    expect(counted.length).toBeGreaterThan(1);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(counted));
  });

  it('shows one policy in full', async () => {
    const { household } = await householdKeptOn();
    const text = await trace(`--household ${household} --policies no-intervention`);
    expect(text.split('\n').filter((line) => line.startsWith('time (UTC)'))).toHaveLength(2);
    expect(text).toMatch(
      /time \(UTC\) +day +fuel +event +amount +balance +emergency credit left +debt +supply/u,
    );
    expect(text).toContain('supply off: no channel');
    expect(text).not.toContain('held:');
  });

  it('tells every spell of the run, and each event in order of time', async () => {
    const { policies, warm_up } = await traceJson('--household 5 --replication 2');
    expect(policies.map(({ policy }) => policy)).toEqual(['no-failure', 'no-intervention', 'held']);
    expect(warm_up.every(({ day }) => day < 0)).toBe(true);
    for (const { events, spells } of policies) {
      expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort());
      expect(spells).toHaveLength(
        events.filter(({ event }) => event.startsWith('supply off')).length,
      );
    }
  });

  it('compares policies under which the supplier leaves in the same way, and says which home an agent reaches', async () => {
    const homes = 'who-acts-when.yaml --households 30 --policies none-short,both-short,both-kept';
    const { stdout } = await command(`trace ${homes} --household 0`, { columns: 160 });
    expect(stdout).toContain(
      'each policy is compared with those under which it leaves in the same way',
    );
    expect(stdout).toMatch(
      /DCC does not reach the meters of this home: .* The first home that they reach is --household \d+\./u,
    );
    const reached = /--household (\d+)\./u.exec(stdout)![1]!;
    const json = JSON.parse(
      (await command(`trace ${homes} --household ${reached} --json`)).stdout,
    ) as Trace;
    expect(json.attributes).toMatchObject({ reachedByDcc: true });
    const named = json.policies.map(({ policy, spells }) => ({
      policy,
      others: spells.flatMap(({ kept_on, also_off }) => [
        ...kept_on.flatMap(({ policies }) => policies),
        ...also_off,
      ]),
    }));
    const others = (policy: string): readonly string[] =>
      named.find((one) => one.policy === policy)!.others;
    expect(others('none-short')).toContain('both-short');
    expect([...others('none-short'), ...others('both-short')]).not.toContain('both-kept');
    expect(others('both-kept').filter((id) => id !== 'no-failure')).toEqual([]);
  });

  it('says why before what happened', async () => {
    const text = await trace('--household 5');
    const places = ['Why it went off', 'Before day 0', 'From day 0'].map((heading) =>
      text.indexOf(`\n${heading}`),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('trace --run', () => {
  it('follows a home of a finished run as the scenario and its overrides had it', async () => {
    const folder = temporaryFolder();
    putSmallScenario(folder);
    const changes = '--set onboarding.starts=7d --seed other --households 40';
    await command(`run small.yaml ${changes} --replications 1 --files summary --out run`, {
      cwd: folder,
    });
    const [ofRun, ofScenario] = await Promise.all(
      ['--run run', `small.yaml ${changes}`].map((from) =>
        command(`trace ${from} --household 7`, { cwd: folder }),
      ),
    );
    expect(ofRun).toEqual(ofScenario);
    expect(ofRun!.exitCode).toBe(0);
    const beyond = await command('trace --run run --household 7 --replication 2', { cwd: folder });
    expect([beyond.exitCode, beyond.stderr]).toEqual([
      2,
      'error: --replication 2: run has replications 1 to 1; name one of them, ' +
        'or trace the scenario file, which has as many as you like\n',
    ]);
    writeFileSync(
      join(folder, 'run/run.json'),
      readFileSync(join(folder, 'run/run.json'), 'utf8').replace(
        /"version": "[^"]*"/u,
        '"version": "0.0.1"',
      ),
    );
    const { exitCode, stderr } = await command('trace --run run --household 7', { cwd: folder });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('run was written by version 0.0.1') as string,
    });
  });
});
