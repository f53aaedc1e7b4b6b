import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import { callJira } from './jira-client';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-changelog-bulkfetch-post */
const MOST_ISSUES = 1_000;
/** Oldest first and no "since": the largest page gets to the newest soonest. */
const LARGEST_PAGE = 10_000;
const MOST_AT_ONCE = 5;

export interface Changelog<Entry> {
  readonly issueId: IssueId;
  readonly changeHistories: readonly Entry[];
}

/** The answer of `changelog/bulkfetch`, with entries as whoever reads it wants them. */
export const changelogPage = <Entry>(entry: z.ZodMiniType<Entry>) =>
  z.object({
    issueChangeLogs: z.array(z.object({ issueId: z.string(), changeHistories: z.array(entry) })),
    nextPageToken: z.nullish(z.string()),
  });

interface Page<Entry> {
  readonly issueChangeLogs: readonly Changelog<Entry>[];
  readonly nextPageToken?: string | null | undefined;
}

/** Entries that change one of these fields; an issue may be on several pages. A page costs 1 point, and 1 for each issue on it. */
export async function changelogs<Entry>(
  as: 'user' | 'app',
  ids: readonly IssueId[],
  fieldIds: readonly string[],
  entry: z.ZodMiniType<Entry>,
): Promise<readonly Changelog<Entry>[]> {
  const distinct = [...new Set(ids)];
  const parts: (readonly IssueId[])[] = [];
  for (let start = 0; start < distinct.length; start += MOST_ISSUES) parts.push(distinct.slice(start, start + MOST_ISSUES));
  const answer = changelogPage(entry);
  const found: Changelog<Entry>[] = [];
  const read = async (issueIdsOrKeys: readonly IssueId[]): Promise<void> => {
    let after: string | null = null;
    do {
      const page: Page<Entry> = await callJira({
        as,
        method: 'POST',
        path: route`/rest/api/3/changelog/bulkfetch`,
        body: { issueIdsOrKeys, fieldIds, maxResults: LARGEST_PAGE, ...(after === null ? {} : { nextPageToken: after }) },
        answer,
      });
      found.push(...page.issueChangeLogs);
      after = page.nextPageToken ?? null;
    } while (after !== null);
  };
  for (let start = 0; start < parts.length; start += MOST_AT_ONCE) await Promise.all(parts.slice(start, start + MOST_AT_ONCE).map(read));
  return found;
}
