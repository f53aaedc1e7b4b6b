/** A moment as `<input type="datetime-local">` writes it, `2026-03-29T14:30`, where a reader lives: epoch milliseconds; NaN where it is none. */
export function momentAt(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return NaN;
  // The zone's offset there; once more, since the first guess may lie on the other side of a change of clocks.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(guess, timeZone);
}

/** The same the other way round. */
export const localAt = (at: number, timeZone: string): string => new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);

/** The first moment of a day, `2026-03-29`, where a reader lives: epoch milliseconds. */
export const startOfDay = (day: string, timeZone: string): number => momentAt(`${day}T00:00`, timeZone);

/** The last millisecond of a day. */
export function endOfDay(day: string, timeZone: string): number {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return startOfDay(next, timeZone) - 1;
}

const DAY_MS = 86_400_000;

/** How far a zone's clocks are ahead of UTC. To the minute: of zones since 1972 none has seconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')) - Math.floor(at / 60_000) * 60_000;
}
