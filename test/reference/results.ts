// What is compared with the program: meters, spells, calls, visits, figures and cuts by hour.
import type { Fuel } from '../../src/scenario/scenario.ts';
import { netCredit, type Totals } from './account.ts';
import type { ContactCentre } from './contact-centre.ts';
import type { Home, Meter } from './home.ts';
import type { PolicyRun, Spell } from './policy-run.ts';
import { cutsByHourOf, measuresOf, type CutsByHour, type Measures } from './measures.ts';
import { never } from './units.ts';

/** One meter from day 0 to the horizon; money in micropounds. */
interface MeterResult extends Totals {
  readonly household: number;
  readonly fuel: Fuel;
  readonly meterKind: string;
  readonly vulnerable: boolean;
  readonly psr: boolean;
  readonly medical: boolean;
  readonly habit: string;
  readonly annualKwh: number;
  readonly openingNet: number;
  readonly closingNet: number;
  readonly onboardedMinute: number | null;
  readonly safeMode: boolean;
  readonly spells: number;
  readonly offMinutes: number;
}

export interface PolicyResult {
  readonly policy: string;
  readonly spells: readonly Spell[];
  readonly meters: readonly MeterResult[];
  readonly calls: number;
  readonly abandoned: number;
  readonly visits: number;
  readonly measures: Measures;
  readonly cutsByHour: CutsByHour;
}

export function policyResult(
  policy: string,
  run: PolicyRun,
  contactCentre: ContactCentre,
  twin: PolicyRun,
): PolicyResult {
  const { calls, abandoned, visits } = contactCentre;
  const { homes, spells } = run;
  const meters = homes.flatMap((home) =>
    home.meters.map((meter) => meterResult(home, meter, spells)),
  );
  return {
    ...{ policy, spells, meters, calls, abandoned, visits },
    measures: measuresOf(run, twin, { calls: calls - abandoned, visits }),
    cutsByHour: cutsByHourOf(run),
  };
}

function meterResult(home: Home, meter: Meter, allSpells: readonly Spell[]): MeterResult {
  const spells = allSpells.filter(
    ({ household, fuel }) => household === home.index && fuel === meter.fuel,
  );
  return {
    household: home.index,
    fuel: meter.fuel,
    meterKind: home.kind,
    vulnerable: home.vulnerable,
    psr: home.psr,
    medical: home.medical,
    habit: home.habit,
    annualKwh: meter.annualKwh,
    openingNet: meter.openingNet,
    closingNet: netCredit(meter.account),
    ...meter.totals,
    onboardedMinute: meter.onboardedAt === never ? null : meter.onboardedAt,
    safeMode: meter.wasInSafeMode,
    spells: spells.length,
    // C1: armed counts as off.
    offMinutes: spells.reduce(
      (sum, { startMinute, endMinute }) => sum + endMinute - startMinute,
      0,
    ),
  };
}
