import { AppError } from '../core/errors';

/** No date of Jira's is so far from 1970 in seconds, nor so near in milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * Epoch milliseconds. Jira writes `2026-11-24T09:30:00.000+0000`; of `changelog/bulkfetch` the schema says a text, the example a number, and that
 * one counts seconds.
 */
export function epochOf(time: string | number): number {
  const counted = typeof time === 'number' ? time : /^\d+$/.test(time) ? Number(time) : null;
  if (counted !== null) return counted < MILLISECONDS_FROM ? counted * 1_000 : counted;
  const at = Date.parse(String(time));
  if (Number.isNaN(at)) throw new AppError('unreadable', `Jira gave a time nobody can read: ${time}`);
  return at;
}
