// State of the households under way, as columns indexed by slot: a household in slot s has its electricity meter in meter slot 2s and
// its gas meter in 2s + 1. A slot is taken when a household's life begins and given back when it is told, so the columns stay small
// and warm however many households there are. Rules over these columns are in the files beside this one and in engine/.
import { assert } from '../errors.ts';
import { never } from './money.ts';

export const supply = { on: 0, armed: 1, off: 2 } as const;
export const mode = { prepayment: 0, safe: 1 } as const;

type Column = Float64Array | Int32Array | Uint8Array;

/** Per meter. Money in micropounds, instants in minutes from day 0, `never` where nothing is due. */
export class MeterColumns {
  /** Position of its settings: 2 × meter kind + fuel. */
  rules = new Uint8Array(0);

  // The account
  balance = new Float64Array(0);
  emergencyCreditLimit = new Float64Array(0);
  emergencyCreditLeft = new Float64Array(0);
  /** Emergency credit drawn and not repaid. */
  emergencyCreditUsed = new Float64Array(0);
  offered = new Uint8Array(0);
  selected = new Uint8Array(0);
  accumulatedDebt = new Float64Array(0);
  /** Debt still to be recovered by weekly instalments and shares of vends. */
  debt = new Float64Array(0);
  /** A seventh of the weekly instalment. */
  instalment = new Float64Array(0);
  supply = new Uint8Array(0);
  mode = new Uint8Array(0);
  /** All-week non-disablement, set by an agent. */
  alwaysProtected = new Uint8Array(0);

  // Energy: cost = round(energyExact + demandPerDay × (share of the day since segmentStart)), cumulative since the warm-up began
  energyPosted = new Float64Array(0);
  energyExact = new Float64Array(0);
  segmentStart = new Int32Array(0);
  /** Micropounds of energy on an average day. */
  costPerDay = new Float64Array(0);
  annualKwh = new Float64Array(0);
  /** Cost of the day under way, before rationing. */
  costToday = new Float64Array(0);
  ration = new Float64Array(0);
  /** Posted energy at which the next threshold is reached, Infinity where there is none. */
  threshold = new Float64Array(0);
  /** Logarithm of today's day factor, in standard deviations. */
  dayLevel = new Float64Array(0);

  // What is due: next = min(crossingAt, timer); timer = the earliest below it; institution = the earliest of the institutional ones
  next = new Int32Array(0);
  timer = new Int32Array(0);
  institution = new Int32Array(0);
  crossingAt = new Int32Array(0);
  edgeAt = new Int32Array(0);
  selectAt = new Int32Array(0);
  rearmAt = new Int32Array(0);
  actAt = new Int32Array(0);
  learnAt = new Int32Array(0);
  onboardAt = new Int32Array(0);
  agentAt = new Int32Array(0);
  protectAt = new Int32Array(0);
  recommenceAt = new Int32Array(0);
  callAt = new Int32Array(0);
  answerAt = new Int32Array(0);
  visitAt = new Int32Array(0);

  // Institutions
  onboardedAt = new Int32Array(0);
  learntAt = new Int32Array(0);
  recommenceTries = new Int32Array(0);
  deviceLostAt = new Int32Array(0);
  deviceBackAt = new Int32Array(0);
  devicesLost = new Int32Array(0);
  /** Real-valued instant of the call under way. */
  callInstant = new Float64Array(0);

  // The household's dealings with this meter
  need = new Uint8Array(0);
  payday = new Uint8Array(0);
  moneyAsked = new Uint8Array(0);
  short = new Uint8Array(0);
  funded = new Uint8Array(0);
  waiting = new Uint8Array(0);
  failed = new Uint8Array(0);
  /** An attempt failed for want of a channel since credit last stood above the trigger. */
  wantedChannel = new Uint8Array(0);
  needKey = new Int32Array(0);
  attemptKey = new Int32Array(0);
  offerKey = new Int32Array(0);
  spellKey = new Int32Array(0);
  rearmKey = new Int32Array(0);

  // The spell under way
  offSince = new Int32Array(0);
  cause = new Uint8Array(0);
  /** What armed it. */
  armedBy = new Uint8Array(0);

  // What is told at the horizon, from day 0
  openingNet = new Float64Array(0);
  openingEnergy = new Float64Array(0);
  vended = new Float64Array(0);
  debtRepaid = new Float64Array(0);
  creditGranted = new Float64Array(0);
  charges = new Float64Array(0);
  debtAtOnboarding = new Float64Array(0);
  vends = new Int32Array(0);
  failedVends = new Int32Array(0);
  spells = new Int32Array(0);
  spellsNoChannel = new Int32Array(0);
  spellsNoMoney = new Int32Array(0);
  offMinutes = new Int32Array(0);
  longestSpell = new Int32Array(0);
  firstOffAt = new Int32Array(0);
  inEmergencyCredit = new Uint8Array(0);
  visitWanted = new Uint8Array(0);
  visitAskedAt = new Int32Array(0);
  /** Minute of the latest vend: a need opened in that minute is not acted on in it. */
  vendedAt = new Int32Array(0);
  everSafe = new Uint8Array(0);
  safeSince = new Int32Array(0);
  calls = new Int32Array(0);
  callsAbandoned = new Int32Array(0);
  visits = new Int32Array(0);
}

