// The keys of a scenario for the settings the failed supplier left on its meters. Any leaf may be a
// map by meter: by-meter.ts.
import { byMeter } from './by-meter.ts';
import { nonDisablement } from './calendar-schema.ts';
import { distribution } from './distribution-schema.ts';
import { leaf, type Kind } from './kind.ts';
import { pounds, share } from './numbers.ts';
import { durations } from './quantities.ts';
import { flag } from './scalars.ts';
import { section } from './section.ts';

const simple = <Value>(kind: Kind<Value>) => leaf(byMeter(kind, true));
/** Yes, no, or for a share of meters. */
const flagOrShare: Kind<number> = {
  allowed: `${flag.allowed}, or ${share.allowed}`,
  json: { oneOf: [flag.json, share.json] },
  read(found, refuse) {
    if (typeof found === 'number') return share.read(found, (fix) => refuse(fix));
    const all = flag.read(found, (fix) => refuse(fix));
    return all === null ? null : Number(all);
  },
};

const delay = leaf(byMeter(distribution(durations), false));

export const meterSchema = section(
  'Settings the failed supplier left on its meters; each may be a map by meter.',
  {
    emergencyCredit: section('Emergency credit: a loan the household selects at the meter.', {
      limit: simple(pounds).describe('Pounds lent.'),
      offeredBelow: simple(pounds).describe('Balance, in pounds, below which it is offered.'),
      selected: simple(share).describe(
        'Probability that the household selects it; one draw per offer.',
      ),
      selectDelay: delay.describe('Time from the offer to the selection.'),
      whenOff: simple(flagOrShare).describe(
        'Whether it can be selected once supply is off; or the share of meters on which it can.',
      ),
    }),
    nonDisablement: leaf(byMeter(nonDisablement, false)).describe(
      'Hours in which running out cuts nobody off: none, or windows in UTC for weekdays, ' +
        'saturday, sunday and bankHolidays. A day left out has none.',
    ),
    suspendCharges: section('Charges that go to accumulated debt instead of the balance.', {
      inEmergencyCredit: simple(flag).describe('While in emergency credit.'),
      whenOff: simple(flag).describe('While off supply.'),
    }),
    reconnectMargin: simple(pounds).describe(
      'Balance, in pounds, a vend must reach for a meter that is off to be armed.',
    ),
    rearm: section('Restoring supply at an armed meter.', {
      electricity: delay.describe(
        'Time until somebody presses the button of an electricity meter.',
      ),
      gas: delay.describe('Time until somebody re-arms a gas meter by hand.'),
      gasFails: simple(share).describe(
        'Probability that an attempt to re-arm gas fails and is made again.',
      ),
    }),
    legacyGasRecovery: simple(share).describe(
      'Greatest share of a vend a legacy gas meter takes for accumulated debt and ' +
        'emergency credit.',
    ),
    missed: simple(share).describe(
      'Share of remote commands and remote vends that a reachable meter misses, per attempt.',
    ),
  },
);
