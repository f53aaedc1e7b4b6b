const PATTERN = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * An ISO 8601 duration (`P91D`, `PT5M`, `P1Y2M`) as milliseconds from `from` on; years and months are those of the calendar, in UTC.
 * `undefined` if the text is none.
 */
export function durationMs(text: string, from: number): number | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const target = new Date(from);
  target.setUTCFullYear(target.getUTCFullYear() + (years ?? 0), target.getUTCMonth() + (months ?? 0));
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0);
  return (
    target.getTime() -
    from +
    wholeDays * 86_400_000 +
    (hours ?? 0) * 3_600_000 +
    (minutes ?? 0) * 60_000 +
    Math.round((seconds ?? 0) * 1_000)
  );
}