/** Instants at which something is due on a meter, and other instants that may never come. */
const instantColumns = [
  'next',
  'timer',
  'institution',
  'crossingAt',
  'edgeAt',
  'selectAt',
  'rearmAt',
  'actAt',
  'learnAt',
  'onboardAt',
  'agentAt',
  'protectAt',
  'recommenceAt',
  'callAt',
  'answerAt',
  'visitAt',
  'onboardedAt',
  'learntAt',
  'firstOffAt',
  'safeSince',
  'vendedAt',
  'deviceLostAt',
  'deviceBackAt',
] as const satisfies readonly (keyof MeterColumns)[];

/** Per household. */
export class HouseholdColumns {
  household = new Int32Array(0);
  kind = new Uint8Array(0);
  wan = new Uint8Array(0);
  vulnerable = new Uint8Array(0);
  psr = new Uint8Array(0);
  medical = new Uint8Array(0);
  habit = new Uint8Array(0);
  payCycle = new Uint8Array(0);
  /** Day of the cycle (0 = the calendar's first day), or day of the month for the monthly cycle. */
  payPhase = new Int32Array(0);
  trigger = new Float64Array(0);
  learnMinutes = new Int32Array(0);
  nextMidnight = new Int32Array(0);
  payAt = new Int32Array(0);
  metersOff = new Uint8Array(0);
  offSince = new Int32Array(0);
  offMinutes = new Int32Array(0);
  firstOffAt = new Int32Array(0);
  /** The fuels of its first and last meter: the same where it has one meter. */
  firstFuel = new Uint8Array(0);
  lastFuel = new Uint8Array(0);
  /** Unable to top up: waiting for money, or with a failed attempt outstanding. */
  unable = new Uint8Array(0);
  metersInEmergencyCredit = new Uint8Array(0);
  emergencyCreditSince = new Int32Array(0);
}

/** The columns of one element type and stride, kept as a list so that a slot is copied or cleared without naming each. */
interface ColumnList {
  readonly perSlot: number;
  readonly floats: Float64Array[];
  readonly integers: Int32Array[];
  readonly bytes: Uint8Array[];
}

/** Meters and households under way. */
export class Slots {
  readonly meters = new MeterColumns();
  readonly households = new HouseholdColumns();
  #lists: readonly ColumnList[] = [];
  #capacity = 0;
  #used = 0;
  readonly #free: number[] = [];

  constructor(capacity: number) {
    this.#grow(capacity);
  }

  #grow(capacity: number): void {
    this.#lists = ([[this.meters, 2], [this.households, 1]] as const).map(([columns, perSlot]) => {
      const list: ColumnList = { perSlot, floats: [], integers: [], bytes: [] };
      const record = columns as unknown as Record<string, Column>;
      for (const name of Object.keys(record)) {
        const old = record[name]!;
        const grown = new (old.constructor as new (length: number) => Column)(capacity * perSlot);
        grown.set(old);
        record[name] = grown;
        if (grown instanceof Float64Array) list.floats.push(grown);
        else if (grown instanceof Int32Array) list.integers.push(grown);
        else list.bytes.push(grown);
      }
      return list;
    });
    this.#capacity = capacity;
  }

  /** Makes a slot like that of a home to which nothing has happened and on which nothing is due. */
  blank(slot: number): void {
    for (const { perSlot, floats, integers, bytes } of this.#lists) {
      for (const column of [...floats, ...integers, ...bytes]) column.fill(0, slot * perSlot, (slot + 1) * perSlot);
    }
    const { meters, households } = this;
    for (let i = 2 * slot; i < 2 * slot + 2; i++) {
      for (const name of instantColumns) meters[name][i] = never;
      for (const key of [meters.needKey, meters.attemptKey, meters.offerKey, meters.spellKey, meters.rearmKey]) key[i] = -1;
      meters.ration[i] = 1;
      meters.threshold[i] = Infinity;
    }
    households.payAt[slot] = never;
    households.firstOffAt[slot] = never;
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

  copy(from: number, to: number): void {
    for (const { perSlot, floats, integers, bytes } of this.#lists) {
      const source = from * perSlot;
      const target = to * perSlot;
      for (const column of floats) for (let i = 0; i < perSlot; i++) column[target + i] = column[source + i]!;
      for (const column of integers) for (let i = 0; i < perSlot; i++) column[target + i] = column[source + i]!;
      for (const column of bytes) for (let i = 0; i < perSlot; i++) column[target + i] = column[source + i]!;
    }
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
