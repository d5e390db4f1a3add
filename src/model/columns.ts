// State of the households under way: a household in slot s has its electricity meter in meter slot 2s and its gas meter in 2s + 1.
// A slot is taken when a household's life begins and given back when it is told, so the state stays small and warm however many
// households there are. Rules over it are in the files beside this one and in engine/.
//
// A column is a pair of accessors with a place of its own in one array of doubles or of integers, laid out slot by slot: a rule that looks
// at ten columns of a meter touches three cache lines, not thirty (decision 0010). The two classes are flat tables.
import { assert } from '../errors.ts';
import { never } from './money.ts';

export const supply = { on: 0, armed: 1, off: 2 } as const;
export const mode = { prepayment: 0, safe: 1 } as const;

/** Stands for the high word of a double that is a whole number; as one it would be a NaN that no sum makes. */
const wholeMark = 0x7ff80001;

/** Records of `1 << numberBits` doubles and `1 << integerBits` integers. */
class Records {
  protected numbers: Float64Array;
  protected integers: Int32Array;
  /** The doubles as words of 32 bits. */
  private numberWords = new Int32Array(0);
  private readonly numberBits: number;
  private readonly integerBits: number;

  constructor(numberBits: number, integerBits: number) {
    this.numbers = new Float64Array(0);
    this.integers = new Int32Array(0);
    this.numberBits = numberBits;
    this.integerBits = integerBits;
  }

  grow(records: number): void {
    const numbers = new Float64Array(records << this.numberBits);
    const integers = new Int32Array(records << this.integerBits);
    numbers.set(this.numbers);
    integers.set(this.integers);
    this.numbers = numbers;
    this.integers = integers;
    this.numberWords = new Int32Array(numbers.buffer);
  }
  /** 32-bit words in which a record can be read and written. */
  get words(): number {
    return (2 << this.numberBits) + (1 << this.integerBits);
  }
  /**
   * Reads a record, its doubles first. A whole number of up to 32 bits, as most amounts of money are, is read as `wholeMark` and itself:
   * then one such amount differs from another in one word.
   */
  read(record: number, into: Int32Array, at: number): void {
    const { numbers, numberWords, integers, integerBits, numberBits } = this;
    const first = record << numberBits;
    const count = 1 << numberBits;
    for (let place = 0; place < count; place++) {
      const value = numbers[first + place]!;
      const isWhole = (value | 0) === value && (value !== 0 || 1 / value > 0);
      into[at + 2 * place] = isWhole ? value : numberWords[2 * (first + place)]!;
      into[at + 2 * place + 1] = isWhole ? wholeMark : numberWords[2 * (first + place) + 1]!;
    }
    into.set(integers.subarray(record << integerBits, (record + 1) << integerBits), at + 2 * count);
  }
  /** Writes a record that was read. */
  write(record: number, from: Int32Array, at: number): void {
    const { numbers, numberWords, integers, integerBits, numberBits } = this;
    const first = record << numberBits;
    const count = 1 << numberBits;
    for (let place = 0; place < count; place++) {
      const high = from[at + 2 * place + 1]!;
      if (high === wholeMark) numbers[first + place] = from[at + 2 * place]!;
      else {
        numberWords[2 * (first + place)] = from[at + 2 * place]!;
        numberWords[2 * (first + place) + 1] = high;
      }
    }
    integers.set(from.subarray(at + 2 * count, at + this.words), record << integerBits);
  }
  zero(from: number, until: number): void {
    this.numbers.fill(0, from << this.numberBits, until << this.numberBits);
    this.integers.fill(0, from << this.integerBits, until << this.integerBits);
  }
  copy(from: number, until: number, to: number): void {
    this.numbers.copyWithin(to << this.numberBits, from << this.numberBits, until << this.numberBits);
    this.integers.copyWithin(to << this.integerBits, from << this.integerBits, until << this.integerBits);
  }
}

/** Per meter. Money in micropounds, instants in minutes from day 0, `never` where nothing is due. */
// prettier-ignore
export class MeterColumns extends Records {
  constructor() {
    super(5, 6);
  }

