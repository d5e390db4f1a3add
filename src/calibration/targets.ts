// The published figures that ordinary life is compared with: value, tolerance, source, setting, and
// the simulated figure for each. Each of these numbers is stated only here.
import { ln } from '../kernel/arithmetic.ts';
import type { FigureName } from './ordinary-life.ts';
import type { Reading, Setting } from './settings.ts';

/**
 * When a simulated figure agrees. `relative`: the simulated mean is within this share of the
 * published value. `order`: the published figure gives no more than an order of magnitude (its
 * survey's window or definition is not known), and a simulated one from half to twice of it agrees.
 * `least` and `most`: at least, or at most, the value.
 */
type Tolerance =
  | { readonly kind: 'relative' | 'factor'; readonly share: number }
  | { readonly kind: 'order' }
  | { readonly kind: 'least' | 'most' };

/**
 * How a figure is used. `fitted`: habits are fitted to it. `every price`: no published figure but a
 * rule (model, 33): at the prices of shipped scenarios losses stay within a factor of 1.5 of the
 * published winter's, gas above electricity; fitted too. `shape`: shown, not fitted. `held out`:
 * never fitted, only predicted.
 */
type Use = 'fitted' | 'every price' | 'shape' | 'held out';

export interface Target {
  /** Number of the target; a letter where one has several figures. */
  readonly id: string;
  readonly setting: Setting;
  readonly what: string;
  readonly unit: string;
  readonly figure: FigureName;
  readonly published: number;
  readonly tolerance: Tolerance;
  readonly source: string;
  readonly use: Use;
  /** The reading that the value belongs to, where a source can be read in two ways. */
  readonly reading?: Reading;
  /**
   * Standard deviation of the published value, as a share of it: its survey, its denominator, its
   * rounding.
   */
  readonly observation: number;
  /**
   * How far, as a share, the model may be from the truth even at the best values: one set of
   * habits, one mean price, one supplier.
   */
  readonly discrepancy: number;
  /** Why it is not met, where it is not. */
  readonly obstacle: string;
}

const uswitch = 'https://www.uswitch.com/media-centre/2022/02/prepayment-meter-crisis/';
const counts =
  'https://www.energylivenews.com/2023/07/06/self-disconnections-increase-for-smart-ppm-electricity-and-gas-customers/';
const over3h =
  'http://www.inkl.com/news/ofgem-records-big-rise-in-households-with-prepayment-meters-being-cut-off';
const panel = 'https://www.eci.ox.ac.uk/article/finding-fuel-poor-and-framing-better-policy';
const wave =
  'https://www.cornwall-insight.com/publications/chart-of-the-week/chart-of-the-week/2020/covid-19-research-findings-published-ahead-of-strengthened-consumer-protections';
const advice =
  'https://briefbriefing.com/2023/01/11/three-million-people-ran-out-of-credit-on-their-prepayment-energy-meter-last-year-citizens-advice-says/';
const closing =
  'https://www.edfenergy.com/for-home/help-centre/faq/what-do-if-your-smart-meter-suddenly-stops-working?steps=23244-23234-23233';
const calmCause =
  'https://www.citizensadvice.org.uk/about-us/media-centre/press-releases/140000-households-cant-afford-to-top-up-prepayment-energy-meter/';
const hardCause = 'https://www.easier.com/74280-pre-pay-meter-users-cut-off.html';

const within = (share: number): Tolerance => ({ kind: 'relative', share });
const withinFactor = (share: number): Tolerance => ({ kind: 'factor', share });
/**
 * Meters lost supply for lack of credit; the fuel is not said: electricity's, since gas had less
 * than half of 590,381 that summer.
 */
const minister =
  'https://utilityweek.co.uk/smart-ppm-disconnections-up-one-third-following-price-cap-hike/?amp=true';
const monthly =
  'https://inkl.com/news/more-than-2m-uk-prepay-meter-users-to-be-cut-off-from-gas-or-electric-this-winter';
const calmYears =
  'https://www.citizensadvice.org.uk/wales/about-us/our-work/policy/policy-research-topics/energy-policy-research-and-consultation-responses/energy-consultation-responses/response-to-ofgems-call-for-evidence-on-prepayment-self-disconnection-and-self-rationing/';
/**
 * That over a fifth took such help in a quarter is recalled of evidence of Utilita's; this page
 * tells how the help grew.
 */
const help = 'https://staging4.utilityweek.co.uk/utilita-sees-800-jump-in-support-credit-payments';

