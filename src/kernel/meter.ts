// The state of one meter, and of its household's acts on it. Money in micropounds, times in minutes
// from day 0, `never` where nothing is due. The rules that change it are in other files.
import { causeNoChannel, endedByVend, supplyOn } from './codes.ts';
import { DayShape } from './day-shape.ts';
import type { f64, i32 } from './platform.ts';
import { FuelSettings, MeterSettings } from './settings.ts';
import { earlier, never } from './time.ts';
import type { Transfer } from './transfer.ts';

export class Meter {
  settings: MeterSettings = new MeterSettings();
  fuel: FuelSettings = new FuelSettings();
  /** Shape of the current day's demand. */
  shape: DayShape = new DayShape();
  isGas: boolean;
  /** 2 × household + fuel. Its random numbers are addressed by it. */
  number: i32 = 0;

  // The account (account.ts)
  /** May be negative. */
  balance: f64 = 0;
  emergencyCreditLimit: f64 = 0;
  /** Of what was selected or sent, not yet used. */
  emergencyCreditLeft: f64 = 0;
  /** Used and not repaid. */
  emergencyCreditUsed: f64 = 0;
  accumulatedDebt: f64 = 0;
  /** Still to be recovered by instalments and shares of vends. */
  debt: f64 = 0;
  /** Daily instalment: a seventh of the weekly one. */
  instalment: f64 = 0;
  /** Whether emergency credit can be selected once supply is off. */
  isSelectableWhenOff: boolean = false;
  isOffered: boolean = false;
  isSelected: boolean = false;
  supply: i32 = supplyOn;
  isInSafeMode: boolean = false;
  /** All-week non-disablement, set by an agent. */
  isAlwaysProtected: boolean = false;

  // Energy (burn.ts): cumulative cost since the warm-up began
  postedCost: f64 = 0;
  /** Not rounded, at `segmentStart`. */
  exactCost: f64 = 0;
  segmentStart: i32 = 0;
  /** Share of the day's demand used by `segmentStart`. */
  segmentShare: f64 = 0;
  costOfAverageDay: f64 = 0;
  annualKwh: f64 = 0;
  /** Size of a top-up relative to a typical home's. */
  vendFactor: f64 = 1;
  /** Cost of the current day, before rationing. */
  costToday: f64 = 0;
  ration: f64 = 1;
  /** Posted cost at which the next threshold is met, Infinity where there is none. */
  nextThreshold: f64 = Infinity;
  /** Logarithm of the latest day factor, in standard deviations. */
  dayLevel: f64 = 0;

  // What is due: nextAt = min(crossingAt, timerAt); timerAt = the earliest of those below it;
  // institutionAt = the earliest of the acts of institutions
  nextAt: i32 = never;
  timerAt: i32 = never;
  institutionAt: i32 = never;
  crossingAt: i32 = never;
  /**
   * When credit is next tested: a protected interval ends, or a household's act has used up the
   * credit.
   */
  testAt: i32 = never;
  selectAt: i32 = never;
  turnOnAt: i32 = never;
  topUpAt: i32 = never;
  learnAt: i32 = never;
  callAt: i32 = never;
  onboardAt: i32 = never;
  agentAt: i32 = never;
  protectAt: i32 = never;
  recommenceAt: i32 = never;
  /** A conversation with the contact centre ends. */
  answerAt: i32 = never;
  visitAt: i32 = never;
  safeModeEndsAt: i32 = never;
  /** Discretionary credit for a legacy meter is fetched. */
  fetchAt: i32 = never;
  /** A grant is due, or one that waits may find a channel. */
  grantAt: i32 = never;

  // Institutions
  onboardedAt: i32 = never;
  /** Its place in an onboarding queue that is ranked daily, 1 first; 0 where it was given none. */
  rankedPlace: i32 = 0;
  /** An engineer has exchanged it before its turn. */
  isExchangedEarly: boolean = false;
  channelKnownAt: i32 = never;
  recommenceAttempts: i32 = 0;
  deviceLostAt: i32 = never;
  deviceBackAt: i32 = never;
  devicesLost: i32 = 0;
  /** Real-valued minute of the call that is due. */
  callInstant: f64 = 0;
  isVisitWanted: boolean = false;
  visitAskedAt: i32 = 0;
  /** Of the latest call that nobody was there to answer: -1 if none. */
  callDraw: i32 = -1;
  /** Micropounds of grants that wait for a channel. */
  grantsWaiting: f64 = 0;

