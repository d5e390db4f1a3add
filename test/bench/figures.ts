// Figures as they are measured: printed at once and kept for history.csv.
import { appendFileSync } from 'node:fs';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export class Figures {
  readonly #figures: Figure[] = [];

  /** Prints a figure and keeps it. */
  add(name: string, value: number, unit: string): void {
    this.keep({ name, value, unit });
    const text = value.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
    console.log(`${name.padEnd(64)} ${text.padStart(12)} ${unit}`);
  }

  /** Keeps a figure that is printed elsewhere. */
  keep(figure: Figure): void {
    this.#figures.push(figure);
  }

  /** Appends what was kept: date, version of Node, name, value, unit. */
  appendTo(file: string): void {
    const day = new Date().toISOString().slice(0, 10);
    const lines = this.#figures.map(
      ({ name, value, unit }) =>
        `${day},${process.version},"${name.trim()}",${value.toPrecision(4)},${unit}\n`,
    );
    appendFileSync(file, lines.join(''));
  }
}