const oneSurvey =
  'vend, gap and how long £10 lasts are of one survey, which does not say which fuel the ' +
  '£10 bought: they differ by up to a quarter among themselves';
const concentration =
  'in this winter alone electricity comes out low and gas high: grants halve electricity’s ' +
  'losses in the model, and trigger and emergency credit are fixed sums while gas costs ' +
  '2.5 times as much and is used no less';
const otherHomes =
  'losses come too seldom to the same home again: one set of habits serves all homes of a ' +
  'kind, and the panel’s years had other prices than one';
const causes =
  'the share short of money is near the top of its range, and equally large in calm and in ' +
  'hard winters; more would cut too many gas accounts';
const window =
  'the window and the wording of the survey are not known; far fewer homes told it of a ' +
  'loss than meters recorded two years later';
const otherPrices = 'losses follow the prices more closely than the rule allows';
const fewerMeters =
  'how many smart meters there were in earlier quarters is not known: the counts of the ' +
  'first quarter of 2023 are used';
const noFuelSaid = 'the source does not say which fuel the meters were of, nor how many there were';
const people =
  'the survey counts people who could not afford to top up, of about 9.7 million; the ' +
  'model counts homes';
const recall =
  'people tell a survey what they remember and call by that name: few recall a loss of an hour';
const takers =
  'the model knows who lost supply for lack of money, not who would have been lent some before';