  /** Position of its settings: 2 × meter kind + fuel. */
  rules(i: number): number { return this.integers[(i << 6) + 0]!; }
  setRules(i: number, value: number): void { this.integers[(i << 6) + 0] = value; }

  // The account
  balance(i: number): number { return this.numbers[(i << 5) + 0]!; }
  setBalance(i: number, value: number): void { this.numbers[(i << 5) + 0] = value; }
  emergencyCreditLimit(i: number): number { return this.numbers[(i << 5) + 1]!; }
  setEmergencyCreditLimit(i: number, value: number): void { this.numbers[(i << 5) + 1] = value; }
  emergencyCreditLeft(i: number): number { return this.numbers[(i << 5) + 2]!; }
  setEmergencyCreditLeft(i: number, value: number): void { this.numbers[(i << 5) + 2] = value; }
  /** Emergency credit drawn and not repaid. */
  emergencyCreditUsed(i: number): number { return this.numbers[(i << 5) + 3]!; }
  setEmergencyCreditUsed(i: number, value: number): void { this.numbers[(i << 5) + 3] = value; }
  offered(i: number): number { return this.integers[(i << 6) + 1]!; }
  setOffered(i: number, value: number): void { this.integers[(i << 6) + 1] = value; }
  selected(i: number): number { return this.integers[(i << 6) + 2]!; }
  setSelected(i: number, value: number): void { this.integers[(i << 6) + 2] = value; }
  accumulatedDebt(i: number): number { return this.numbers[(i << 5) + 4]!; }
  setAccumulatedDebt(i: number, value: number): void { this.numbers[(i << 5) + 4] = value; }
  /** Debt still to be recovered by weekly instalments and shares of vends. */
  debt(i: number): number { return this.numbers[(i << 5) + 5]!; }
  setDebt(i: number, value: number): void { this.numbers[(i << 5) + 5] = value; }
  /** A seventh of the weekly instalment. */
  instalment(i: number): number { return this.numbers[(i << 5) + 6]!; }
  setInstalment(i: number, value: number): void { this.numbers[(i << 5) + 6] = value; }
  supply(i: number): number { return this.integers[(i << 6) + 3]!; }
  setSupply(i: number, value: number): void { this.integers[(i << 6) + 3] = value; }
  mode(i: number): number { return this.integers[(i << 6) + 4]!; }
  setMode(i: number, value: number): void { this.integers[(i << 6) + 4] = value; }
  /** All-week non-disablement, set by an agent. */
  alwaysProtected(i: number): number { return this.integers[(i << 6) + 5]!; }
  setAlwaysProtected(i: number, value: number): void { this.integers[(i << 6) + 5] = value; }

  // Energy: cost = round(energyExact + demandPerDay × (share of the day since segmentStart)), cumulative since the warm-up began
  energyPosted(i: number): number { return this.numbers[(i << 5) + 7]!; }
  setEnergyPosted(i: number, value: number): void { this.numbers[(i << 5) + 7] = value; }
  energyExact(i: number): number { return this.numbers[(i << 5) + 8]!; }
  setEnergyExact(i: number, value: number): void { this.numbers[(i << 5) + 8] = value; }
  segmentStart(i: number): number { return this.integers[(i << 6) + 6]!; }
  setSegmentStart(i: number, value: number): void { this.integers[(i << 6) + 6] = value; }
  /** Micropounds of energy on an average day. */
  costPerDay(i: number): number { return this.numbers[(i << 5) + 9]!; }
  setCostPerDay(i: number, value: number): void { this.numbers[(i << 5) + 9] = value; }
  annualKwh(i: number): number { return this.numbers[(i << 5) + 10]!; }
  setAnnualKwh(i: number, value: number): void { this.numbers[(i << 5) + 10] = value; }
  /** How much more, or less, the home buys at a time than the middle one. */
  vendFactor(i: number): number { return this.numbers[(i << 5) + 23]!; }
  setVendFactor(i: number, value: number): void { this.numbers[(i << 5) + 23] = value; }
  /** Cost of the day under way, before rationing. */
  costToday(i: number): number { return this.numbers[(i << 5) + 11]!; }
  setCostToday(i: number, value: number): void { this.numbers[(i << 5) + 11] = value; }
  ration(i: number): number { return this.numbers[(i << 5) + 12]!; }
  setRation(i: number, value: number): void { this.numbers[(i << 5) + 12] = value; }
  /** Posted energy at which the next threshold is reached, Infinity where there is none. */
  threshold(i: number): number { return this.numbers[(i << 5) + 13]!; }
  setThreshold(i: number, value: number): void { this.numbers[(i << 5) + 13] = value; }
  /** Logarithm of today's day factor, in standard deviations. */
  dayLevel(i: number): number { return this.numbers[(i << 5) + 14]!; }
  setDayLevel(i: number, value: number): void { this.numbers[(i << 5) + 14] = value; }

