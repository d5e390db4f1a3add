// The keys of a scenario that say who the consumers are: population, consumption, tariff,
// behaviour. No policy may change them.
import { parts } from './collections.ts';
import { object, positive } from './distribution-forms.ts';
import { distribution } from './distribution-schema.ts';
import { isMap, leaf, type Kind } from './kind.ts';
import { numberKind, share as shareKind } from './numbers.ts';
import { electricitySeason, gasSeason, shape, weather } from './patterns.ts';
import { amounts, balances, durations } from './quantities.ts';
import { choice } from './scalars.ts';
import { advices, fuels, habits, meterKinds, payCycles } from './scenario.ts';
import { section } from './section.ts';
import { shares } from './shares.ts';
import { hours } from './times.ts';

const share = leaf(shareKind);
const amount = leaf(distribution(amounts));
const delay = leaf(distribution(durations));
const balance = leaf(distribution(balances));
const factor = leaf(numberKind({ min: 0, max: 10, noun: 'a factor', example: 1 }));
const pounds = leaf(numberKind({ min: 0, max: 10_000, noun: 'pounds, a number', example: 10 }));
/** A share of all homes, or separate shares of vulnerable homes and of the others. */
const shareByVulnerability: Kind<{ readonly vulnerable: number; readonly others: number }> = {
  allowed: `${shareKind.allowed}, or { vulnerable, others } with a share each`,
  json: {
    oneOf: [shareKind.json, object({ vulnerable: shareKind.json, others: shareKind.json })],
  },
  read(found, refuse) {
    if (isMap(found)) return parts(found, { vulnerable: shareKind, others: shareKind }, refuse);
    const all = shareKind.read(found, (fix) => refuse(fix));
    return all === null ? null : { vulnerable: all, others: all };
  },
};
const rate = leaf(numberKind({ min: 0, max: 1000, noun: 'pence, a number', example: 25 }));

export const populationSchema = section('Who the households are.', {
  fuels: leaf(shares(['dual', ...fuels])).describe(
    'Share of homes whose prepayment meters are for both fuels, electricity alone, gas alone.',
  ),
  meterKinds: leaf(shares(meterKinds)).describe(
    "Share of homes by kind of meter. A home's meters share one kind.",
  ),
  noWan: share.describe(
    'Share of homes whose smart meters have no working communications (WAN) and can never ' +
      'be reached.',
  ),
  legacyDevice: section('Keys and cards of legacy meters.', {
    lostPerMonth: share.describe('Probability a month that a key or card is lost or wiped.'),
    replace: delay.describe('Time until it is replaced.'),
  }),
  vulnerable: share.describe('Share of homes with a child or a long-term condition.'),
  psr: share.describe('Share of homes on the Priority Services Register.'),
  medicallyDependent: share.describe('Share of homes medically dependent on electricity.'),
  initialBalance: section(
    'Credit on each meter at the start of the warm-up, in pounds; may be negative.',
    {
      electricity: balance.describe('Pounds on the electricity meter.'),
      gas: balance.describe('Pounds on the gas meter.'),
    },
  ),
  debt: section('Debt being collected through the meter.', {
    share: share.describe('Share of meters with a debt.'),
    weekly: amount.describe(
      'Pounds collected a week, a seventh each day, until the debt is cleared.',
    ),
    amount: amount.describe('Pounds owed at the start.'),
    vendShare: share.describe('Share of each vend taken for the debt until it is cleared.'),
  }),
});

const noise = section('Day-to-day variation of one home, mean 1.', {
  cv: leaf(
    numberKind({ min: 0, max: 3, noun: 'a coefficient of variation', example: 0.3 }),
  ).describe('Coefficient of variation of the day factor.'),
  autocorrelation: leaf(numberKind({ min: 0, max: 0.999, example: 0.4 })).describe(
    'Correlation of its logarithm from one day to the next.',
  ),
});

function fuelUse(season: typeof electricitySeason, seasonWords: string) {
  return {
    annual: amount.describe('Annual use of a home, kWh.'),
    season: leaf(season).describe(seasonWords),
    coldResponse: leaf(
      numberKind({ min: 0, max: 1, noun: 'a share per °C', example: 0.01 }),
    ).describe(
      "Rise in demand for each °C the day is below its month's mean, as a share; acts with " +
        '`season: gb` only.',
    ),
    shape: leaf(shape).describe(
      'Use within the day: gb, flat, or 24 hourly or 48 half-hourly weights from local midnight.',
    ),
    dayNoise: noise,
  };
}

