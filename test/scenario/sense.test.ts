// Sense is checked beside shape: what is allowed and can hardly be meant is a warning, and
// validate's arithmetic is right.
import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../src/scenario/outlook.ts';
import { load } from '../support/scenario/load-scenario-text.ts';

const warningsOf = (text: string): readonly string[] =>
  load(`title: t\nextends: defaults.yaml\n${text}`).warnings;
const under = (policy: string, book = ''): readonly string[] =>
  warningsOf(`${book}\npolicies: { a: ${policy} }\n`);

describe('a warning', () => {
  it.each([
    [
      '{ agent: { acts: true }, certificates: { revoked: onboarding } }',
      /a: the agent is told when identifiers\.moved has shut the gate/u,
    ],
    [
      '{ agent: { acts: true, from: day0, decision: 9d }, identifiers: { moved: 8d } }',
      /identifiers\.moved has shut/u,
    ],
    [
      '{ agent: { acts: true }, identifiers: { moved: onboarding }, certificates: { ' +
        'revoked: 1d } }',
      /certificates\.revoked has shut/u,
    ],
    [
      '{ onboarding: { order: vulnerable-first, pace: 14d } }',
      /onboarding\.order vulnerable-first orders nothing/u,
    ],
    [
      '{ onboarding: { pace: { perDay: 10 } } }',
      /onboarding\.pace does [\d,]+ meters by day [\d,]+ at the earliest; the horizon is day 56/u,
    ],
    ['{ onboarding: { exchange: { perDay: 1 } } }', /onboarding\.exchange does/u],
    ['{ agent: { acts: true, from: day0, decision: 0d, perDay: 10 } }', /agent\.perDay does/u],
    [
      '{ agent: { acts: true, from: day0, decision: 0d, does: [raise-emergency-credit], ' +
        'amount: 5 } }',
      /agent\.amount £5 raises emergency credit to less than the limit of £10/u,
    ],
    ['{ support: { agents: 0 } }', /support\.agents is 0: nobody answers/u],
    ['{ agent: { acts: true, from: day0, does: [], decision: 0d } }', /agent\.does is empty/u],
    ['{ agent: { acts: true, from: day0, decision: 0d, success: 0 } }', /agent\.success is 0/u],
    ['{ onboarding: { firstTimeSuccess: 0 } }', /onboarding\.firstTimeSuccess is 0/u],
    ['{ appointment: { after: 90d } }', /no SoLR is appointed by the horizon/u],
  ])('is given of %s', (policy, saying) => {
    expect(under(policy)).toEqual(expect.arrayContaining([expect.stringMatching(saying)]));
  });

  it.each([
    '{}',
    '{ agent: { acts: true, from: day0, decision: 1d } }',
    '{ agent: { acts: true }, identifiers: { moved: all-protected }, certificates: { ' +
      'revoked: { afterAppointment: 14d } } }',
    '{ onboarding: { order: vulnerable-first, pace: { perDay: 2600 } } }',
    '{ agent: { acts: true, from: day0, decision: 0d, does: [raise-emergency-credit], ' +
      'amount: 20 } }',
  ])('is not given of %s', (policy) => {
    expect(under(policy)).toEqual([]);
  });

  it('of agents that are told too late is one line, whichever gate they need', () => {
    const late = `policies:
  a: { agent: { acts: true }, certificates: { revoked: onboarding } }
  b: { agent: { acts: true }, identifiers: { moved: onboarding } }
  c: { agent: { acts: true }, certificates: { revoked: onboarding } }
  d: { agent: { from: day0 } }
`;
    const [first, ...others] = warningsOf(late).filter((warning) => warning.includes('told'));
    expect(first).toBe(
      'policies a, c, b: the agent is told when identifiers.moved or certificates.revoked ' +
        'has shut the gate it needs, ' +
        'so its commands reach no meter',
    );
    expect(others).toEqual([]);
    const ofChosen = load(
      `title: t\nextends: defaults.yaml\n${late}reference: d\n`,
      {},
      { policies: ['b'] },
    ).warnings;
    expect(ofChosen).toEqual([
      'policy d changes agent.from, which does nothing while agent.acts is false',
      'policy b: the agent is told when certificates.revoked has shut the gate it needs, ' +
        'so its commands reach no meter',
    ]);
  });

  it('that several policies share is given once', () => {
    const [warning, ...others] = warningsOf('support: { agents: 0 }\npolicies: { a: {}, b: {} }\n');
    expect(warning).toBe('policies a, b: support.agents is 0: nobody answers those who call');
    expect(others).toEqual([]);
  });
});

it('the outlook of a scenario is the arithmetic of its shares and laws', () => {
  const text = `title: t
extends: defaults.yaml
households: 1000
population: { fuels: { dual: 0.5, electricity: 0.5, gas: 0 }, meterKinds: { smets2: 0.4, smets1-enrolled: 0.2, smets1-unenrolled: 0.1, legacy: 0.3 }, noWan: 0.1 }
appointment: { after: { triangular: [3d, 5d, 6d] } }
onboarding: { starts: 2d, pace: { perDay: 81, workingDaysOnly: true }, exchange: { uniform: [10d, 20d] } }
policies: { a: { identifiers: { moved: { afterAppointment: 14d } }, agent: { acts: true, from: day0, decision: 1d, perDay: 405 } } }
`;
  const outlook = outlookOf(load(text).scenario);
  expect(outlook).toMatchObject({
    homes: { smets2: 400, 'smets1-enrolled': 200, 'smets1-unenrolled': 100, legacy: 300 },
    ...{
      dualFuelHomes: 500,
      meters: 1500,
      metersOverTheAir: 810,
      metersByVisit: 240,
      legacyMeters: 450,
    },
  });
  const [a] = outlook.policies;
  expect(a!.identifiersMove).toMatchObject({ earliest: 17, latest: 20 });
  expect(a!.appointment.usual).toBeCloseTo(3 + Math.sqrt(3), 2);
  expect(a!.agent).toMatchObject({
    meters: 810,
    begins: { earliest: 1, latest: 1 },
    ends: { earliest: 3, latest: 3 },
  });
  expect(a!.onboarding).toMatchObject({
    meters: 810,
    begins: { earliest: 5 },
    ends: { earliest: 19, latest: 22 },
  });
  expect(a!.exchange).toMatchObject({ meters: 240, ends: { earliest: 25, latest: 28 } });
});
