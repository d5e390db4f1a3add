// The parameters that may be fitted: assumptions in scenarios/defaults.yaml about households'
// behaviour, each with the plausible range stated there. A point of the search has a number from 0
// to 1 for each; here it is turned into values of a scenario.
import { exp, pow } from '../kernel/arithmetic.ts';

/** Key paths and values of a scenario, as an option --set would have them. */
export type Values = readonly (readonly [path: string, value: string])[];

interface Parameter {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** How its range is searched: evenly, or evenly in the logarithm. */
  readonly scale: 'linear' | 'log';
}

const linear = (low: number, high: number): Omit<Parameter, 'name'> => ({
  low,
  high,
  scale: 'linear',
});
const log = (low: number, high: number): Omit<Parameter, 'name'> => ({ low, high, scale: 'log' });

/** Ranges. Delays in minutes, money in £, annual use in kWh, the rest shares or bare numbers. */
const ranges = {
  emergencyOnly: linear(0.05, 0.3),
  payCycle: linear(0.2, 0.5),
  weekly: linear(0.2, 0.6),
  triggerFrom: linear(0, 2),
  triggerTo: linear(3, 10),
  noticeMedian: log(60, 24 * 60),
  noticeSigma: linear(0.5, 1.5),
  /**
   * Extra weight of larger vends over the weights in scenarios/defaults.yaml: these times exp(this
   * × £ ÷ `tiltPounds`).
   */
  largerVends: linear(-1.5, 1),
  vendExponent: linear(0, 1),
  vendTypical: linear(500, 1200),
  shortShare: log(0.01, 0.2),
  waitMean: log(12 * 60, 96 * 60),
  retryNormal: log(4 * 60, 24 * 60),
  retryOffSupply: log(60, 8 * 60),
  selectedElectricity: linear(0.5, 0.95),
  /**
   * As a share of electricity's: a gas meter is outside or in a box, so its emergency credit is not
   * selected more often.
   */
  selectedGas: linear(0.7, 1),
  selectDelay: log(15, 6 * 60),
  rearmElectricity: log(2, 60),
  rearmGas: log(30, 6 * 60),
  gasFails: linear(0.02, 0.15),
  annualElectricity: linear(1800, 2700),
  annualGas: linear(7000, 11500),
  lowCreditFactor: linear(0.7, 1),
  emergencyCreditFactor: linear(0.5, 1),
} as const satisfies Readonly<Record<string, Omit<Parameter, 'name'>>>;
type Name = keyof typeof ranges;

/** The order of a point's numbers. */
export const parameterNames = Object.keys(ranges) as readonly Name[];

/** The scenario values of a point, which has one number from 0 to 1 per parameter. */
export function valuesAt(point: ArrayLike<number>): Values {
  return written(
    Object.fromEntries(
      parameterNames.map((name, index) => [name, within(ranges[name], point[index]!)]),
    ) as Readonly<Record<Name, number>>,
  );
}

function within({ low, high, scale }: Omit<Parameter, 'name'>, part: number): number {
  return scale === 'log' ? low * pow(high / low, part) : low + (high - low) * part;
}

/**
 * 88 % of homes that could not afford credit were vulnerable, and 65 % of all homes are. From this,
 * how often each group is short of money, relative to the mean.
 * https://www.citizensadvice.org.uk/about-us/media-centre/press-releases/140000-households-cant-afford-to-top-up-prepayment-energy-meter/
 */
const shortVulnerable = 0.88 / 0.65;
const shortOthers = 0.12 / 0.35;

/** The amounts that suppliers offer, with the weights of scenarios/defaults.yaml. */
const amounts = [5, 10, 15, 20, 40];
const amountWeights = [0.2, 0.4, 0.05, 0.25, 0.1];
const tiltPounds = 20;

function written(of: Readonly<Record<Name, number>>): Values {
  const rest = (0.6 * (1 - of.weekly)) / 0.6;
  const tilted = amounts.map(
    (amount, index) => amountWeights[index]! * exp((of.largerVends * amount) / tiltPounds),
  );
  return [
    ...shares('behaviour.habits', {
      reactive: 1 - of.emergencyOnly - of.payCycle,
      'pay-cycle': of.payCycle,
      'emergency-only': of.emergencyOnly,
    }),
    ['behaviour.trigger.uniform.0', of.triggerFrom.toFixed(2)],
    ['behaviour.trigger.uniform.1', of.triggerTo.toFixed(2)],
    ['behaviour.notice.lognormal.median', minutes(of.noticeMedian)],
    ['behaviour.notice.lognormal.sigma', of.noticeSigma.toFixed(2)],
    // Pay cycles other than weekly keep the proportions of the defaults: fortnightly, four-weekly
    // and monthly as 1 to 2 to 3.
    ...shares('behaviour.payCycle', {
      monthly: rest / 2,
      'four-weekly': rest / 3,
      fortnightly: rest / 6,
      weekly: of.weekly,
    }),
    ...shares(
      'behaviour.vendAmount.discrete.weights',
      Object.fromEntries(tilted.map((weight, index) => [index, weight])),
    ),
    ['behaviour.vendFollowsBill.exponent', of.vendExponent.toFixed(2)],
    ['behaviour.vendFollowsBill.typical', of.vendTypical.toFixed(0)],
    ['behaviour.shortOfMoney.share.vulnerable', (of.shortShare * shortVulnerable).toFixed(4)],
    ['behaviour.shortOfMoney.share.others', (of.shortShare * shortOthers).toFixed(4)],
    ['behaviour.shortOfMoney.wait.exponential.mean', minutes(of.waitMean)],
    ['behaviour.retry.normal.lognormal.median', minutes(of.retryNormal)],
    ['behaviour.retry.offSupply.lognormal.median', minutes(of.retryOffSupply)],
    ['meter.emergencyCredit.selected.electricity', of.selectedElectricity.toFixed(3)],
    ['meter.emergencyCredit.selected.gas', (of.selectedElectricity * of.selectedGas).toFixed(3)],
    ['meter.emergencyCredit.selectDelay.lognormal.median', minutes(of.selectDelay)],
    ['meter.rearm.electricity.lognormal.median', minutes(of.rearmElectricity)],
    ['meter.rearm.gas.lognormal.median', minutes(of.rearmGas)],
    ['meter.rearm.gasFails', of.gasFails.toFixed(3)],
    ['consumption.electricity.annual.lognormal.median', of.annualElectricity.toFixed(0)],
    ['consumption.gas.annual.lognormal.median', of.annualGas.toFixed(0)],
    ['consumption.rationing.lowCredit.factor', of.lowCreditFactor.toFixed(2)],
    ['consumption.rationing.emergencyCredit.factor', of.emergencyCreditFactor.toFixed(2)],
  ];
}

const minutes = (value: number): string => `${Math.round(value)}m`;

/** Parts of one whole, in thousandths; the first takes what rounding leaves. */
function shares(path: string, parts: Readonly<Record<string, number>>): Values {
  const whole = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const thousandths = Object.values(parts).map((part) => Math.round((1000 * part) / whole));
  thousandths[0]! += 1000 - thousandths.reduce((sum, part) => sum + part, 0);
  return Object.keys(parts).map((name, index) => [
    `${path}.${name}`,
    (thousandths[index]! / 1000).toFixed(3),
  ]);
}