  // What is due: next = min(crossingAt, timer); timer = the earliest below it; institution = the earliest of the institutional ones
  next(i: number): number { return this.integers[(i << 6) + 7]!; }
  setNext(i: number, value: number): void { this.integers[(i << 6) + 7] = value; }
  timer(i: number): number { return this.integers[(i << 6) + 8]!; }
  setTimer(i: number, value: number): void { this.integers[(i << 6) + 8] = value; }
  institution(i: number): number { return this.integers[(i << 6) + 9]!; }
  setInstitution(i: number, value: number): void { this.integers[(i << 6) + 9] = value; }
  crossingAt(i: number): number { return this.integers[(i << 6) + 10]!; }
  setCrossingAt(i: number, value: number): void { this.integers[(i << 6) + 10] = value; }
  edgeAt(i: number): number { return this.integers[(i << 6) + 11]!; }
  setEdgeAt(i: number, value: number): void { this.integers[(i << 6) + 11] = value; }
  selectAt(i: number): number { return this.integers[(i << 6) + 12]!; }
  setSelectAt(i: number, value: number): void { this.integers[(i << 6) + 12] = value; }
  rearmAt(i: number): number { return this.integers[(i << 6) + 13]!; }
  setRearmAt(i: number, value: number): void { this.integers[(i << 6) + 13] = value; }
  actAt(i: number): number { return this.integers[(i << 6) + 14]!; }
  setActAt(i: number, value: number): void { this.integers[(i << 6) + 14] = value; }
  learnAt(i: number): number { return this.integers[(i << 6) + 15]!; }
  setLearnAt(i: number, value: number): void { this.integers[(i << 6) + 15] = value; }
  onboardAt(i: number): number { return this.integers[(i << 6) + 16]!; }
  setOnboardAt(i: number, value: number): void { this.integers[(i << 6) + 16] = value; }
  agentAt(i: number): number { return this.integers[(i << 6) + 17]!; }
  setAgentAt(i: number, value: number): void { this.integers[(i << 6) + 17] = value; }
  protectAt(i: number): number { return this.integers[(i << 6) + 18]!; }
  setProtectAt(i: number, value: number): void { this.integers[(i << 6) + 18] = value; }
  recommenceAt(i: number): number { return this.integers[(i << 6) + 19]!; }
  setRecommenceAt(i: number, value: number): void { this.integers[(i << 6) + 19] = value; }
  callAt(i: number): number { return this.integers[(i << 6) + 20]!; }
  setCallAt(i: number, value: number): void { this.integers[(i << 6) + 20] = value; }
  answerAt(i: number): number { return this.integers[(i << 6) + 21]!; }
  setAnswerAt(i: number, value: number): void { this.integers[(i << 6) + 21] = value; }
  visitAt(i: number): number { return this.integers[(i << 6) + 22]!; }
  setVisitAt(i: number, value: number): void { this.integers[(i << 6) + 22] = value; }

