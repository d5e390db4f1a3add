// The state of a household. The kernel simulates one at a time: the current household, `home`.
import { monthly } from './codes.ts';
import { Meter } from './meter.ts';
import type { f64, i32 } from './platform.ts';
import { settings, type FuelSettings } from './settings.ts';
import { never } from './time.ts';
import type { Transfer } from './transfer.ts';

export class Household {
  number: i32 = 0;
  kind: i32 = 0;
  /** Whether smart meters of the home have working communications. Never changes. */
  hasWan: boolean = false;
  isVulnerable: boolean = false;
  isOnPsr: boolean = false;
  isMedicallyDependent: boolean = false;
  habit: i32 = 0;
  payCycle: i32 = monthly;
  /** Day of the cycle (0 = the calendar's first day), or day of the month of the monthly cycle. */
  payPhase: i32 = 0;
  trigger: f64 = 0;
  /** From a meter's onboarding until the household can use the SoLR's channel. */
  learnMinutes: i32 = 0;
  hasElectricity: boolean = false;
  hasGas: boolean = false;

  /** The current day, from the calendar's first; -1 before the first midnight. */
  today: i32 = -1;
  nextMidnight: i32 = 0;
  payAt: i32 = never;
  metersOff: i32 = 0;
  offSince: i32 = 0;
  offMinutes: i32 = 0;
  firstOffAt: i32 = never;
  /** Unable to top up: waiting for money, or with a failed attempt outstanding. */
  isUnable: boolean = false;
  metersInEmergencyCredit: i32 = 0;
  emergencyCreditSince: i32 = 0;
  /**
   * In `no-failure`: the minute at which its accounts are next read, to compare debts under
   * policies.
   */
  readAt: i32 = never;
  /** Number of executed state changes since this was last set to 0. */
  events: i32 = 0;

  electricity: Meter = new Meter(false);
  gas: Meter = new Meter(true);
  /** Its meters in order. Both are the same meter if there is only one. */
  first: Meter = this.electricity;
  last: Meter = this.gas;

  transfer(t: Transfer): void {
    this.number = t.integer(this.number);
    this.kind = t.integer(this.kind);
    this.hasWan = t.flag(this.hasWan);
    this.isVulnerable = t.flag(this.isVulnerable);
    this.isOnPsr = t.flag(this.isOnPsr);
    this.isMedicallyDependent = t.flag(this.isMedicallyDependent);
    this.habit = t.integer(this.habit);
    this.payCycle = t.integer(this.payCycle);
    this.payPhase = t.integer(this.payPhase);
    this.trigger = t.number(this.trigger);
    this.learnMinutes = t.integer(this.learnMinutes);
    this.hasElectricity = t.flag(this.hasElectricity);
    this.hasGas = t.flag(this.hasGas);
    this.today = t.integer(this.today);
    this.nextMidnight = t.integer(this.nextMidnight);
    this.payAt = t.integer(this.payAt);
    this.metersOff = t.integer(this.metersOff);
    this.offSince = t.integer(this.offSince);
    this.offMinutes = t.integer(this.offMinutes);
    this.firstOffAt = t.integer(this.firstOffAt);
    this.isUnable = t.flag(this.isUnable);
    this.metersInEmergencyCredit = t.integer(this.metersInEmergencyCredit);
    this.emergencyCreditSince = t.integer(this.emergencyCreditSince);
    this.readAt = t.integer(this.readAt);
    this.events = t.integer(this.events);
    if (this.hasElectricity) this.electricity.transfer(t);
    if (this.hasGas) this.gas.transfer(t);
    if (t.isReading) this.order();
  }

  /** Orders its meters and sets the fields that follow from the kind of meter and the day. */
  order(): void {
    this.first = this.hasElectricity ? this.electricity : this.gas;
    this.last = this.hasGas ? this.gas : this.electricity;
    this.orderMeter(this.electricity, settings.electricity, 0);
    this.orderMeter(this.gas, settings.gas, 1);
  }

  private orderMeter(meter: Meter, fuel: FuelSettings, place: i32): void {
    meter.settings = settings.meters[2 * this.kind + place]!;
    meter.fuel = fuel;
    if (this.today >= 0) meter.shape = fuel.shapeOfDay[this.today]!;
  }

  /** Whether the household waits for money for any of its meters. */
  isWaitingForMoney(): boolean {
    return this.first.isWaitingForMoney || this.last.isWaitingForMoney;
  }
}

/** The current household. */
export const home: Household = new Household();
