// The parameters that may be fitted: those that scenarios/defaults.yaml marks as assumptions about how households live, each with its
// plausible range (the range stated there). A point of the search is a number from 0 to 1 for each; here it becomes values of a scenario.
import { exp, ln, pow } from '../kernel/arithmetic.ts';
import type { Law, Setting } from './settings.ts';

/** Key paths and values of a scenario, as an option --set would have them. */
export type Values = readonly (readonly [path: string, value: string])[];

interface Parameter {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** How its range is searched: evenly, or evenly in the logarithm. */
  readonly scale: 'linear' | 'log';
}

const linear = (low: number, high: number): Omit<Parameter, 'name'> => ({ low, high, scale: 'linear' });
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
  /** How much more weight larger vends have than in the dossier's guess: weights times exp(this × £ ÷ `tiltPounds`). */
  largerVends: linear(-1.5, 1),
  vendFollowsUse: linear(0, 1),
  shortShare: log(0.01, 0.2),
  /** How often money is short in calm winters, of what it is in hard ones: never more often. */
  shortCalm: linear(0.1, 1),
  waitMean: log(12 * 60, 96 * 60),
  retryNormal: log(4 * 60, 24 * 60),
  retryOffSupply: log(60, 8 * 60),
  selectedElectricity: linear(0.5, 0.95),
  selectedGas: linear(0.5, 0.95),
  selectDelay: log(15, 6 * 60),
  rearmElectricity: log(2, 60),
  rearmGas: log(30, 6 * 60),
  gasFails: linear(0.02, 0.15),
  annualElectricity: linear(1800, 2700),
  annualGas: linear(7000, 11500),
  lowCreditFactor: linear(0.7, 1),
  emergencyCreditFactor: linear(0.5, 1),
} as const satisfies Readonly<Record<string, Omit<Parameter, 'name'>>>;
export type Name = keyof typeof ranges;

/** The parameters of each law, in the order of a point's numbers. */
export const parametersOf: Readonly<Record<Law, readonly Name[]>> = {
  winter: Object.keys(ranges) as Name[],
  specialist: (Object.keys(ranges) as Name[]).filter((name) => name !== 'shortCalm'),
};

/** What a point of a law, one number from 0 to 1 a parameter, sets in a setting. */
export function valuesAt(law: Law, point: ArrayLike<number>, setting: Setting): Values {
  const values = Object.fromEntries(
    parametersOf[law].map((name, index) => [name, within(ranges[name], point[index]!)]),
  ) as Readonly<Record<Name, number>>;
  return written(values, values.shortShare * (setting === 'calm' ? values.shortCalm : 1));
}

function within({ low, high, scale }: Omit<Parameter, 'name'>, part: number): number {
  return scale === 'log' ? low * pow(high / low, part) : low + (high - low) * part;
}

/** The number from 0 to 1 at which a parameter has a value; beyond them outside its range. */
export function partOf(name: Name, value: number): number {
  const { low, high, scale } = ranges[name];
  return scale === 'log' ? ln(value / low) / ln(high / low) : (value - low) / (high - low);
}

/** The amounts suppliers offer and the dossier's weights, scenarios/defaults.yaml. */
export const amounts = [5, 10, 15, 20, 40];
export const amountWeights = [0.2, 0.4, 0.05, 0.25, 0.1];
export const tiltPounds = 20;

function written(of: Readonly<Record<Name, number>>, shortShare: number): Values {
  const rest = (0.6 * (1 - of.weekly)) / 0.6;
  const tilted = amounts.map((amount, index) => amountWeights[index]! * exp((of.largerVends * amount) / tiltPounds));
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
    // Those who are not paid weekly keep the proportions of the defaults: fortnightly, four-weekly and monthly as 1 to 2 to 3.
    ...shares('behaviour.payCycle', {
      monthly: rest / 2,
      'four-weekly': rest / 3,
      fortnightly: rest / 6,
      weekly: of.weekly,
    }),
    ...shares('behaviour.vendAmount.discrete.weights', Object.fromEntries(tilted.map((weight, index) => [index, weight]))),
    ['behaviour.vendFollowsUse', of.vendFollowsUse.toFixed(2)],
    ['behaviour.shortOfMoney.share', shortShare.toFixed(4)],
    ['behaviour.shortOfMoney.wait.exponential.mean', minutes(of.waitMean)],
    ['behaviour.retry.normal.lognormal.median', minutes(of.retryNormal)],
    ['behaviour.retry.offSupply.lognormal.median', minutes(of.retryOffSupply)],
    ['meter.emergencyCredit.selected.electricity', of.selectedElectricity.toFixed(3)],
    ['meter.emergencyCredit.selected.gas', of.selectedGas.toFixed(3)],
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
  return Object.keys(parts).map((name, index) => [`${path}.${name}`, (thousandths[index]! / 1000).toFixed(3)]);
}