  // The need to top up (needs.ts)
  hasNeed: boolean = false;
  isPayDay: boolean = false;
  isShort: boolean = false;
  isFunded: boolean = false;
  isWaitingForMoney: boolean = false;
  hasFailedAttempt: boolean = false;
  /** First attempt that found no channel since credit was last above the trigger. */
  channelWantedAt: i32 = never;
  /** Of the latest vend: a need opened in that minute is not acted on in it. */
  lastVendAt: i32 = never;
  needDraw: i32 = -1;
  attemptDraw: i32 = -1;
  offerDraw: i32 = -1;
  spellDraw: i32 = -1;
  turnOnDraw: i32 = -1;

  // The spell in progress
  offSince: i32 = 0;
  cause: i32 = causeNoChannel;
  /** The minute at which no channel reached the meter, where that is the cause. */
  noChannelAt: i32 = never;
  /** What armed it, and so will end the spell. */
  armedBy: i32 = endedByVend;

  // What is reported at the horizon, from day 0
  openingNet: f64 = 0;
  openingCost: f64 = 0;
  vended: f64 = 0;
  debtRepaid: f64 = 0;
  creditGranted: f64 = 0;
  /** Of that, grants: money from outside. */
  granted: f64 = 0;
  charges: f64 = 0;
  debtAtOnboarding: f64 = 0;
  /** Owed when safe mode ended by itself; and of that, moved to the debt, or written off. */
  owedAfterSafeMode: f64 = 0;
  owedMoved: f64 = 0;
  writtenOff: f64 = 0;
  vends: i32 = 0;
  failedVends: i32 = 0;
  spells: i32 = 0;
  spellsNoChannel: i32 = 0;
  spellsNoMoney: i32 = 0;
  offMinutes: i32 = 0;
  longestSpell: i32 = 0;
  firstOffAt: i32 = never;
  isInEmergencyCredit: boolean = false;
  wasInSafeMode: boolean = false;
  safeModeSince: i32 = never;
  calls: i32 = 0;
  callsAbandoned: i32 = 0;
  visits: i32 = 0;

  constructor(isGas: boolean) {
    this.isGas = isGas;
  }

  /** Every field but the fuel and what follows from it, the household's kind and the day. */
  transfer(t: Transfer): void {
    this.number = t.integer(this.number);
    this.transferAccount(t);
    this.transferDueTimes(t);
    this.transferNeed(t);
    this.transferReport(t);
  }

  private transferAccount(t: Transfer): void {
    this.balance = t.number(this.balance);
    this.emergencyCreditLimit = t.number(this.emergencyCreditLimit);
    this.emergencyCreditLeft = t.number(this.emergencyCreditLeft);
    this.emergencyCreditUsed = t.number(this.emergencyCreditUsed);
    this.accumulatedDebt = t.number(this.accumulatedDebt);
    this.debt = t.number(this.debt);
    this.instalment = t.number(this.instalment);
    this.isSelectableWhenOff = t.flag(this.isSelectableWhenOff);
    this.isOffered = t.flag(this.isOffered);
    this.isSelected = t.flag(this.isSelected);
    this.supply = t.integer(this.supply);
    this.isInSafeMode = t.flag(this.isInSafeMode);
    this.isAlwaysProtected = t.flag(this.isAlwaysProtected);
    this.postedCost = t.number(this.postedCost);
    this.exactCost = t.number(this.exactCost);
    this.segmentStart = t.integer(this.segmentStart);
    this.segmentShare = t.number(this.segmentShare);
    this.costOfAverageDay = t.number(this.costOfAverageDay);
    this.annualKwh = t.number(this.annualKwh);
    this.vendFactor = t.number(this.vendFactor);
    this.costToday = t.number(this.costToday);
    this.ration = t.number(this.ration);
    this.nextThreshold = t.number(this.nextThreshold);
    this.dayLevel = t.number(this.dayLevel);
  }

  private transferDueTimes(t: Transfer): void {
    this.nextAt = t.integer(this.nextAt);
    this.timerAt = t.integer(this.timerAt);
    this.institutionAt = t.integer(this.institutionAt);
    this.crossingAt = t.integer(this.crossingAt);
    this.testAt = t.integer(this.testAt);
    this.selectAt = t.integer(this.selectAt);
    this.turnOnAt = t.integer(this.turnOnAt);
    this.topUpAt = t.integer(this.topUpAt);
    this.learnAt = t.integer(this.learnAt);
    this.callAt = t.integer(this.callAt);
    this.onboardAt = t.integer(this.onboardAt);
    this.agentAt = t.integer(this.agentAt);
    this.protectAt = t.integer(this.protectAt);
    this.recommenceAt = t.integer(this.recommenceAt);
    this.answerAt = t.integer(this.answerAt);
    this.visitAt = t.integer(this.visitAt);
    this.safeModeEndsAt = t.integer(this.safeModeEndsAt);
    this.fetchAt = t.integer(this.fetchAt);
    this.grantAt = t.integer(this.grantAt);
    this.onboardedAt = t.integer(this.onboardedAt);
    this.rankedPlace = t.integer(this.rankedPlace);
    this.isExchangedEarly = t.flag(this.isExchangedEarly);
    this.channelKnownAt = t.integer(this.channelKnownAt);
    this.recommenceAttempts = t.integer(this.recommenceAttempts);
    this.deviceLostAt = t.integer(this.deviceLostAt);
    this.deviceBackAt = t.integer(this.deviceBackAt);
    this.devicesLost = t.integer(this.devicesLost);
    this.callInstant = t.number(this.callInstant);
    this.isVisitWanted = t.flag(this.isVisitWanted);
    this.visitAskedAt = t.integer(this.visitAskedAt);
    this.callDraw = t.integer(this.callDraw);
    this.grantsWaiting = t.number(this.grantsWaiting);
  }