  // Institutions
  onboardedAt(i: number): number { return this.integers[(i << 6) + 23]!; }
  setOnboardedAt(i: number, value: number): void { this.integers[(i << 6) + 23] = value; }
  learntAt(i: number): number { return this.integers[(i << 6) + 24]!; }
  setLearntAt(i: number, value: number): void { this.integers[(i << 6) + 24] = value; }
  recommenceTries(i: number): number { return this.integers[(i << 6) + 25]!; }
  setRecommenceTries(i: number, value: number): void { this.integers[(i << 6) + 25] = value; }
  deviceLostAt(i: number): number { return this.integers[(i << 6) + 26]!; }
  setDeviceLostAt(i: number, value: number): void { this.integers[(i << 6) + 26] = value; }
  deviceBackAt(i: number): number { return this.integers[(i << 6) + 27]!; }
  setDeviceBackAt(i: number, value: number): void { this.integers[(i << 6) + 27] = value; }
  devicesLost(i: number): number { return this.integers[(i << 6) + 28]!; }
  setDevicesLost(i: number, value: number): void { this.integers[(i << 6) + 28] = value; }
  /** Real-valued instant of the call under way. */
  callInstant(i: number): number { return this.numbers[(i << 5) + 15]!; }
  setCallInstant(i: number, value: number): void { this.numbers[(i << 5) + 15] = value; }

  // The household's dealings with this meter
  need(i: number): number { return this.integers[(i << 6) + 29]!; }
  setNeed(i: number, value: number): void { this.integers[(i << 6) + 29] = value; }
  payday(i: number): number { return this.integers[(i << 6) + 30]!; }
  setPayday(i: number, value: number): void { this.integers[(i << 6) + 30] = value; }
  moneyAsked(i: number): number { return this.integers[(i << 6) + 31]!; }
  setMoneyAsked(i: number, value: number): void { this.integers[(i << 6) + 31] = value; }
  short(i: number): number { return this.integers[(i << 6) + 32]!; }
  setShort(i: number, value: number): void { this.integers[(i << 6) + 32] = value; }
  funded(i: number): number { return this.integers[(i << 6) + 33]!; }
  setFunded(i: number, value: number): void { this.integers[(i << 6) + 33] = value; }
  waiting(i: number): number { return this.integers[(i << 6) + 34]!; }
  setWaiting(i: number, value: number): void { this.integers[(i << 6) + 34] = value; }
  failed(i: number): number { return this.integers[(i << 6) + 35]!; }
  setFailed(i: number, value: number): void { this.integers[(i << 6) + 35] = value; }
  /** An attempt failed for want of a channel since credit last stood above the trigger. */
  wantedChannel(i: number): number { return this.integers[(i << 6) + 36]!; }
  setWantedChannel(i: number, value: number): void { this.integers[(i << 6) + 36] = value; }
  needKey(i: number): number { return this.integers[(i << 6) + 37]!; }
  setNeedKey(i: number, value: number): void { this.integers[(i << 6) + 37] = value; }
  attemptKey(i: number): number { return this.integers[(i << 6) + 38]!; }
  setAttemptKey(i: number, value: number): void { this.integers[(i << 6) + 38] = value; }
  offerKey(i: number): number { return this.integers[(i << 6) + 39]!; }
  setOfferKey(i: number, value: number): void { this.integers[(i << 6) + 39] = value; }
  spellKey(i: number): number { return this.integers[(i << 6) + 40]!; }
  setSpellKey(i: number, value: number): void { this.integers[(i << 6) + 40] = value; }
  rearmKey(i: number): number { return this.integers[(i << 6) + 41]!; }
  setRearmKey(i: number, value: number): void { this.integers[(i << 6) + 41] = value; }

  // The spell under way
  offSince(i: number): number { return this.integers[(i << 6) + 42]!; }
  setOffSince(i: number, value: number): void { this.integers[(i << 6) + 42] = value; }
  cause(i: number): number { return this.integers[(i << 6) + 43]!; }
  setCause(i: number, value: number): void { this.integers[(i << 6) + 43] = value; }
  /** What armed it. */
  armedBy(i: number): number { return this.integers[(i << 6) + 44]!; }
  setArmedBy(i: number, value: number): void { this.integers[(i << 6) + 44] = value; }

