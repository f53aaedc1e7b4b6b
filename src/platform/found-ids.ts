import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import { callJira } from './jira-client';

/** Ids alone: Jira answers up to 5,000 a page. */
const PAGE = 5_000;

const page = z.object({ issues: z.array(z.object({ id: z.string() })), nextPageToken: z.optional(z.nullable(z.string())) });

/** What the search index finds, by default for the app, in its order, at most so many. A page costs 1 point, and 1 an id. */
export async function foundIds(
  jql: string,
  { most = Number.POSITIVE_INFINITY, as = 'app' }: { readonly most?: number; readonly as?: 'app' | 'user' } = {},
): Promise<readonly IssueId[]> {
  // A paged read is no snapshot: an issue that moved between two pages shows twice. Its first place is as good as its second.
  const ids = new Set<IssueId>();
  let after: string | null = null;
  do {
    const answer: z.infer<typeof page> = await callJira({
      as,
      method: 'POST',
      path: route`/rest/api/3/search/jql`,
      body: { jql, fields: ['id'], maxResults: Math.min(PAGE, most), ...(after === null ? {} : { nextPageToken: after }) },
      answer: page,
    });
    for (const { id } of answer.issues) ids.add(id);
    after = answer.nextPageToken ?? null;
  } while (after !== null && ids.size < most);
  return [...ids].slice(0, most);
}
