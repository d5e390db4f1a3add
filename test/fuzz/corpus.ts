// The examples of the report on hostile inputs, H1 to H25, as scenario texts: each is refused or
// runs, and none hangs. What else it tried (signals, folders, command lines) is in test/hostile.
// Examples without a number were found by `npm run fuzz`.
const many = 20_000;
const winter = 'extends: reference-winter.yaml\n';
const delay = (law: string): string => `${winter}behaviour: { notice: ${law} }\n`;

export const corpus: Readonly<Record<string, string>> = {
  'H1 wide delays':
    `${winter}behaviour: { shortOfMoney: { share: 0.3 }, retry: { offSupply: { lognormal: { ` +
    `median: 6h, sigma: 4.5 } } } }\n`,
  'H1 wide retries': `${winter}behaviour: { retry: { normal: { lognormal: { median: 6h, sigma: 3.5 } } } }\n`,
  'H2 spells of the warm-up': 'extends: levers.yaml\n',
  'H4 weather that is not there': `${winter}consumption: { weather: { csv: weather.csv } }\n`,
  'H9 whole-number ids': 'extends: reference-winter.yaml\npolicies: { 2021: {} }\n',
  'H10 an id with a hyphen': 'extends: reference-winter.yaml\npolicies: { -a: {} }\n',
  'H11 a law cut to nothing': delay('{ lognormal: { median: 1h, sigma: 0.1 }, min: 3d }'),
  'H11 a gamma law cut to nothing': delay('{ gamma: { mean: 1h, cv: 0.1 }, min: 3d }'),
  'H12 a gamma law of no spread': delay('{ gamma: { mean: 1h, cv: 0.000001 } }'),
  'H12 a gamma law of little spread': delay('{ gamma: { mean: 1h, cv: 0.001 } }'),
  'H13 blanks in a number': `households: "${' '.repeat(many)}x"\n`,
  'H13 commas': `a: [${','.repeat(many)}]\n`,
  'H13 quotes': `a: ${'""'.repeat(many / 2)}\n`,
  'H13 tags': `a: ${'! '.repeat(many / 2)}1\n`,
  'H13 anchors': `a: ${'&a '.repeat(many / 3)}1\n`,
  'H14 a CSV that is not there': `${winter}behaviour: { vendAmount: { empirical: { csv: large.csv, column: value } } }\n`,
  'H15 levels': `${'a: {'.repeat(3000)}${'}'.repeat(3000)}\n`,
  'H15 keys of every object': `${winter}population: { toString: 1, __proto__: { x: 1 } }\n`,
  'H16 tries every minute':
    `${winter}behaviour: { retry: { offSupply: 1m }, wakingHours: all-day }\nonboarding: { ` +
    `pace: 365d, exchange: 365d }\n`,
  'H17 no prices':
    `${winter}tariff: { electricity: { unitRate: 0, standingCharge: 0 }, gas: { unitRate: 0, ` +
    `standingCharge: 0 } }\n`,
  'H18 a tiny typical bill': `${winter}behaviour: { vendFollowsBill: { exponent: 2, typical: 0.00000001 } }\n`,
  'H21 keys that steer a terminal': `${winter}"\\e[31mred\\e]0;title\\a": 1\n`,
  'H23 ten million homes': `${winter}households: 10000000\nreplications: 100000\n`,
  'an empty value with a tag': 'extends: !reference-winter.yaml\n',
  'an empty key with a tag': 'households: {!}\n',
  'two keys without a name': `${winter} : 1\n : 2\n`,
  'H24 many policies': `${winter}policies:\n${Array.from({ length: 800 }, (_, index) => `  p${index}: {}\n`).join('')}`,
};
