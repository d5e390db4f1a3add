// Kinds of number: bounded, whole, shares, pounds.
import { definition, type Kind } from './kind.ts';

interface NumberLimits {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  /** What is allowed, without "from … to …". */
  readonly noun?: string;
  readonly example?: number;
}

/** 10000 as 10,000, for people. */
export const grouped = (value: number): string => {
  const [whole = '', decimals] = String(value).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (decimals === undefined ? '' : `.${decimals}`);
};

export function numberKind({
  min,
  max,
  whole = false,
  noun = whole ? 'a whole number' : 'a number',
  example = min,
}: NumberLimits): Kind<number> {
  return {
    allowed: `${noun} from ${grouped(min)} to ${grouped(max)}`,
    json: { type: whole ? 'integer' : 'number', minimum: min, maximum: max },
    read(found, refuse) {
      if (typeof found !== 'number') return refuse(numberFix(found, example));
      if (!Number.isFinite(found)) return refuse(`write a number, such as ${example}`);
      if (found < min) return refuse(`write ${min} or more`);
      if (found > max)
        return refuse(max === 1 && found <= 100 ? percentFix(found) : `write ${max} or less`);
      if (whole && !Number.isInteger(found))
        return refuse(`write ${Math.floor(found)} or ${Math.ceil(found)}`);
      return found + 0; // -0 is 0
    },
  };
}

const percentFix = (percent: number): string =>
  `write 1 or less; if ${percent} is a percentage, write ` +
  `${Number((percent / 100).toPrecision(12))}`;

/** How to turn something else into a number. */
function numberFix(found: unknown, example: number): string {
  if (found === null)
    return `write a number, such as ${example}, or remove the key to keep the default`;
  if (typeof found !== 'string' || found.length > 60) return `write one number, such as ${example}`;
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(found);
  if (percent !== null) return `write ${Number((Number(percent[1]) / 100).toPrecision(12))}`;
  const digits = found.replace(/^[£$€]\s*|\s*(?:p|kWh|£)$|(?<=\d)[,_](?=\d{3})/g, '').trim();
  if (digits !== '' && Number.isFinite(Number(digits))) {
    return digits === found
      ? `remove the quotes: write ${digits}`
      : `write the number alone: ${Number(digits)}`;
  }
  return `write a number, such as ${example}`;
}

export const share: Kind<number> = {
  ...numberKind({ min: 0, max: 1, noun: 'a share', example: 0.5 }),
  json: definition('share'),
};

export const pounds: Kind<number> = numberKind({
  min: 0,
  max: 10_000,
  noun: 'pounds, a number',
  example: 10,
});
