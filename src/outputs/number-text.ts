// Numbers for people to read: thousands separators, a true minus sign, a dash where there is no
// figure. Files use cells.ts.

export const noFigure = '—';

/** One decimal below 100, none above, by default. Never "−0". */
export function numberText(value: number, decimals = Math.abs(value) < 99.95 ? 1 : 0): string {
  if (Number.isNaN(value)) return noFigure;
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/u.test(text) ? `−${text}` : text;
}

/** `1 point`, `1,234 policies` */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count, 0)} ${count === 1 ? one : many}`;
}

/** `1,234 ± 56`, both with the decimals of the first; `signed` puts a plus before a gain. */
export function spreadText(value: number, half: number, signed = false): string {
  if (Number.isNaN(value)) return noFigure;
  const decimals = Math.abs(value) < 99.95 && !(half >= 99.95) ? 1 : 0;
  const text = numberText(value, decimals);
  const plus = signed && value > 0 && /[1-9]/u.test(text) ? '+' : '';
  return `${plus}${text} ± ${Number.isNaN(half) ? noFigure : numberText(half, decimals)}`;
}

/** `£15.96`, without pence from £100 on. */
export function moneyText(value: number): string {
  if (Number.isNaN(value)) return noFigure;
  const text = numberText(Math.abs(value), Math.abs(value) < 99.995 ? 2 : 0);
  return value < 0 && /[1-9]/u.test(text) ? `−£${text}` : `£${text}`;
}

/** `12.3 %` */
export function shareText(share: number): string {
  return Number.isNaN(share) ? noFigure : `${numberText(share * 100, 1)} %`;
}

/** A metric's figure with the sign of its unit: `12.3 %`, `£3.24`, `1,234`. */
export function figureText(value: number, unit: string): string {
  if (unit === 'share') return shareText(value);
  return unit === 'gbp' ? moneyText(value) : numberText(value);
}

/** A number as text with the sign of its unit; of a share the number is the percentage. */
export function withUnit(text: string, unit: string): string {
  if (unit === 'share') return `${text} %`;
  return unit === 'gbp' ? text.replace(/^([+−]?)/u, '$1£') : text;
}

/**
 * A difference of two figures with the half of its interval: `+1.2 ± 0.3 points` of a share in
 * percent, `+£1.20 ± 0.30`.
 */
export function differenceText(difference: number, half: number, unit: string): string {
  if (Number.isNaN(difference)) return noFigure;
  if (unit === 'share') return `${spreadText(100 * difference, 100 * half, true)} points`;
  if (unit !== 'gbp') return spreadText(difference, half, true);
  const money = moneyText(difference);
  return (
    `${difference > 0 && /[1-9]/u.test(money) ? '+' : ''}${money} ± ` +
    moneyText(half).replace('£', '')
  );
}