  // What is told at the horizon, from day 0
  openingNet(i: number): number { return this.numbers[(i << 5) + 16]!; }
  setOpeningNet(i: number, value: number): void { this.numbers[(i << 5) + 16] = value; }
  openingEnergy(i: number): number { return this.numbers[(i << 5) + 17]!; }
  setOpeningEnergy(i: number, value: number): void { this.numbers[(i << 5) + 17] = value; }
  vended(i: number): number { return this.numbers[(i << 5) + 18]!; }
  setVended(i: number, value: number): void { this.numbers[(i << 5) + 18] = value; }
  debtRepaid(i: number): number { return this.numbers[(i << 5) + 19]!; }
  setDebtRepaid(i: number, value: number): void { this.numbers[(i << 5) + 19] = value; }
  creditGranted(i: number): number { return this.numbers[(i << 5) + 20]!; }
  setCreditGranted(i: number, value: number): void { this.numbers[(i << 5) + 20] = value; }
  charges(i: number): number { return this.numbers[(i << 5) + 21]!; }
  setCharges(i: number, value: number): void { this.numbers[(i << 5) + 21] = value; }
  debtAtOnboarding(i: number): number { return this.numbers[(i << 5) + 22]!; }
  setDebtAtOnboarding(i: number, value: number): void { this.numbers[(i << 5) + 22] = value; }
  vends(i: number): number { return this.integers[(i << 6) + 45]!; }
  setVends(i: number, value: number): void { this.integers[(i << 6) + 45] = value; }
  failedVends(i: number): number { return this.integers[(i << 6) + 46]!; }
  setFailedVends(i: number, value: number): void { this.integers[(i << 6) + 46] = value; }
  spells(i: number): number { return this.integers[(i << 6) + 47]!; }
  setSpells(i: number, value: number): void { this.integers[(i << 6) + 47] = value; }
  spellsNoChannel(i: number): number { return this.integers[(i << 6) + 48]!; }
  setSpellsNoChannel(i: number, value: number): void { this.integers[(i << 6) + 48] = value; }
  spellsNoMoney(i: number): number { return this.integers[(i << 6) + 49]!; }
  setSpellsNoMoney(i: number, value: number): void { this.integers[(i << 6) + 49] = value; }
  offMinutes(i: number): number { return this.integers[(i << 6) + 50]!; }
  setOffMinutes(i: number, value: number): void { this.integers[(i << 6) + 50] = value; }
  longestSpell(i: number): number { return this.integers[(i << 6) + 51]!; }
  setLongestSpell(i: number, value: number): void { this.integers[(i << 6) + 51] = value; }
  firstOffAt(i: number): number { return this.integers[(i << 6) + 52]!; }
  setFirstOffAt(i: number, value: number): void { this.integers[(i << 6) + 52] = value; }
  inEmergencyCredit(i: number): number { return this.integers[(i << 6) + 53]!; }
  setInEmergencyCredit(i: number, value: number): void { this.integers[(i << 6) + 53] = value; }
  visitWanted(i: number): number { return this.integers[(i << 6) + 54]!; }
  setVisitWanted(i: number, value: number): void { this.integers[(i << 6) + 54] = value; }
  visitAskedAt(i: number): number { return this.integers[(i << 6) + 55]!; }
  setVisitAskedAt(i: number, value: number): void { this.integers[(i << 6) + 55] = value; }
  /** Minute of the latest vend: a need opened in that minute is not acted on in it. */
  vendedAt(i: number): number { return this.integers[(i << 6) + 56]!; }
  setVendedAt(i: number, value: number): void { this.integers[(i << 6) + 56] = value; }
  everSafe(i: number): number { return this.integers[(i << 6) + 57]!; }
  setEverSafe(i: number, value: number): void { this.integers[(i << 6) + 57] = value; }
  safeSince(i: number): number { return this.integers[(i << 6) + 58]!; }
  setSafeSince(i: number, value: number): void { this.integers[(i << 6) + 58] = value; }
  calls(i: number): number { return this.integers[(i << 6) + 59]!; }
  setCalls(i: number, value: number): void { this.integers[(i << 6) + 59] = value; }
  callsAbandoned(i: number): number { return this.integers[(i << 6) + 60]!; }
  setCallsAbandoned(i: number, value: number): void { this.integers[(i << 6) + 60] = value; }
  visits(i: number): number { return this.integers[(i << 6) + 61]!; }
  setVisits(i: number, value: number): void { this.integers[(i << 6) + 61] = value; }
  /** Minute of the first attempt that found no channel, while `wantedChannel` is set. */
  channelWantedAt(i: number): number { return this.integers[(i << 6) + 62]!; }
  setChannelWantedAt(i: number, value: number): void { this.integers[(i << 6) + 62] = value; }
  /** The minute at which no channel reached the meter, of a spell with the cause no-channel. */
  noChannelAt(i: number): number { return this.integers[(i << 6) + 63]!; }
  setNoChannelAt(i: number, value: number): void { this.integers[(i << 6) + 63] = value; }
}

