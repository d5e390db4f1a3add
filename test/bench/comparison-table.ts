// Prints rows of two sides with the ratio of each round: its median, least and greatest.
import { median, pairedRatio } from './paired-ratios.ts';
import type { Row } from './two-builds.ts';

const nameWidth = 92;

export function printHeading(other: string, ours: string): void {
  const ratio = `${other}/${ours}`;
  console.log(
    `${'name'.padEnd(nameWidth)} ${other.padStart(9)} ${ours.padStart(9)} unit  ` +
      `${ratio.padStart(9)}  least–greatest  rounds`,
  );
}

export function printRow({ name, unit, other, ours }: Row): void {
  const { median: middle, least, greatest } = pairedRatio(other, ours);
  console.log(
    `${name.padEnd(nameWidth)} ${number(median(other)).padStart(9)}` +
      ` ${number(median(ours)).padStart(9)} ${unit.padEnd(5)} ${middle.toFixed(2).padStart(9)}` +
      `  ${`${least.toFixed(2)}–${greatest.toFixed(2)}`.padStart(14)}  ${ours.length}`,
  );
}

function number(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
}
