import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import type { Site } from '../core/site';
import type { SprintChange } from '../core/sprints';
import { changelogs } from './changelogs';
import { epochOf } from './jira-time';

const history = z.object({
  id: z.string(),
  author: z.nullish(z.object({ accountId: z.optional(z.string()), accountType: z.optional(z.string()) })),
  created: z.union([z.number(), z.string()]),
  items: z.array(z.object({ field: z.string(), fieldId: z.nullish(z.string()), from: z.nullish(z.string()), to: z.nullish(z.string()) })),
});

/** `12, 13`: ids of sprints, as Jira writes them. */
const idsIn = (text: string | null | undefined): readonly string[] => (text ?? '').split(/\D+/).filter((id) => id !== '');

/** As the app: entries that changed an issue's sprints or its status, oldest first, once each. */
export async function sprintChanges(
  site: Pick<Site, 'sprint'>,
  ids: readonly IssueId[],
  since: number,
): Promise<ReadonlyMap<IssueId, readonly SprintChange[]>> {
  if (ids.length === 0) return new Map();
  const fieldIds = [...(site.sprint === null ? [] : [site.sprint]), 'status'];
  const byIssue = new Map<IssueId, Map<string, SprintChange>>();
  for (const { issueId, changeHistories } of await changelogs('app', ids, fieldIds, history)) {
    for (const entry of changeHistories) {
      const at = epochOf(entry.created);
      if (at < since) continue;
      const account = entry.author?.accountId;
      const common = {
        id: Number(entry.id),
        at,
        by: account === undefined ? null : { accountId: account, bot: entry.author?.accountType === 'app' },
      };
      const changes = byIssue.get(issueId) ?? new Map<string, SprintChange>();
      const sprint = entry.items.find(({ fieldId }) => fieldId !== null && fieldId !== undefined && fieldId === site.sprint);
      if (sprint !== undefined)
        changes.set(`${entry.id}:sprint`, { ...common, sprints: { from: idsIn(sprint.from), to: idsIn(sprint.to) }, statusBefore: null });
      const status = entry.items.find(({ field, fieldId }) => (fieldId ?? field) === 'status');
      if (status !== undefined) changes.set(`${entry.id}:status`, { ...common, sprints: null, statusBefore: status.from ?? '' });
      byIssue.set(issueId, changes);
    }
  }
  return new Map([...byIssue].map(([id, changes]) => [id, [...changes.values()].sort((a, b) => a.at - b.at || a.id - b.id)]));
}