/** Per household. */
// prettier-ignore
export class HouseholdColumns extends Records {
  constructor() {
    super(1, 5);
  }

  household(i: number): number { return this.integers[(i << 5) + 0]!; }
  setHousehold(i: number, value: number): void { this.integers[(i << 5) + 0] = value; }
  kind(i: number): number { return this.integers[(i << 5) + 1]!; }
  setKind(i: number, value: number): void { this.integers[(i << 5) + 1] = value; }
  wan(i: number): number { return this.integers[(i << 5) + 2]!; }
  setWan(i: number, value: number): void { this.integers[(i << 5) + 2] = value; }
  vulnerable(i: number): number { return this.integers[(i << 5) + 3]!; }
  setVulnerable(i: number, value: number): void { this.integers[(i << 5) + 3] = value; }
  psr(i: number): number { return this.integers[(i << 5) + 4]!; }
  setPsr(i: number, value: number): void { this.integers[(i << 5) + 4] = value; }
  medical(i: number): number { return this.integers[(i << 5) + 5]!; }
  setMedical(i: number, value: number): void { this.integers[(i << 5) + 5] = value; }
  habit(i: number): number { return this.integers[(i << 5) + 6]!; }
  setHabit(i: number, value: number): void { this.integers[(i << 5) + 6] = value; }
  payCycle(i: number): number { return this.integers[(i << 5) + 7]!; }
  setPayCycle(i: number, value: number): void { this.integers[(i << 5) + 7] = value; }
  /** Day of the cycle (0 = the calendar's first day), or day of the month for the monthly cycle. */
  payPhase(i: number): number { return this.integers[(i << 5) + 8]!; }
  setPayPhase(i: number, value: number): void { this.integers[(i << 5) + 8] = value; }
  trigger(i: number): number { return this.numbers[(i << 1) + 0]!; }
  setTrigger(i: number, value: number): void { this.numbers[(i << 1) + 0] = value; }
  learnMinutes(i: number): number { return this.integers[(i << 5) + 9]!; }
  setLearnMinutes(i: number, value: number): void { this.integers[(i << 5) + 9] = value; }
  nextMidnight(i: number): number { return this.integers[(i << 5) + 10]!; }
  setNextMidnight(i: number, value: number): void { this.integers[(i << 5) + 10] = value; }
  payAt(i: number): number { return this.integers[(i << 5) + 11]!; }
  setPayAt(i: number, value: number): void { this.integers[(i << 5) + 11] = value; }
  metersOff(i: number): number { return this.integers[(i << 5) + 12]!; }
  setMetersOff(i: number, value: number): void { this.integers[(i << 5) + 12] = value; }
  offSince(i: number): number { return this.integers[(i << 5) + 13]!; }
  setOffSince(i: number, value: number): void { this.integers[(i << 5) + 13] = value; }
  offMinutes(i: number): number { return this.integers[(i << 5) + 14]!; }
  setOffMinutes(i: number, value: number): void { this.integers[(i << 5) + 14] = value; }
  firstOffAt(i: number): number { return this.integers[(i << 5) + 15]!; }
  setFirstOffAt(i: number, value: number): void { this.integers[(i << 5) + 15] = value; }
  /** The fuels of its first and last meter: the same where it has one meter. */
  firstFuel(i: number): number { return this.integers[(i << 5) + 16]!; }
  setFirstFuel(i: number, value: number): void { this.integers[(i << 5) + 16] = value; }
  lastFuel(i: number): number { return this.integers[(i << 5) + 17]!; }
  setLastFuel(i: number, value: number): void { this.integers[(i << 5) + 17] = value; }
  /** Unable to top up: waiting for money, or with a failed attempt outstanding. */
  unable(i: number): number { return this.integers[(i << 5) + 18]!; }
  setUnable(i: number, value: number): void { this.integers[(i << 5) + 18] = value; }
  metersInEmergencyCredit(i: number): number { return this.integers[(i << 5) + 19]!; }
  setMetersInEmergencyCredit(i: number, value: number): void { this.integers[(i << 5) + 19] = value; }
  emergencyCreditSince(i: number): number { return this.integers[(i << 5) + 20]!; }
  setEmergencyCreditSince(i: number, value: number): void { this.integers[(i << 5) + 20] = value; }
}

