import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import { AppError } from '../core/errors';
import { callJira } from './jira-client';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post */
const MOST_ISSUES = 100;
/** A site's app shares its limits with itself: enough to be quick, too few to be a burst. */
const MOST_AT_ONCE = 5;

const failures = z.optional(z.array(z.object({ id: z.optional(z.string()) })));

export interface BulkFetch<T> {
  readonly as: 'user' | 'app';
  readonly ids: readonly IssueId[];
  readonly fields: readonly string[];
  readonly issue: z.ZodMiniType<T>;
}

/** Issues as they are now, not as the search index has them, in hundreds. Those that cannot be seen are left out. A call costs 1 point, and 1 an issue. */
export async function bulkFetch<T>({ ids, ...request }: BulkFetch<T>): Promise<readonly T[]> {
  const distinct = [...new Set(ids)];
  const pages: (readonly IssueId[])[] = [];
  for (let start = 0; start < distinct.length; start += MOST_ISSUES) pages.push(distinct.slice(start, start + MOST_ISSUES));
  const found: T[] = [];
  for (let start = 0; start < pages.length; start += MOST_AT_ONCE) {
    const answers = await Promise.all(pages.slice(start, start + MOST_AT_ONCE).map((page) => fetchPage({ ids: page, ...request })));
    found.push(...answers.flat());
  }
  return found;
}

/**
 * Jira lists apart what it could not give this time, for load or size. Such an issue is there: to leave it out would call it unseen.
 * It is asked for again with fewer beside it.
 */
async function fetchPage<T>({ as, ids, fields, issue }: BulkFetch<T>): Promise<readonly T[]> {
  const found: T[] = [];
  let wanted = ids;
  while (wanted.length > 0) {
    const page: { readonly issues: T[]; readonly issueErrors?: z.infer<typeof failures> } = await callJira({
      as,
      method: 'POST',
      path: route`/rest/api/3/issue/bulkfetch`,
      body: { issueIdsOrKeys: wanted, fields },
      answer: z.object({ issues: z.array(issue), issueErrors: failures }),
    });
    found.push(...page.issues);
    const failed = new Set(page.issueErrors?.map(({ id }) => id));
    if (failed.size === 0) break;
    const left = wanted.filter((id) => failed.has(id));
    if (left.length === 0 || left.length === wanted.length) {
      throw new AppError('unavailable', `POST /rest/api/3/issue/bulkfetch: ${failed.size} issues could not be read`);
    }
    wanted = left;
  }
  return found;
}
