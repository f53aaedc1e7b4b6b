import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import type { RankChange } from '../core/rank';
import type { Site } from '../core/site';
import { changelogPage, changelogs, type Changelog } from './changelogs';
import { epochOf } from './jira-time';

const history = z.object({
  id: z.string(),
  author: z.nullish(z.object({ accountId: z.optional(z.string()), accountType: z.optional(z.string()) })),
  created: z.union([z.number(), z.string()]),
  items: z.array(
    z.object({
      field: z.string(),
      fieldId: z.nullish(z.string()),
      // Every object has a method of this name: an item without the text is caught, not refused.
      toString: z.catch(z.nullable(z.string()), null),
    }),
  ),
});
type History = z.infer<typeof history>;
type ChangeLogs = readonly Changelog<History>[];

type ChangeSite = Pick<Site, 'rank' | 'sprint'>;
type Changed = RankChange['of'][number];

/** The answer of `changelog/bulkfetch` as this file reads it; for tests of recorded answers. */
export const readChangelogPage = (answer: unknown): ChangeLogs => changelogPage(history).parse(answer).issueChangeLogs;

/** As the app. */
export async function rankChanges(
  site: ChangeSite,
  ids: readonly IssueId[],
  since: number,
): Promise<ReadonlyMap<IssueId, readonly RankChange[]>> {
  const fieldIds = [...[site.rank, site.sprint].filter((id) => id !== null), 'status', 'issuetype', 'project'];
  return changesIn(site, await changelogs('app', ids, fieldIds, history), since);
}

/** The entries that concern an issue's place, once each, oldest first. An issue may be on several pages. */
export function changesIn(site: ChangeSite, logs: ChangeLogs, since: number): ReadonlyMap<IssueId, readonly RankChange[]> {
  const byIssue = new Map<IssueId, Map<number, RankChange>>();
  for (const { issueId, changeHistories } of logs) {
    for (const entry of changeHistories) {
      const change = rankChange(site, entry);
      if (change === null || change.at < since) continue;
      const changes = byIssue.get(issueId) ?? new Map<number, RankChange>();
      byIssue.set(issueId, changes.set(change.id, change));
    }
  }
  return new Map([...byIssue].map(([id, changes]) => [id, [...changes.values()].sort((a, b) => a.at - b.at || a.id - b.id)]));
}

function rankChange(site: ChangeSite, { id, author, created, items }: History): RankChange | null {
  const of = [...new Set(items.flatMap((item) => changed(site, item) ?? []))];
  if (of.length === 0) return null;
  const accountId = author?.accountId;
  return {
    id: Number(id),
    at: epochOf(created),
    by: accountId === undefined ? null : { accountId, bot: author?.accountType === 'app' },
    of,
  };
}

const SYSTEM_FIELDS: ReadonlyMap<string, Changed> = new Map([
  ['status', 'status'],
  ['issuetype', 'type'],
  // A move also has an item "Key", which has no id and says the same.
  ['project', 'project'],
]);

function changed(site: ChangeSite, item: History['items'][number]): Changed | null {
  if (item.fieldId === null || item.fieldId === undefined) {
    // Entries from before Jira kept field ids. Names of system fields are not translated; of our fields Rank alone can be told.
    if (item.field === 'Rank' && /^ranked (higher|lower)/i.test(item.toString ?? '')) return 'rank';
    return SYSTEM_FIELDS.get(item.field) ?? null;
  }
  if (item.fieldId === site.rank) return 'rank';
  if (item.fieldId === site.sprint) return 'sprint';
  return SYSTEM_FIELDS.get(item.fieldId) ?? null;
}
