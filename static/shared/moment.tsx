const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "2 hours ago" in the reader's language; the exact moment on hover. */
export function when(at: number, now: number, locale: string): { readonly relative: string; readonly exact: string; readonly iso: string } {
  const seconds = Math.round((at - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
  const date = new Date(at);
  return {
    relative: unit === 'second' ? format.format(0, 'second') : format.format(Math.trunc(seconds / size), unit),
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date),
    iso: date.toISOString(),
  };
}
