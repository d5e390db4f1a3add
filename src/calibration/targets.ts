// The published figures that ordinary life is held against: value, tolerance, source, the setting each belongs to, and which figure of a
// simulated life measures it. The only home of each of these numbers.
import { ln, log1p } from '../kernel/arithmetic.ts';
import type { FigureName } from './ordinary-life.ts';
import type { Setting } from './settings.ts';

/**
 * How near is near enough. `relative`: the simulated mean is within this share of the published value. `order`: the published figure
 * gives no more than an order of magnitude (its survey's window or definition is not known), and a simulated one from half to twice
 * it agrees. `least`: at least the value.
 */
type Tolerance = { readonly kind: 'relative'; readonly share: number } | { readonly kind: 'order' } | { readonly kind: 'least' };

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
  /** What stands in the way where it is not met. */
  readonly obstacle: string;
}

const uswitch = 'https://www.uswitch.com/media-centre/2022/02/prepayment-meter-crisis/';
const counts =
  'https://www.energylivenews.com/2023/07/06/self-disconnections-increase-for-smart-ppm-electricity-and-gas-customers/';
const over3h = 'http://www.inkl.com/news/ofgem-records-big-rise-in-households-with-prepayment-meters-being-cut-off';
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
const oneSurvey =
  'vend, gap and how long £10 lasts are of one survey, which does not say which fuel the £10 bought: they differ by up to a quarter among themselves';
const concentration =
  'how many accounts lose supply and how often pull against each other: losses gather in the homes whose habit or use makes them likely';
const causes =
  'more losses for want of money are reached by behaviour.shortOfMoney.share alone, but then too many gas accounts lose supply (docs/VALIDATION.md, section 1)';
const window = 'the window and the wording of the survey are not known';

export const targets: readonly Target[] = [
  {
    ...{ id: '1a', setting: 'calm', what: 'Mean vend in winter', unit: '£', figure: 'vendPounds', published: 14 },
    ...{ tolerance: within(0.1), source: uswitch, obstacle: oneSurvey },
  },
  {
    ...{ id: '1b', setting: 'calm', what: 'Mean time between a home’s vends', unit: 'days', figure: 'daysBetweenVends' },
    ...{ published: 4.3, tolerance: within(0.1), source: uswitch, obstacle: oneSurvey },
  },
  {
    ...{ id: '2', setting: 'calm', what: 'How long £10 lasts on a meter in winter', unit: 'days', figure: 'daysTenPoundsLast' },
    ...{ published: 4.4, tolerance: within(0.15), source: uswitch, obstacle: oneSurvey },
  },
  {
    ...{ id: '3a', setting: 'hard', what: 'Electricity losses an account-week', unit: 'losses', published: 0.019 },
    ...{ figure: 'electricityLossesPerAccountWeek', tolerance: within(0.2), source: counts, obstacle: concentration },
  },
  {
    ...{ id: '3b', setting: 'hard', what: 'Gas losses an account-week', unit: 'losses', published: 0.032 },
    ...{ figure: 'gasLossesPerAccountWeek', tolerance: within(0.2), source: counts, obstacle: concentration },
  },
  {
    ...{ id: '3c', setting: 'hard', what: 'Gas losses over electricity losses', unit: 'times', published: 1 },
    ...{ figure: 'gasOverElectricity', tolerance: { kind: 'least' }, source: counts, obstacle: concentration },
  },
  {
    ...{ id: '4a', setting: 'hard', what: 'Electricity accounts off over 3 h in the quarter', unit: 'share', published: 0.13 },
    ...{ figure: 'electricityAccountsOff3h', tolerance: within(0.2), source: over3h, obstacle: concentration },
  },
  {
    ...{ id: '4b', setting: 'hard', what: 'Gas accounts off over 3 h in the quarter', unit: 'share', published: 0.33 },
    ...{ figure: 'gasAccountsOff3h', tolerance: within(0.2), source: over3h, obstacle: concentration },
  },
  {
    ...{ id: '5a', setting: 'specialist', what: 'Homes with a loss in a year', unit: 'share', figure: 'homesOff' },
    ...{ published: 0.63, tolerance: within(0.2), source: panel, obstacle: concentration },
  },
  {
    ...{ id: '5b', setting: 'specialist', what: 'Losses a home-year', unit: 'losses', figure: 'lossesPerHomeYear' },
    ...{ published: 5, tolerance: within(0.2), source: panel, obstacle: concentration },
  },
  {
    ...{ id: '5c', setting: 'specialist', what: 'Hours off a home-year', unit: 'hours', figure: 'hoursOffPerHomeYear' },
    ...{ published: 28, tolerance: within(0.2), source: panel, obstacle: concentration },
  },
  {
    ...{ id: '6a', setting: 'calm', what: 'Homes that used emergency credit', unit: 'share', figure: 'homesInEmergencyCredit' },
    ...{ published: 0.35, tolerance: { kind: 'order' }, source: wave, obstacle: window },
  },
  {
    ...{ id: '6b', setting: 'calm', what: 'Homes that ran out and lost supply', unit: 'share', figure: 'homesOff' },
    ...{ published: 0.12, tolerance: { kind: 'order' }, source: wave, obstacle: window },
  },
  {
    ...{ id: '7', setting: 'specialist', what: 'Of homes with a loss, off 24 h once in a year', unit: 'share' },
    ...{ figure: 'off24hOfHomesOff', published: 0.19, tolerance: { kind: 'order' }, source: advice, obstacle: window },
  },
  {
    ...{ id: '8', setting: 'hard', what: 'Most cuts fall in the hour after the window closes', unit: 'yes = 1', published: 1 },
    ...{ figure: 'closingHourIsPeak', tolerance: { kind: 'least' }, source: closing, obstacle: 'losses come at other hours' },
  },
  {
    ...{ id: '9a', setting: 'calm', what: 'Losses for lack of money, calm', unit: 'share', figure: 'lossesForLackOfMoney' },
    ...{ published: 0.22, tolerance: within(0.2), source: calmCause, obstacle: causes },
  },
  {
    ...{ id: '9b', setting: 'hard', what: 'Losses for lack of money, hard', unit: 'share', figure: 'lossesForLackOfMoney' },
    ...{ published: 0.6, tolerance: within(0.2), source: hardCause, obstacle: causes },
  },
];

/**
 * How far a simulated figure is from the published one, in tolerances: about 1 at the edge of the tolerance. Of logarithms, so that half
 * and twice are alike and a figure far off does not drown the others.
 */
export function missOf({ published, tolerance }: Target, simulated: number): number {
  if (!(simulated > 0)) return farthest;
  const miss = ln(simulated / published);
  switch (tolerance.kind) {
    case 'relative':
      return Math.min(farthest, Math.abs(miss) / log1p(tolerance.share));
    case 'order':
      return Math.min(farthest, Math.abs(miss) / ln(2));
    case 'least':
      return Math.min(farthest, Math.max(0, -miss) / log1p(0.2));
  }
}

/** What a figure that does not exist counts as. */
const farthest = 30;

/** Whether a simulated figure agrees with the published one. */
export function isMet({ published, tolerance }: Target, simulated: number): boolean {
  switch (tolerance.kind) {
    case 'relative':
      return Math.abs(simulated / published - 1) <= tolerance.share;
    case 'order':
      return simulated >= published / 2 && simulated <= published * 2;
    case 'least':
      return simulated >= published;
  }
}
