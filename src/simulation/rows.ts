// Allocates rows of a few whole numbers, which are known by number. They lie in blocks that never
// move, so that growing copies nothing; free rows are linked by their first column.
const blockBits = 12;
const blockRows = 1 << blockBits;
const none = -1;

export class Rows {
  readonly #columns: number;
  readonly #blocks: Int32Array[] = [];
  #count = 0;
  #free = none;

  constructor(columns: number) {
    this.#columns = columns;
  }

  get(row: number, column: number): number {
    return this.#blocks[row >> blockBits]![this.#place(row) + column]!;
  }
  set(row: number, column: number, value: number): void {
    this.#blocks[row >> blockBits]![this.#place(row) + column] = value;
  }

  /**
   * Allocates a row, whose contents are undefined, and returns its number. Numbers are small, and
   * reused.
   */
  take(): number {
    const row = this.#free;
    if (row !== none) {
      this.#free = this.get(row, 0);
      return row;
    }
    if (this.#count >> blockBits === this.#blocks.length)
      this.#blocks.push(new Int32Array(blockRows * this.#columns));
    return this.#count++;
  }

  giveBack(row: number): void {
    this.set(row, 0, this.#free);
    this.#free = row;
  }

  #place(row: number): number {
    return (row & (blockRows - 1)) * this.#columns;
  }
}
