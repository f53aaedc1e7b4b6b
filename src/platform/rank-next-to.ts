import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import type { Anchor } from '../core/rank';
import { callJira } from './jira-client';

/** https://developer.atlassian.com/cloud/jira/software/rest/api-group-issue/#api-rest-agile-1-0-issue-rank-put */
const MOST_ISSUES = 50;

/** 204 says nothing: all are ranked. 207 has every issue's outcome. */
export const rankAnswer = z.optional(
  z.object({ entries: z.array(z.object({ issueId: z.union([z.number(), z.string()]), status: z.number() })) }),
);

/** Ranks as the caller or as the app, for 1 point. Answers the issues that Jira did not rank. */
export async function rankNextTo(as: 'user' | 'app', ids: readonly IssueId[], anchor: Anchor): Promise<readonly IssueId[]> {
  if (ids.length > MOST_ISSUES) throw new RangeError(`One call ranks at most ${MOST_ISSUES} issues, not ${ids.length}`);
  if (ids.length === 0) return [];
  const answer = await callJira({
    as,
    method: 'PUT',
    path: route`/rest/agile/1.0/issue/rank`,
    body: { issues: ids, ...('after' in anchor ? { rankAfterIssue: anchor.after } : { rankBeforeIssue: anchor.before }) },
    answer: rankAnswer,
  });
  return notRanked(ids, answer);
}

/** An issue that a 207 does not name may be ranked or not: to try it again does no harm, to forget it does. */
export function notRanked(ids: readonly IssueId[], answer: z.infer<typeof rankAnswer>): readonly IssueId[] {
  if (answer === undefined) return [];
  const ranked = new Set(answer.entries.filter(({ status }) => status === 200).map(({ issueId }) => String(issueId)));
  return ids.filter((id) => !ranked.has(id));
}
