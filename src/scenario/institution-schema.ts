// The keys of a scenario for what institutions do: the failed supplier, its agent, the SoLR. Every
// one of them is a policy lever.
import { perBook } from './capacities.ts';
import { listOf } from './collections.ts';
import { distribution } from './distribution-schema.ts';
import { leaf } from './kind.ts';
import { capacity, gate, nameOrTime, pace } from './levers.ts';
import { numberKind, pounds as poundsKind, share as shareKind } from './numbers.ts';
import { durations } from './quantities.ts';
import { choice, flag } from './scalars.ts';
import {
  agentActs,
  dayZeroOrAppointment,
  onboardingOrders,
  recommenceActs,
  safeModeDebts,
  safeModeEnds,
} from './scenario.ts';
import { section } from './section.ts';
import { hours } from './times.ts';

const share = leaf(shareKind);
const delay = leaf(distribution(durations));
const pounds = leaf(poundsKind);
const acts = listOf(choice(agentActs), { least: 0, most: agentActs.length, distinct: true });

const exit = section('How the supplier leaves the market.', {
  kind: leaf(choice(['disorderly', 'orderly'])).describe('disorderly or orderly.'),
  vendingEnds: leaf(nameOrTime(['onboarding'], 'day 0')).describe(
    "From day 0 to the last top-up code of the failed supplier, or onboarding: each meter's own.",
  ),
  protected: share.describe('Share of reachable smart meters an orderly exit leaves in safe mode.'),
});

const agent = section("The Shared Resource Provider acting with the failed supplier's keys.", {
  acts: leaf(flag).describe('Whether it acts at all.'),
  available: share.describe('Probability per replication that it exists and is willing.'),
  from: leaf(choice(dayZeroOrAppointment)).describe(
    'What decision counts from: day0 or appointment.',
  ),
  decision: delay.describe('Time to its instruction, from what `from` says.'),
  perDay: leaf(capacity).describe(
    'Commands a day, for this book or { per10000Homes: n }, or unlimited.',
  ),
  success: share.describe('Probability that a command works, per attempt.'),
  retryAfter: delay.describe('Time until a failed command is sent again.'),
  does: leaf(acts).describe(
    'What a command does: safe-mode, vend, raise-emergency-credit, ' +
      'all-week-non-disablement, pre-emptive-credit.',
  ),
  amount: pounds.describe('Pounds, for the credit acts.'),
});

const onboarding = section('The SoLR putting its own certificates on the meters.', {
  starts: delay.describe('From the appointment to the start of onboarding.'),
  pace: leaf(pace).describe(
    "Each meter's own time from the start, or a queue { perDay, workingDaysOnly }.",
  ),
  exchange: leaf(pace).describe(
    'The same for meters that cannot be reached over the air and are exchanged by a visit.',
  ),
  order: leaf(choice(onboardingOrders)).describe(
    'Who comes first: random, fifo, vulnerable-first, off-supply-first or lowest-credit-first.',
  ),
  firstTimeSuccess: share.describe('Probability that an attempt works, per attempt.'),
  retryAfter: delay.describe('Time until a failed attempt is made again.'),
  longTail: section('Meters held up by data and communications problems.', {
    share: share.describe('Share of meters.'),
    extra: delay.describe("Time added to such a meter's completion."),
  }),
  learnChannel: delay.describe(
    "Time for the household to find and be able to use the SoLR's channel; one draw per household.",
  ),
  recommence: section('What the SoLR does for meters it finds off supply.', {
    does: leaf(choice(recommenceActs)).describe('emergency-credit, safe-mode or none.'),
    amount: pounds.describe('Pounds of emergency credit.'),
    after: delay.describe('Time from the onboarding.'),
    success: share.describe('Probability that it works, per attempt.'),
  }),
  safeMode: section(
    'How safe mode ends after the onboarding of a meter, and who bears what is owed.',
    {
      ends: leaf(nameOrTime(safeModeEnds, "the meter's onboarding")).describe(
        'When it ends, if no vend has repaid all before: repaid (never), onboarding, or a ' +
          "time from the meter's onboarding.",
      ),
      owed: leaf(choice(safeModeDebts)).describe(
        'What becomes of what the meter owes then: plan (moved to the debt that `weekly` ' +
          'recovers), stays, or written-off.',
      ),
      weekly: pounds.describe(
        'Pounds a week that recover what plan moves, beside any debt there was.',
      ),
      credit: pounds.describe(
        'Pounds of emergency credit given then, selected at once, as a loan; 0 for none.',
      ),
    },
  ),
});

const wholeNumber = numberKind({ min: 0, max: 100_000, whole: true, example: 20 });
const visits = numberKind({ min: 0, max: 1_000_000, noun: 'visits a day, a number', example: 50 });

const support = section('Contact centre and engineers.', {
  from: leaf(choice(dayZeroOrAppointment)).describe(
    'From when calls are answered: day0 or appointment.',
  ),
  contacts: share.describe('Probability per spell that the household rings.'),
  callAfter: delay.describe('Time from going off supply to the call.'),
  agents: leaf(perBook(wholeNumber, numberKind({ min: 0, max: 100_000, example: 20 }))).describe(
    'People who answer calls, for this book or { per10000Homes: n }; rounded, at least 1.',
  ),
  callLength: delay.describe('Length of a call.'),
  patience: delay.describe('How long a caller waits before giving up.'),
  hours: leaf(hours).describe(
    'Opening hours, "HH:MM-HH:MM" (past midnight if so wanted) or all-day, Europe/London.',
  ),
  discretionaryCredit: section('Credit granted to callers, where the gates allow it.', {
    share: share.describe('Share of callers who are granted it.'),
    amount: pounds.describe('Pounds.'),
    legacyDelay: delay.describe('Time until the household of a legacy meter has fetched it.'),
  }),
  engineers: section('Visits to households off supply.', {
    visitsPerDay: leaf(perBook(visits, visits)).describe(
      'Visits a day, for this book or { per10000Homes: n }; 0 for none.',
    ),
    visit: delay.describe('Length of a visit.'),
  }),
});

/** The sections a policy may change. */
export const institutionSections = {
  exit,
  appointment: section('Appointment of the Supplier of Last Resort.', {
    after: delay.describe('From day 0 to the appointment.'),
  }),
  identifiers: section('Market identifiers (MPIDs), which say whose requests DCC accepts.', {
    moved: leaf(gate).describe(
      'When they move to the SoLR: appointment, onboarding, all-protected, a time from day ' +
        '0, or { afterAppointment: 14d }.',
    ),
  }),
  certificates: section("The failed supplier's SMKI certificates.", {
    revoked: leaf(gate).describe(
      'When they are revoked: appointment, onboarding, all-protected, a time from day 0, ' +
        'or { afterAppointment: 14d }.',
    ),
  }),
  agent,
  onboarding,
  support,
};
