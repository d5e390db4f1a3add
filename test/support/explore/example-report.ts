// Reports of each method, of a made-up model that no run can move.
import {
  assess,
  morrisDesign,
  oatDesign,
  designPoints,
  type Design,
  type Method,
  type Outcome,
} from '../../../src/explore/sensitivity/assessment.ts';
import type { SensitivityReport } from '../../../src/outputs/explore/sensitivity-report.ts';
import { uniformsOf } from '../../../src/explore/sensitivity/uniforms.ts';
import { normalsOf } from './known-functions.ts';

const labels = [
  'Share of homes by kind of meter. A home’s meters share one kind (legacy)',
  'Time from the trigger to the act (lognormal median)',
  'From day 0 to the last top-up code of the failed supplier, or onboarding: each meter’s own',
  'Probability per replication that it exists and is willing',
  'Time until somebody presses the button',
  'Pounds of emergency credit',
  'Probability that a command works, per attempt',
  'A visit by an engineer',
];
const factors: SensitivityReport['factors'] = labels.map((label, place) => ({
  ...{
    name: `part${place}.ofTheScenario.number${place}`,
    label,
    low: '0',
    high: '10',
    default: '3',
  },
  textAt: (at) => String(Math.round(1000 * at) / 100),
}));
const policies = [
  { id: 'none', label: 'Nobody acts' },
  {
    id: 'both',
    label:
      'Both holds, <b>with an agent</b> & a label that goes on for longer than a line on a ' +
      'telephone',
  },
];

/** The sixth only moves random variation, the last nothing. */
function answer(point: readonly number[], policy: string, slope: number): number {
  const [a, b, c, d, e, f] = point as [number, number, number, number, number, number];
  const level = 4000 * a + 2500 * b * c + 900 * (c - 0.5) ** 2 + 200 * e + 60 * slope * f;
  return policy === 'none' ? 1000 + level : 1000 + level * (1 - 0.6 * d);
}

function designOf(method: Method): Design {
  const grid = factors.map(() => ({}));
  const uniform = uniformsOf('example');
  if (method === 'oat') return oatDesign(grid);
  if (method === 'morris') return morrisDesign(grid, 10, uniform);
  const rows = Array.from({ length: 64 }, () =>
    Array.from({ length: 2 * factors.length }, uniform),
  );
  return { method, scheme: { factors: factors.length, secondOrder: true }, rows };
}

export function exampleReport(method: Method): SensitivityReport {
  const design = designOf(method);
  const points = designPoints(design, factors.length).map((point) =>
    point.map((place) => place ?? 0.3),
  );
  const slopes = [0.3, -0.5, 0.1, -0.2];
  const normal = normalsOf('example');
  const shared = slopes.map(() => 300 * normal());
  const answersOf = (policy: string, point: readonly number[]): Float64Array =>
    Float64Array.from(
      slopes,
      (slope, replication) => answer(point, policy, slope) + shared[replication]!,
    );
  const standing = factors.map(() => 0.3);
  const asked: readonly Outcome[] = [
    { policy: 'none', metric: 'excess_hours_off', segment: 'all', unit: 'household-hours' },
    { policy: 'both', metric: 'excess_hours_off', segment: 'all', unit: 'household-hours' },
    {
      policy: 'both',
      reference: 'none',
      metric: 'excess_hours_off',
      segment: 'all',
      unit: 'household-hours',
    },
  ];
  const outcomes = asked.map((outcome) => {
    const answers = (point: readonly number[]): Float64Array => {
      const own = answersOf(outcome.policy, point);
      const other =
        outcome.reference === undefined ? undefined : answersOf(outcome.reference, point);
      return own.map((value, replication) => value - (other?.[replication] ?? 0));
    };
    const base = answers(standing);
    const value = base.reduce((sum, one) => sum + one, 0) / base.length;
    return {
      sensitivity: assess(design, outcome, points.map(answers), base),
      base: { value, ciLow: value - 250, ciHigh: value + 250 },
    };
  });
  return {
    ...{
      title: 'A made-up book & its <failure>',
      version: '0.0.0',
      command: `offsupply sensitivity made-up.yaml --method ${method}`,
    },
    ...{
      method,
      households: 1000,
      replications: 4,
      seed: 'example',
      points: points.length + 1,
      factors,
      policies,
      outcomes,
    },
    ...{
      level: 0,
      ranking: 2,
      best: [
        { policy: 'both', share: 0.9 },
        { policy: 'none', share: 0.1 },
      ],
      remarks: ['part9 is left out: it is a remark'],
    },
  };
}
