import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import type { Content, ContentChange, ScoringHistory } from '../core/scores';
import type { Site } from '../core/site';
import { callJira } from './jira-client';
import { epochOf } from './jira-time';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-changelog-bulkfetch-post */
const MOST_ISSUES = 1_000;
/** Oldest first and no "since": the largest page gets to the newest soonest. */
const LARGEST_PAGE = 10_000;
const MOST_AT_ONCE = 5;

const text = z.catch(z.nullish(z.string()), null);
/** An item of a change as either endpoint gives it. Every object has a method called `toString`: an item without the text is caught, not refused. */
export const changeItem = z.object({ fieldId: z.nullish(z.string()), fromString: text, toString: text });

const page = z.object({
  issueChangeLogs: z.array(
    z.object({
      issueId: z.string(),
      changeHistories: z.array(z.object({ created: z.union([z.number(), z.string()]), items: z.array(changeItem) })),
    }),
  ),
  nextPageToken: z.nullish(z.string()),
});

type ChangeSite = Pick<Site, 'valueFactors' | 'estimates'>;
interface Entry {
  readonly at: number;
  readonly items: readonly z.infer<typeof changeItem>[];
}

/** As the caller. A page costs 1 point, and 1 for each issue on it that has an entry. */
export async function scoringHistories(site: ChangeSite, ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, ScoringHistory>> {
  const parts: (readonly IssueId[])[] = [];
  for (let start = 0; start < ids.length; start += MOST_ISSUES) parts.push(ids.slice(start, start + MOST_ISSUES));
  const entries = new Map<IssueId, Entry[]>();
  for (let start = 0; start < parts.length; start += MOST_AT_ONCE)
    await Promise.all(parts.slice(start, start + MOST_AT_ONCE).map((part) => read(site, part, entries)));
  return new Map([...entries].map(([id, of]) => [id, scoringHistory(site, of)]));
}

/** An issue may be on several pages. */
async function read(site: ChangeSite, ids: readonly IssueId[], into: Map<IssueId, Entry[]>): Promise<void> {
  const fieldIds = [site.valueFactors, 'summary', 'description', ...site.estimates];
  let after: string | null = null;
  do {
    const found: z.infer<typeof page> = await callJira({
      as: 'user',
      method: 'POST',
      path: route`/rest/api/3/changelog/bulkfetch`,
      body: { issueIdsOrKeys: ids, fieldIds, maxResults: LARGEST_PAGE, ...(after === null ? {} : { nextPageToken: after }) },
      answer: page,
    });
    for (const { issueId, changeHistories } of found.issueChangeLogs) {
      const entries = changeHistories.map(({ created, items }) => ({ at: epochOf(created), items }));
      into.set(issueId, [...(into.get(issueId) ?? []), ...entries]);
    }
    after = found.nextPageToken ?? null;
  } while (after !== null);
}

/** What an issue's history says of its score's age; entries in any order. */
export function scoringHistory(site: ChangeSite, entries: readonly Entry[]): ScoringHistory {
  const given = entries.filter(({ items }) => items.some(({ fieldId }) => fieldId === site.valueFactors)).map(({ at }) => at);
  return {
    scoredAt: given.length === 0 ? null : Math.max(...given),
    changes: entries.flatMap(({ at, items }) => items.flatMap((item) => contentChange(site, at, item) ?? [])),
  };
}

function contentChange(site: ChangeSite, at: number, item: Entry['items'][number]): ContentChange | null {
  const field = item.fieldId ?? '';
  const of = contentOf(site, field);
  return of === null ? null : { of, field, at, from: item.fromString ?? '', to: item.toString ?? '' };
}

function contentOf(site: ChangeSite, field: string): Content | null {
  if (field === 'summary' || field === 'description') return field;
  return site.estimates.includes(field) ? 'estimate' : null;
}
