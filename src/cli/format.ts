/** `12,300` */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** `1 paper`, `12,300 papers` */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `512 bytes`, `3.4 MB` */
export function bytes(number: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(number, 1)) / 3), UNITS.length - 1);
  const value = number / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[step]}`;
}

/** `2026-06-03 12:00 UTC` for an ISO instant. */
export function instant(iso: string): string {
  return iso === '' ? 'never' : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Lines of two columns, the first as wide as its widest. */
export function columns(rows: readonly (readonly [string, string])[], indent = ''): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${indent}${name.padEnd(width)}  ${text}`.trimEnd());
}
