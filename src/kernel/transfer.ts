// Writes the fields of a class into words, or reads them back: one list of fields serves both. A
// class hands each of its fields over in turn (`this.balance = transfer.number(this.balance)`) and
// keeps what it is given back. The words are the same for either build of the kernel, so state can
// move between threads, and settings from the host into WASM.
//
// Each field takes two bits in a tag word and as many words as it needs: none for 0 and for
// `never`, one for a whole number, two for any other double. A tag word stands before its sixteen
// fields.
import {
  fromWords,
  highWord,
  i32,
  lowWord,
  newF64s,
  newI32s,
  type f64,
  type F64s,
  type I32s,
} from './platform.ts';
import { Law } from './random.ts';
import { never } from './time.ts';

const tagZero: i32 = 0;
const tagNever: i32 = 1;
const tagWhole: i32 = 2;
const tagDouble: i32 = 3;
const fieldsPerTagWord: i32 = 16;

export class Transfer {
  words: I32s;
  /** Where the next word goes or comes from. */
  at: i32 = 0;
  isReading: boolean = false;
  private tagAt: i32 = 0;
  private fields: i32 = 0;
  /** Laws by place, for what reads laws. */
  laws: Law[] = [];

  constructor(length: i32) {
    this.words = newI32s(length);
  }

  startWriting(at: i32): void {
    this.isReading = false;
    this.start(at);
  }
  startReading(at: i32): void {
    this.isReading = true;
    this.start(at);
  }
  private start(at: i32): void {
    this.at = at;
    this.fields = 0;
  }

  integer(value: i32): i32 {
    if (this.isReading) return this.readInteger();
    this.writeInteger(value);
    return value;
  }

  number(value: f64): f64 {
    if (this.isReading) return this.readNumber();
    const whole: i32 = i32(value);
    if (whole === value && highWord(value) !== -2147483648) this.writeInteger(whole);
    else {
      this.tag(tagDouble);
      this.words[this.at] = lowWord(value);
      this.words[this.at + 1] = highWord(value);
      this.at += 2;
    }
    return value;
  }

  flag(value: boolean): boolean {
    return this.integer(value ? 1 : 0) === 1;
  }

  /** An array of doubles; reading, the array given is filled in if it is as long. */
  numbers(values: F64s): F64s {
    const length: i32 = this.integer(values.length);
    const into: F64s = length === values.length ? values : newF64s(length);
    for (let index: i32 = 0; index < length; index++) into[index] = this.number(into[index]!);
    return into;
  }

  integers(values: I32s): I32s {
    const length: i32 = this.integer(values.length);
    const into: I32s = length === values.length ? values : newI32s(length);
    for (let index: i32 = 0; index < length; index++) into[index] = this.integer(into[index]!);
    return into;
  }

  /** A law by its place. */
  law(law: Law): Law {
    const place: i32 = this.integer(law.place);
    return this.isReading ? this.laws[place]! : law;
  }

  /** A word as it is, after all fields: for what the host reads where it stands. */
  word(value: i32): i32 {
    if (this.at === this.words.length) this.grow();
    if (!this.isReading) this.words[this.at] = value;
    this.at += 1;
    return this.words[this.at - 1]!;
  }

  private writeInteger(value: i32): void {
    if (value === 0) this.tag(tagZero);
    else if (value === never) this.tag(tagNever);
    else {
      this.tag(tagWhole);
      this.words[this.at] = value;
      this.at += 1;
    }
  }

  private readInteger(): i32 {
    const tag: i32 = this.readTag();
    if (tag === tagZero) return 0;
    if (tag === tagNever) return never;
    this.at += 1;
    return this.words[this.at - 1]!;
  }

  private readNumber(): f64 {
    const tag: i32 = this.readTag();
    if (tag === tagZero) return 0;
    if (tag === tagNever) return never;
    if (tag === tagWhole) {
      this.at += 1;
      return this.words[this.at - 1]!;
    }
    this.at += 2;
    return fromWords(this.words[this.at - 1]!, this.words[this.at - 2]!);
  }

  /** Makes room for a tag word where a new one begins, and for what one field may take. */
  private tag(tag: i32): void {
    const place: i32 = this.fields & (fieldsPerTagWord - 1);
    if (this.at + 4 > this.words.length) this.grow();
    if (place === 0) {
      this.tagAt = this.at;
      this.words[this.at] = 0;
      this.at += 1;
    }
    this.words[this.tagAt] = this.words[this.tagAt]! | (tag << (2 * place));
    this.fields += 1;
  }

  private readTag(): i32 {
    const place: i32 = this.fields & (fieldsPerTagWord - 1);
    if (place === 0) {
      this.tagAt = this.at;
      this.at += 1;
    }
    this.fields += 1;
    return (this.words[this.tagAt]! >> (2 * place)) & 3;
  }

  private grow(): void {
    const longer: I32s = newI32s(2 * this.words.length);
    for (let index: i32 = 0; index < this.words.length; index++) longer[index] = this.words[index]!;
    this.words = longer;
  }
}