export const targets: readonly Target[] = [
  {
    ...{ id: '1a', setting: 'calm', what: 'Mean vend in winter' },
    ...{ unit: '£', figure: 'vendPounds', published: 14, tolerance: within(0.1) },
    ...{ use: 'fitted', observation: 0.05, discrepancy: 0.07 },
    ...{ source: uswitch, obstacle: oneSurvey },
  },
  {
    ...{ id: '1b', setting: 'calm', what: 'Days between a home’s vends' },
    ...{ unit: 'days', figure: 'daysBetweenVends', published: 4.3, tolerance: within(0.1) },
    ...{ use: 'fitted', observation: 0.05, discrepancy: 0.07 },
    ...{ source: uswitch, obstacle: oneSurvey },
  },
  {
    ...{ id: '2', setting: 'calm', what: 'How long £10 lasts on a meter in winter' },
    ...{ unit: 'days', figure: 'daysTenPoundsLast', published: 4.4, tolerance: within(0.15) },
    ...{ use: 'fitted', observation: 0.05, discrepancy: 0.12 },
    ...{ source: uswitch, obstacle: oneSurvey },
  },
  {
    ...{ id: '3a', setting: 'hard', what: 'Electricity losses an account-week' },
    ...{
      unit: 'losses',
      figure: 'electricityLossesPerAccountWeek',
      published: 0.019,
      tolerance: within(0.2),
    },
    ...{ use: 'fitted', reading: 'events', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: concentration },
  },
  {
    ...{ id: '3b', setting: 'hard', what: 'Gas losses an account-week' },
    ...{
      unit: 'losses',
      figure: 'gasLossesPerAccountWeek',
      published: 0.032,
      tolerance: within(0.2),
    },
    ...{ use: 'fitted', reading: 'events', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: concentration },
  },
  {
    ...{ id: '3c', setting: 'hard', what: 'Gas losses over electricity losses' },
    ...{ unit: 'times', figure: 'gasOverElectricity', published: 1, tolerance: { kind: 'least' } },
    ...{ use: 'fitted', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: concentration },
  },
  {
    ...{ id: '3d', setting: 'hard', what: 'Electricity accounts with a loss in the quarter' },
    ...{ unit: 'share', figure: 'electricityAccountsOff', published: 0.25, tolerance: within(0.2) },
    ...{ use: 'fitted', reading: 'customers', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: concentration },
  },
  {
    ...{ id: '3e', setting: 'hard', what: 'Gas accounts with a loss in the quarter' },
    ...{ unit: 'share', figure: 'gasAccountsOff', published: 0.41, tolerance: within(0.2) },
    ...{ use: 'fitted', reading: 'customers', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: concentration },
  },
  {
    ...{ id: '4a', setting: 'hard', what: 'Electricity accounts off over 3 h in the quarter' },
    ...{
      unit: 'share',
      figure: 'electricityAccountsOff3h',
      published: 0.13,
      tolerance: within(0.2),
    },
    ...{ use: 'fitted', observation: 0.1, discrepancy: 0.08 },
    ...{ source: over3h, obstacle: concentration },
  },
  {
    ...{ id: '4b', setting: 'hard', what: 'Gas accounts off over 3 h in the quarter' },
    ...{ unit: 'share', figure: 'gasAccountsOff3h', published: 0.33, tolerance: within(0.2) },
    ...{ use: 'fitted', observation: 0.1, discrepancy: 0.08 },
    ...{ source: over3h, obstacle: concentration },
  },
  {
    ...{ id: '5a', setting: 'specialist', what: 'Homes with a loss in a year' },
    ...{ unit: 'share', figure: 'homesOff', published: 0.63, tolerance: within(0.2) },
    ...{ use: 'fitted', observation: 0.03, discrepancy: 0.12 },
    ...{ source: panel, obstacle: otherHomes },
  },
  {
    ...{ id: '5b', setting: 'specialist', what: 'Losses a home-year' },
    ...{ unit: 'losses', figure: 'lossesPerHomeYear', published: 5, tolerance: within(0.2) },
    ...{ use: 'fitted', observation: 0.05, discrepancy: 0.2 },
    ...{ source: panel, obstacle: otherHomes },
  },
  {
    ...{ id: '5c', setting: 'specialist', what: 'Hours off a home-year' },
    ...{ unit: 'hours', figure: 'hoursOffPerHomeYear', published: 28, tolerance: within(0.2) },
    ...{ use: 'fitted', observation: 0.05, discrepancy: 0.2 },
    ...{ source: panel, obstacle: otherHomes },
  },
  {
    ...{ id: '6a', setting: 'calm', what: 'Homes that used emergency credit' },
    ...{
      unit: 'share',
      figure: 'homesInEmergencyCredit',
      published: 0.35,
      tolerance: { kind: 'order' },
    },
    ...{ use: 'fitted', observation: 0.1, discrepancy: 0.5 },
    ...{ source: wave, obstacle: window },
  },
  {
    ...{ id: '6b', setting: 'calm', what: 'Homes that ran out and lost supply' },
    ...{ unit: 'share', figure: 'homesOff', published: 0.12, tolerance: { kind: 'order' } },
    ...{ use: 'fitted', observation: 0.1, discrepancy: 0.5 },
    ...{ source: wave, obstacle: window },
  },
  {
    ...{ id: '7', setting: 'specialist', what: 'Of homes with a loss, off 24 h once in a year' },
    ...{ unit: 'share', figure: 'off24hOfHomesOff', published: 0.19, tolerance: { kind: 'order' } },
    ...{ use: 'fitted', observation: 0.1, discrepancy: 0.5 },
    ...{ source: advice, obstacle: window },
  },
  {
    ...{ id: '8', setting: 'hard', what: 'Most cuts fall in the hour after the window closes' },
    ...{ unit: 'yes = 1', figure: 'closingHourIsPeak', published: 1, tolerance: { kind: 'least' } },
    ...{ use: 'shape', observation: 0.1, discrepancy: 0.1 },
    ...{ source: closing, obstacle: 'losses come at other hours' },
  },
  {
    ...{ id: '9a', setting: 'calm', what: 'Losses for lack of money, calm' },
    ...{ unit: 'share', figure: 'lossesForLackOfMoney', published: 0.22, tolerance: within(0.2) },
    ...{ use: 'fitted', observation: 0.15, discrepancy: 0.2 },
    ...{ source: calmCause, obstacle: causes },
  },
  {
    ...{ id: '9b', setting: 'hard', what: 'Losses for lack of money, hard' },
    ...{ unit: 'share', figure: 'lossesForLackOfMoney', published: 0.6, tolerance: within(0.2) },
    ...{ use: 'fitted', observation: 0.15, discrepancy: 0.2 },
    ...{ source: hardCause, obstacle: causes },
  },
  {
    ...{
      id: '10a',
      setting: 'early-2022',
      what: 'Electricity accounts off over 3 h, prices of early 2022',
    },
    ...{
      unit: 'share',
      figure: 'electricityAccountsOff3h',
      published: 0.13,
      tolerance: withinFactor(1.5),
    },
    ...{ use: 'every price', observation: 0, discrepancy: 0.135 },
    ...{ source: over3h, obstacle: otherPrices },
  },
  {
    ...{
      id: '10b',
      setting: 'early-2022',
      what: 'Gas accounts off over 3 h, prices of early 2022',
    },
    ...{ unit: 'share', figure: 'gasAccountsOff3h', published: 0.33, tolerance: withinFactor(1.5) },
    ...{ use: 'every price', observation: 0, discrepancy: 0.135 },
    ...{ source: over3h, obstacle: otherPrices },
  },
  {
    ...{
      id: '10c',
      setting: 'early-2022',
      what: 'Gas over electricity, off over 3 h, prices of early 2022',
    },
    ...{
      unit: 'times',
      figure: 'gasOverElectricityOff3h',
      published: 1,
      tolerance: { kind: 'least' },
    },
    ...{ use: 'every price', observation: 0, discrepancy: 0.05 },
    ...{ source: over3h, obstacle: otherPrices },
  },
  {
    ...{
      id: '11a',
      setting: 'present-winter',
      what: 'Electricity accounts off over 3 h, prices of early 2026',
    },
    ...{
      unit: 'share',
      figure: 'electricityAccountsOff3h',
      published: 0.13,
      tolerance: withinFactor(1.5),
    },
    ...{ use: 'every price', observation: 0, discrepancy: 0.135 },
    ...{ source: over3h, obstacle: otherPrices },
  },
  {
    ...{
      id: '11b',
      setting: 'present-winter',
      what: 'Gas accounts off over 3 h, prices of early 2026',
    },
    ...{ unit: 'share', figure: 'gasAccountsOff3h', published: 0.33, tolerance: withinFactor(1.5) },
    ...{ use: 'every price', observation: 0, discrepancy: 0.135 },
    ...{ source: over3h, obstacle: otherPrices },
  },
  {
    ...{
      id: '11c',
      setting: 'present-winter',
      what: 'Gas over electricity, off over 3 h, prices of early 2026',
    },
    ...{
      unit: 'times',
      figure: 'gasOverElectricityOff3h',
      published: 1,
      tolerance: { kind: 'least' },
    },
    ...{ use: 'every price', observation: 0, discrepancy: 0.05 },
    ...{ source: over3h, obstacle: otherPrices },
  },
  {
    ...{
      id: '12a',
      setting: 'autumn-2022',
      what: 'Electricity accounts with a loss, fourth quarter of 2022',
    },
    ...{
      unit: 'share',
      figure: 'electricityAccountsOff',
      published: 0.215,
      tolerance: within(0.2),
    },
    ...{ use: 'held out', reading: 'customers', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: fewerMeters },
  },
  {
    ...{
      id: '12b',
      setting: 'autumn-2022',
      what: 'Gas accounts with a loss, fourth quarter of 2022',
    },
    ...{ unit: 'share', figure: 'gasAccountsOff', published: 0.369, tolerance: within(0.2) },
    ...{ use: 'held out', reading: 'customers', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: fewerMeters },
  },
  {
    ...{
      id: '12c',
      setting: 'autumn-2022',
      what: 'Electricity losses an account-week, fourth quarter of 2022',
    },
    ...{
      unit: 'losses',
      figure: 'electricityLossesPerAccountWeek',
      published: 0.0164,
      tolerance: within(0.2),
    },
    ...{ use: 'held out', reading: 'events', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: fewerMeters },
  },
  {
    ...{
      id: '12d',
      setting: 'autumn-2022',
      what: 'Gas losses an account-week, fourth quarter of 2022',
    },
    ...{
      unit: 'losses',
      figure: 'gasLossesPerAccountWeek',
      published: 0.0281,
      tolerance: within(0.2),
    },
    ...{ use: 'held out', reading: 'events', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: fewerMeters },
  },
  {
    ...{
      id: '12e',
      setting: 'autumn-2022',
      what: 'Electricity accounts off over 3 h, fourth quarter of 2022',
    },
    ...{
      unit: 'share',
      figure: 'electricityAccountsOff3h',
      published: 0.108,
      tolerance: within(0.2),
    },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: over3h, obstacle: fewerMeters },
  },
  {
    ...{
      id: '12f',
      setting: 'autumn-2022',
      what: 'Gas accounts off over 3 h, fourth quarter of 2022',
    },
    ...{ unit: 'share', figure: 'gasAccountsOff3h', published: 0.296, tolerance: within(0.2) },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: over3h, obstacle: fewerMeters },
  },
  {
    ...{
      id: '13a',
      setting: 'summer-2022',
      what: 'Electricity accounts with a loss, third quarter of 2022',
    },
    ...{ unit: 'share', figure: 'electricityAccountsOff', published: 0.33, tolerance: within(0.2) },
    ...{ use: 'held out', reading: 'customers', observation: 0.1, discrepancy: 0.1 },
    ...{ source: minister, obstacle: noFuelSaid },
  },
  {
    ...{
      id: '13b',
      setting: 'summer-2022',
      what: 'Gas accounts with a loss, third quarter of 2022',
    },
    ...{ unit: 'share', figure: 'gasAccountsOff', published: 0.184, tolerance: { kind: 'most' } },
    ...{ use: 'held out', reading: 'customers', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: fewerMeters },
  },
  {
    ...{
      id: '13c',
      setting: 'summer-2022',
      what: 'Gas over electricity accounts, third quarter of 2022',
    },
    ...{
      unit: 'times',
      figure: 'gasOverElectricityAccounts',
      published: 1,
      tolerance: { kind: 'most' },
    },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: counts, obstacle: fewerMeters },
  },
  {
    ...{
      id: '14',
      setting: 'early-2022',
      what: 'Electricity accounts with a loss, first quarter of 2022',
    },
    ...{ unit: 'share', figure: 'electricityAccountsOff', published: 0.26, tolerance: within(0.2) },
    ...{ use: 'held out', reading: 'customers', observation: 0.1, discrepancy: 0.1 },
    ...{ source: minister, obstacle: noFuelSaid },
  },
  {
    ...{ id: '15a', setting: 'year-2023', what: 'Homes off at least twelve times in 2023' },
    ...{ unit: 'share', figure: 'homesOffMonthly', published: 0.17, tolerance: { kind: 'order' } },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: monthly, obstacle: people },
  },
  {
    ...{ id: '15b', setting: 'year-2023', what: 'Homes off at least 24 h in 2023' },
    ...{ unit: 'share', figure: 'homesOff24h', published: 0.08, tolerance: { kind: 'order' } },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: monthly, obstacle: people },
  },
  {
    ...{ id: '16a', setting: 'year-2017', what: 'Homes off at least once in a calm year' },
    ...{ unit: 'share', figure: 'homesOff', published: 0.16, tolerance: { kind: 'order' } },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: calmYears, obstacle: recall },
  },
  {
    ...{
      id: '16b',
      setting: 'year-2022',
      what: 'Homes off for lack of money at least once in 2022',
    },
    ...{
      unit: 'share',
      figure: 'homesOffForLackOfMoney',
      published: 0.33,
      tolerance: { kind: 'order' },
    },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: advice, obstacle: recall },
  },
  {
    ...{ id: '17', setting: 'autumn-2022', what: 'Homes off for lack of money in a quarter' },
    ...{
      unit: 'share',
      figure: 'homesOffForLackOfMoney',
      published: 0.2,
      tolerance: { kind: 'order' },
    },
    ...{ use: 'held out', observation: 0.1, discrepancy: 0.1 },
    ...{ source: help, obstacle: takers },
  },
];