  private transferNeed(t: Transfer): void {
    this.hasNeed = t.flag(this.hasNeed);
    this.isPayDay = t.flag(this.isPayDay);
    this.isShort = t.flag(this.isShort);
    this.isFunded = t.flag(this.isFunded);
    this.isWaitingForMoney = t.flag(this.isWaitingForMoney);
    this.hasFailedAttempt = t.flag(this.hasFailedAttempt);
    this.channelWantedAt = t.integer(this.channelWantedAt);
    this.lastVendAt = t.integer(this.lastVendAt);
    this.needDraw = t.integer(this.needDraw);
    this.attemptDraw = t.integer(this.attemptDraw);
    this.offerDraw = t.integer(this.offerDraw);
    this.spellDraw = t.integer(this.spellDraw);
    this.turnOnDraw = t.integer(this.turnOnDraw);
  }

  private transferReport(t: Transfer): void {
    this.offSince = t.integer(this.offSince);
    this.cause = t.integer(this.cause);
    this.noChannelAt = t.integer(this.noChannelAt);
    this.armedBy = t.integer(this.armedBy);
    this.openingNet = t.number(this.openingNet);
    this.openingCost = t.number(this.openingCost);
    this.vended = t.number(this.vended);
    this.debtRepaid = t.number(this.debtRepaid);
    this.creditGranted = t.number(this.creditGranted);
    this.granted = t.number(this.granted);
    this.charges = t.number(this.charges);
    this.debtAtOnboarding = t.number(this.debtAtOnboarding);
    this.owedAfterSafeMode = t.number(this.owedAfterSafeMode);
    this.owedMoved = t.number(this.owedMoved);
    this.writtenOff = t.number(this.writtenOff);
    this.vends = t.integer(this.vends);
    this.failedVends = t.integer(this.failedVends);
    this.spells = t.integer(this.spells);
    this.spellsNoChannel = t.integer(this.spellsNoChannel);
    this.spellsNoMoney = t.integer(this.spellsNoMoney);
    this.offMinutes = t.integer(this.offMinutes);
    this.longestSpell = t.integer(this.longestSpell);
    this.firstOffAt = t.integer(this.firstOffAt);
    this.isInEmergencyCredit = t.flag(this.isInEmergencyCredit);
    this.wasInSafeMode = t.flag(this.wasInSafeMode);
    this.safeModeSince = t.integer(this.safeModeSince);
    this.calls = t.integer(this.calls);
    this.callsAbandoned = t.integer(this.callsAbandoned);
    this.visits = t.integer(this.visits);
  }

  /** Finds when something is next due, after a change of `crossingAt` alone. */
  refreshCrossing(): void {
    this.nextAt = earlier(this.crossingAt, this.timerAt);
  }

  /** Finds when something is next due: after any change of a time that is not an institution's. */
  refreshNext(): void {
    let timer: i32 = this.institutionAt;
    if (this.testAt < timer) timer = this.testAt;
    if (this.selectAt < timer) timer = this.selectAt;
    if (this.turnOnAt < timer) timer = this.turnOnAt;
    if (this.learnAt < timer) timer = this.learnAt;
    if (this.callAt < timer) timer = this.callAt;
    if (this.topUpAt < timer) timer = this.topUpAt;
    this.timerAt = timer;
    this.refreshCrossing();
  }

  /** Finds when an institution next acts, and what is next due: after any change of such a time. */
  refreshInstitution(): void {
    let at: i32 = earlier(this.onboardAt, this.agentAt);
    at = earlier(at, this.protectAt);
    at = earlier(at, this.recommenceAt);
    at = earlier(at, this.answerAt);
    at = earlier(at, this.visitAt);
    at = earlier(at, this.safeModeEndsAt);
    at = earlier(at, this.fetchAt);
    this.institutionAt = earlier(at, this.grantAt);
    this.refreshNext();
  }
}
