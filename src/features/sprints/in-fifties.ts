import type { IssueId } from '../../core/actor';
import { RejectedError } from '../../core/errors';

/** What Jira moves in one call. */
const MOST_MOVED = 50;

/**
 * Moves issues fifty a call, in order. What Jira refuses is tried in halves, so that one issue does not keep forty-nine from their place. `moved` is told after each call
 * that went well. Answers those that were refused one by one.
 */
export async function inFifties(
  issues: readonly IssueId[],
  move: (some: readonly IssueId[]) => Promise<void>,
): Promise<readonly IssueId[]> {
  const refused: IssueId[] = [];
  for (let start = 0; start < issues.length; start += MOST_MOVED)
    refused.push(...(await halving(issues.slice(start, start + MOST_MOVED), move)));
  return refused;
}

async function halving(issues: readonly IssueId[], move: (some: readonly IssueId[]) => Promise<void>): Promise<readonly IssueId[]> {
  try {
    await move(issues);
    return [];
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    if (issues.length <= 1) return issues;
    const half = Math.ceil(issues.length / 2);
    return [...(await halving(issues.slice(0, half), move)), ...(await halving(issues.slice(half), move))];
  }
}
