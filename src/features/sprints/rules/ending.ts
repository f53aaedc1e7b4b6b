import type { IssueId } from '../../../core/actor';
import type { SprintChange, SprintIssue } from '../../../core/sprints';

const HOUR = 3_600_000;

/** An active sprint was closed while work was unfinished and time was left (C2); within the grace period that is nobody's business (C3). */
export function isEarly(
  endDate: number | null,
  closedAt: number,
  unfinished: number,
  { graceHours }: { readonly graceHours: number },
): boolean {
  return unfinished > 0 && endDate !== null && closedAt < endDate - graceHours * HOUR;
}

/** Whether an issue counts as done: by its status' category, or by the board's last column where the project counts so and the board has one. */
export const isFinished = (issue: SprintIssue, lastColumn: readonly string[] | null): boolean =>
  lastColumn === null ? issue.done : lastColumn.includes(issue.statusId);

/** The status an issue had at that time, where it has changed since. `changes`: oldest first. */
export const statusBack = (changes: readonly SprintChange[] | undefined, at: number): string | null =>
  (changes ?? []).find((change) => change.statusBefore !== null && change.at > at)?.statusBefore ?? null;

/** Whether it was done at that time: what changed its status since is neither merit nor fault of then. An issue that cannot be seen was not. `doneStatuses`: those that count as done. */
export function wasFinished(
  issue: SprintIssue | undefined,
  changes: readonly SprintChange[] | undefined,
  at: number,
  doneStatuses: readonly string[] | null,
): boolean {
  if (issue === undefined) return false;
  const before = statusBack(changes, at);
  return before === null ? isFinished(issue, doneStatuses) : (doneStatuses ?? []).includes(before);
}

/** In rank order where all are of one bucket, as when they are read in the same breath; else, and those without a rank, as they stood before. */
export function inRankOrder(ids: readonly IssueId[], issues: ReadonlyMap<IssueId, SprintIssue>): readonly IssueId[] {
  const ranks = new Map(ids.flatMap((id) => [[id, issues.get(id)?.rank ?? ''] as const]));
  const known = [...ranks.values()].filter((rank) => rank !== '');
  if (new Set(known.map((rank) => rank.split('|')[0])).size > 1) return ids;
  const ranked = ids.filter((id) => ranks.get(id) !== '').sort((a, b) => compare(ranks.get(a) ?? '', ranks.get(b) ?? ''));
  return [...ranked, ...ids.filter((id) => ranks.get(id) === '')];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
