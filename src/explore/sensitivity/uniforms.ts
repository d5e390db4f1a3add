// Random numbers of a design, one after the other.
import { seedKey, Streams } from '../../random/streams.ts';

/** Numbers from 0 to 1, each as likely. */
export type Uniforms = () => number;

/** The same numbers for the same text. */
export function uniformsOf(text: string): Uniforms {
  const streams = new Streams(seedKey(text), 1);
  let draw = 0;
  return () => streams.uniform(draw++, 0, 0);
}
