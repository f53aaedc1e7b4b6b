import { CONTENTS, type Content, type ContentChange, type ScoringHistory } from '../../core/scores';

/** Days a score counts as fresh, by default and as a project may set it (S6). */
export const DEFAULT_STALE_DAYS = 90;
export const STALE_DAYS = { least: 7, most: 730 } as const;

const DAY_MS = 86_400_000;

export interface Stale {
  /** What changed since, in the order of `CONTENTS`; last, that it was given too long ago. */
  readonly because: readonly (Content | 'age')[];
  /** When something of that changed last; null: only time has passed. */
  readonly changedAt: number | null;
}

/**
 * Whether a score is old: given longer ago than `limitDays` (null: that is no reason), or before the summary, the description or the estimate became another.
 * What was changed in the same moment as the answers was known to whoever gave them; what was changed and changed back, or in its white space alone, is as it was.
 * Times are epoch milliseconds.
 */
export function staleness(scoredAt: number, changes: readonly ContentChange[], now: number, limitDays: number | null): Stale | null {
  const later = changes.filter(({ at }) => at > scoredAt).sort((one, other) => one.at - other.at);
  const fields = [...new Set(later.map(({ field }) => field))];
  const really = fields
    .map((field) => later.filter((change) => change.field === field))
    .filter(isAnother)
    .flat();
  const contents = CONTENTS.filter((content) => really.some(({ of }) => of === content));
  const isOld = limitDays !== null && now - scoredAt > limitDays * DAY_MS;
  if (contents.length === 0 && !isOld) return null;
  return {
    because: [...contents, ...(isOld ? (['age'] as const) : [])],
    changedAt: really.length === 0 ? null : Math.max(...really.map(({ at }) => at)),
  };
}

/** Changes of one field, oldest first: whether it reads otherwise than before the first. Where Jira shows no text at all, a change is a change. */
function isAnother(changes: readonly ContentChange[]): boolean {
  const [before, after] = [changes[0]?.from ?? '', changes.at(-1)?.to ?? ''];
  if (changes.every(({ from, to }) => from === '' && to === '')) return true;
  return isNumber(before) && isNumber(after) ? Number(before) !== Number(after) : words(before) !== words(after);
}

const words = (text: string): string => text.trim().replace(/\s+/g, ' ');
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/**
 * When the answers an issue has now were given, or found still right. Without a change in its history they are as old as the issue: its creator gave them.
 */
export const scoringTime = ({ scoredAt }: Pick<ScoringHistory, 'scoredAt'>, createdAt: number, confirmedAt: number | null): number =>
  Math.max(scoredAt ?? createdAt, confirmedAt ?? 0);
