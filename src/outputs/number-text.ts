// Numbers for people to read: thousands separators, a true minus sign, a dash where there is no figure. Files use cells.ts.

export const noFigure = '—';

/** One decimal below 100, none from there on, unless told. Never "−0". */
export function numberText(value: number, decimals = Math.abs(value) < 99.95 ? 1 : 0): string {
  if (Number.isNaN(value)) return noFigure;
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/u.test(text) ? `−${text}` : text;
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