export const consumptionSchema = section('How much the households use, and when.', {
  electricity: section(
    'Electricity.',
    fuelUse(electricitySeason, 'Use within the year: gb, flat, or twelve month shares.'),
  ),
  gas: section(
    'Gas.',
    fuelUse(
      gasSeason,
      'Use within the year: degree-days (follows the weather), gb, flat, or twelve month shares.',
    ),
  ),
  correlation: leaf(
    numberKind({ min: -0.999, max: 0.999, noun: 'a correlation', example: 0.4 }),
  ).describe('Correlation of the logarithm of the annual use of the two fuels of a home.'),
  weather: leaf(weather).describe(
    'gb (synthetic), or { csv: file } with the columns date and temperature: daily means in °C.',
  ),
  rationing: section('How far a household short of credit and unable to top up cuts its use.', {
    lowCredit: section('While credit is low.', {
      below: pounds.describe('Credit, in pounds, below which use falls.'),
      factor: factor.describe('What use is multiplied by.'),
    }),
    emergencyCredit: section('While in emergency credit; replaces the factor of low credit.', {
      factor: factor.describe('What use is multiplied by.'),
    }),
  }),
});

const fuelTariff = {
  unitRate: rate.describe('Pence per kWh.'),
  standingCharge: rate.describe('Pence per day.'),
};
export const tariffSchema = section('Prices.', {
  electricity: section('Electricity.', fuelTariff),
  gas: section('Gas.', fuelTariff),
});

export const adviceSchema = leaf(choice(advices)).describe(
  'What consumers are told to do from day 0 to the onboarding of their meter: none, ' +
    'only-what-you-need or stock-up. The one key here a policy may change.',
);

export const behaviourSchema = section('How households keep their meters in credit.', {
  habits: leaf(shares(habits)).describe('Share of households by habit of topping up.'),
  trigger: amount.describe(
    'Credit, in pounds, below which a reactive household acts; one draw per household.',
  ),
  notice: delay.describe('Time from the trigger to the act.'),
  payCycle: leaf(shares(payCycles)).describe(
    'Share of pay-cycle households by length of their cycle.',
  ),
  vendAmount: amount.describe('Size of a vend, in pounds.'),
  vendStep: pounds.describe(
    'Pounds: vends are rounded to whole multiples of it, at least one; 0 for no rounding.',
  ),
  vendFollowsUse: share
    .describe(
      'How far vends follow the annual use of the meter: 0 not at all, 1 in proportion, ' +
        'between them a power of it. Not beside vendFollowsBill.',
    )
    .optional(),
  vendFollowsBill: section(
    'How far vends follow the annual cost of the meter, standing charge in: they are ' +
      'multiplied by (cost / typical) ^ exponent.',
    {
      exponent: leaf(numberKind({ min: 0, max: 2, noun: 'a power', example: 0.5 })).describe(
        '0: homes buy alike; 1: in proportion to the cost.',
      ),
      typical: leaf(
        positive(numberKind({ min: 0, max: 100_000, noun: 'pounds, a number', example: 800 })),
      ).describe('Pounds a year of a meter whose vends are as vendAmount says.'),
    },
  ).optional(),
  shortOfMoney: section('Having no money when credit is needed.', {
    share: leaf(shareByVulnerability).describe(
      'Probability per need: one for all homes, or { vulnerable, others } for homes with ' +
        'and without a child or long-term condition.',
    ),
    wait: delay.describe('Time until the money is there.'),
  }),
  retry: section('Time until a failed attempt to top up is made again.', {
    normal: delay.describe('While on supply.'),
    offSupply: delay.describe('While off supply.'),
  }),
  typing: section('Codes typed by hand.', {
    fails: share.describe('Probability that a code is mistyped.'),
  }),
  wakingHours: leaf(hours).describe(
    'When people act, "HH:MM-HH:MM" (past midnight if so wanted) or all-day, Europe/London.',
  ),
  advice: adviceSchema,
  adviceFactor: section('What advice multiplies vends by.', {
    'only-what-you-need': factor.describe('Under only-what-you-need.'),
    'stock-up': factor.describe('Under stock-up.'),
  }),
});
