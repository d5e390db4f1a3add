// Where a fit begins when it refines what is there: the point, one number from 0 to 1 a parameter, at which a law has the values its
// scenarios have. The inverse of parameters.ts.
import { ln } from '../kernel/arithmetic.ts';
import { minutesOf } from '../scenario/units.ts';
import { amountWeights, amounts, parametersOf, partOf, tiltPounds, type Name } from './parameters.ts';
import { laws, type Law, type Setting } from './settings.ts';

/** What a setting's scenario has at a key path, as its document writes it. */
export type ReadValue = (setting: Setting, path: string) => unknown;

/** Where each parameter stands in a scenario; two are worked out of others. */
const paths = {
  emergencyOnly: 'behaviour.habits.emergency-only',
  payCycle: 'behaviour.habits.pay-cycle',
  weekly: 'behaviour.payCycle.weekly',
  triggerFrom: 'behaviour.trigger.uniform.0',
  triggerTo: 'behaviour.trigger.uniform.1',
  noticeMedian: 'behaviour.notice.lognormal.median',
  noticeSigma: 'behaviour.notice.lognormal.sigma',
  vendFollowsUse: 'behaviour.vendFollowsUse',
  shortShare: 'behaviour.shortOfMoney.share',
  waitMean: 'behaviour.shortOfMoney.wait.exponential.mean',
  retryNormal: 'behaviour.retry.normal.lognormal.median',
  retryOffSupply: 'behaviour.retry.offSupply.lognormal.median',
  selectedElectricity: 'meter.emergencyCredit.selected.electricity',
  selectedGas: 'meter.emergencyCredit.selected.gas',
  selectDelay: 'meter.emergencyCredit.selectDelay.lognormal.median',
  rearmElectricity: 'meter.rearm.electricity.lognormal.median',
  rearmGas: 'meter.rearm.gas.lognormal.median',
  gasFails: 'meter.rearm.gasFails',
  annualElectricity: 'consumption.electricity.annual.lognormal.median',
  annualGas: 'consumption.gas.annual.lognormal.median',
  lowCreditFactor: 'consumption.rationing.lowCredit.factor',
  emergencyCreditFactor: 'consumption.rationing.emergencyCredit.factor',
} as const satisfies Readonly<Record<Exclude<Name, 'largerVends' | 'shortCalm'>, string>>;

/** A value outside its range begins at the nearer end. */
export function pointOf(law: Law, read: ReadValue): Float64Array {
  const setting: Setting = laws[law].at(-1)!;
  const valueOf = (name: Name): number => {
    if (name === 'largerVends') return tiltOf(setting, read);
    if (name === 'shortCalm') return numberOf(read('calm', paths.shortShare)) / numberOf(read(setting, paths.shortShare));
    return numberOf(read(setting, paths[name]));
  };
  return Float64Array.from(parametersOf[law], (name) => Math.min(1, Math.max(0, partOf(name, valueOf(name)))));
}

/** From the weights of the least and the largest amount: those between follow. */
function tiltOf(setting: Setting, read: ReadValue): number {
  const weight = (index: number): number => numberOf(read(setting, `behaviour.vendAmount.discrete.weights.${index}`));
  const last = amounts.length - 1;
  const tilted = ln(weight(last) / weight(0)) - ln(amountWeights[last]! / amountWeights[0]!);
  return (tilted * tiltPounds) / (amounts[last]! - amounts[0]!);
}

const numberOf = (written: unknown): number => (typeof written === 'string' ? (minutesOf(written) ?? NaN) : Number(written));
