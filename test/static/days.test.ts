import * as fc from 'fast-check';
import { endOfDay, startOfDay } from '../../static/backlog/zone';

const iso = (at: number): string => new Date(at).toISOString();

test.each([
  ['2026-11-24', 'UTC', '2026-11-24T00:00:00.000Z', '2026-11-24T23:59:59.999Z'],
  ['2026-11-24', 'America/New_York', '2026-11-24T05:00:00.000Z', '2026-11-25T04:59:59.999Z'],
  ['2026-11-24', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z', '2026-11-24T18:29:59.999Z'],
  // The clocks change within these days: they have 23 and 25 hours.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
  ['2026-04-05', 'Pacific/Auckland', '2026-04-04T11:00:00.000Z', '2026-04-05T11:59:59.999Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
])('%s in %s', (day, zone, from, until) => {
  expect(iso(startOfDay(day, zone))).toBe(from);
  expect(iso(endOfDay(day, zone))).toBe(until);
});

test('days follow one another without a gap', () => {
  const zone = fc.constantFrom('Pacific/Auckland', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  const days = fc.integer({ min: 0, max: 3_000 }).map((count) => Date.UTC(2024, 0, 1) + count * 86_400_000);
  fc.assert(
    fc.property(zone, days, (timeZone, at) => {
      const day = iso(at).slice(0, 10);
      const next = iso(at + 86_400_000).slice(0, 10);
      expect(startOfDay(next, timeZone)).toBe(endOfDay(day, timeZone) + 1);
      const shown = new Intl.DateTimeFormat('en-CA', { timeZone }).format(startOfDay(day, timeZone));
      expect(shown).toBe(day);
    }),
  );
});