/** The figures that habits are fitted to, under one reading of the counts of winter 2022/23. */
export function fittedTargets(reading: Reading): readonly Target[] {
  return targets.filter(
    (target) =>
      (target.use === 'fitted' || target.use === 'every price') &&
      (target.reading === undefined || target.reading === reading),
  );
}

/** Largest distance of any figure, and the distance of one that does not exist. */
const farthest = 12;

/**
 * Signed distance of a simulated figure from the published one, in standard deviations of
 * observation and model together. It is a distance of logarithms, so that half and twice count the
 * same. A set of values is implausible if the distance of any figure is 3 or more.
 */
export function implausibilityOf(
  { published, tolerance, observation, discrepancy }: Target,
  simulated: number,
): number {
  if (!(simulated > 0)) return -farthest;
  const miss =
    ln(simulated / published) / Math.sqrt(observation * observation + discrepancy * discrepancy);
  const counted =
    tolerance.kind === 'least'
      ? Math.min(0, miss)
      : tolerance.kind === 'most'
        ? Math.max(0, miss)
        : miss;
  return Math.max(-farthest, Math.min(farthest, counted));
}

/** Whether a simulated figure agrees with the published one. */
export function isMet({ published, tolerance }: Target, simulated: number): boolean {
  switch (tolerance.kind) {
    case 'relative':
      return Math.abs(simulated / published - 1) <= tolerance.share;
    case 'factor':
      return simulated >= published / tolerance.share && simulated <= published * tolerance.share;
    case 'order':
      return simulated >= published / 2 && simulated <= published * 2;
    case 'least':
      return simulated >= published;
    case 'most':
      return simulated <= published;
  }
}
