const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 days", in whole units and in the reader's language; null: less than a minute. */
export function durationText(milliseconds: number, locale: string): string | null {
  const found = UNITS.find(([, size]) => milliseconds >= size);
  if (found === undefined) return null;
  const [unit, size] = found;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(milliseconds / size));
}