/** Setters of the instants at which something is due on a meter, and of others that may never come. */
const instants = [
  'setNext',
  'setTimer',
  'setInstitution',
  'setCrossingAt',
  'setEdgeAt',
  'setSelectAt',
  'setRearmAt',
  'setActAt',
  'setLearnAt',
  'setOnboardAt',
  'setAgentAt',
  'setProtectAt',
  'setRecommenceAt',
  'setCallAt',
  'setAnswerAt',
  'setVisitAt',
  'setOnboardedAt',
  'setLearntAt',
  'setFirstOffAt',
  'setSafeSince',
  'setVendedAt',
  'setDeviceLostAt',
  'setDeviceBackAt',
] as const satisfies readonly (keyof MeterColumns)[];

/** 32-bit words in which a home can be read and written: its two meters, then the household. */
export const homeWords = 2 * new MeterColumns().words + new HouseholdColumns().words;

/** Meters and households under way. */
export class Slots {
  readonly meters = new MeterColumns();
  readonly households = new HouseholdColumns();
  #capacity = 0;
  #used = 0;
  readonly #free: number[] = [];

  constructor(capacity: number) {
    this.#grow(capacity);
  }

  #grow(capacity: number): void {
    this.meters.grow(2 * capacity);
    this.households.grow(capacity);
    this.#capacity = capacity;
  }

  /** Makes a slot like that of a home to which nothing has happened and on which nothing is due. */
  blank(slot: number): void {
    const { meters, households } = this;
    meters.zero(2 * slot, 2 * slot + 2);
    households.zero(slot, slot + 1);
    for (let i = 2 * slot; i < 2 * slot + 2; i++) {
      for (const instant of instants) meters[instant](i, never);
      for (const key of ['setNeedKey', 'setAttemptKey', 'setOfferKey', 'setSpellKey', 'setRearmKey'] as const) meters[key](i, -1);
      meters.setRation(i, 1);
      meters.setThreshold(i, Infinity);
    }
    households.setPayAt(slot, never);
    households.setFirstOffAt(slot, never);
  }

  /** A slot whose contents are whatever was last in it. */
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#used === this.#capacity) this.#grow(this.#capacity * 2);
    return this.#used++;
  }

  giveBack(slot: number): void {
    assert(slot >= 0 && slot < this.#used, `slot ${slot} was never taken`);
    this.#free.push(slot);
  }

  /** The home in a slot as `homeWords` words. */
  read(slot: number, into: Int32Array): void {
    const { meters, households } = this;
    for (const fuel of [0, 1]) meters.read(2 * slot + fuel, into, fuel * meters.words);
    households.read(slot, into, 2 * meters.words);
  }

  /** Puts a home that was read into a slot. */
  write(slot: number, from: Int32Array): void {
    const { meters, households } = this;
    for (const fuel of [0, 1]) meters.write(2 * slot + fuel, from, fuel * meters.words);
    households.write(slot, from, 2 * meters.words);
  }

  copy(from: number, to: number): void {
    this.meters.copy(2 * from, 2 * from + 2, 2 * to);
    this.households.copy(from, from + 1, to);
  }
}

/**
 * Number of the draws of a need, an attempt, an offer or a spell: they follow the calendar (64 numbers a day, `day` counted from the
 * warm-up), so two policies under which a household lived differently for a while come back to the same luck on the same day.
 */
export function nextDayKey(last: number, day: number): number {
  const key = day * 64;
  return key > last ? key : last + 1;
}
