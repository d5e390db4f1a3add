// Values that people and programs write by mistake: out of range, of the wrong kind, on the edge.
import type { Choices } from './random.ts';

export const oddNumbers: readonly number[] = [
  ...[
    0, -0, 1, -1, 0.5, 1.5, 2, 1e-9, 1e-300, 5e-324, 1e6, 1e9, 1e15, 9007199254740993, 1e21, 1e308,
    -1e308,
  ],
  ...[
    NaN,
    Infinity,
    -Infinity,
    2147483647,
    2147483648,
    4294967296,
    0.1 + 0.2,
    0.9999999999,
    1.0000000001,
  ],
];

export const oddTexts: readonly string[] = [
  ...[
    '',
    ' ',
    '~',
    'null',
    'yes',
    'NaN',
    '.inf',
    '-.inf',
    '0x10',
    '1e400',
    '1_000',
    '١٢',
    '½',
    '=1+1',
    '-a',
    '@x',
    '\t',
  ],
  ...[
    '0m',
    '0.00001m',
    '1e3d',
    '99999999999d',
    '-1d',
    '1.5w',
    '3 days',
    '1mo',
    '36500w',
    '24:00-24:00',
    '00:00-00:00',
  ],
  ...[
    '25:00-26:00',
    '2022-02-30',
    '1999-12-31',
    '2099-12-31',
    'all-day',
    'none',
    'unlimited',
    'onboarding',
    'gb',
    'flat',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    'a'.repeat(300),
    '<script>alert(1)</script>',
    '\u0000',
    '\u202e',
    '😀',
  ],
];

const oddValues: readonly unknown[] = [
  ...[
    ...oddNumbers,
    ...oddTexts,
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    { uniform: [1, 0] },
    { uniform: ['1d', '1h'] },
  ],
  ...[
    { lognormal: { median: 1, sigma: 10 } },
    { lognormal: { median: '1h', sigma: 10 } },
    { gamma: { mean: '1h', cv: 1e-7 } },
  ],
  ...[
    { lognormal: { median: '1h', sigma: 0.1 }, min: '3d' },
    { normal: { mean: 0, sd: 1e6 } },
    { exponential: { mean: 0 } },
  ],
  ...[
    { mixture: [] },
    { mixture: [{ weight: 0, of: 1 }] },
    { discrete: { values: [1], weights: [0] } },
    { csv: 'none.csv' },
  ],
  ...[
    { empirical: { csv: '../x.csv', column: 'a' } },
    { perDay: 0 },
    { perDay: 1e-9 },
    { per10000Homes: 1e9 },
  ],
];

export const oddValue = (choices: Choices): unknown => choices.of(oddValues);
