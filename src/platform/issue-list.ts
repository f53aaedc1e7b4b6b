import * as z from 'zod/mini';
import { AppError } from '../core/errors';
import type { IssueList, ListedIssue } from '../core/scores';
import type { Site, Sites } from '../core/site';
import type { Log } from '../core/ports';
import { bulkFetch } from './bulk-fetch';
import { findIssues, readFilters } from './found-issues';
import { epochOf } from './jira-time';
import { scoringHistories } from './score-changes';
import { number } from './value-fields';

const CATEGORIES = ['new', 'indeterminate', 'done'] as const;

const answer = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    summary: z.string(),
    project: z.object({ id: z.string() }),
    issuetype: z.object({ name: z.string() }),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }),
    assignee: z.nullish(z.object({ accountId: z.string(), displayName: z.optional(z.string()) })),
    parent: z.nullish(z.object({ key: z.string(), fields: z.optional(z.object({ summary: z.optional(z.string()) })) })),
    created: z.union([z.string(), z.number()]),
  }),
});

const sprints = z.catch(z.array(z.object({ name: z.string(), state: z.string() })), []);

/** A list's reads of Jira, all as the caller. */
export function createIssueList({ sites, log }: { readonly sites: Sites; readonly log: Log }): IssueList {
  return {
    async issues(ids) {
      if (ids.length === 0) return [];
      const site = await sites.current();
      const fields = [
        ...['summary', 'project', 'issuetype', 'status', 'assignee', 'parent', 'created'],
        site.valueScore,
        site.valueFactors,
        ...site.estimates,
        ...(site.sprint === null ? [] : [site.sprint]),
      ];
      const found = await bulkFetch({ as: 'user', ids, fields, issue: answer });
      return found.map((issue) => listed(site, issue));
    },
    scoringHistories: async (ids) => (ids.length === 0 ? new Map() : scoringHistories(await sites.current(), ids)),
    find: async (query, projectKey) => findIssues(await sites.current(), log, query, projectKey),
    filters: readFilters,
  };
}

function listed(site: Site, { id, key, fields }: z.infer<typeof answer>): ListedIssue {
  const { assignee, parent, status } = fields;
  const category = CATEGORIES.find((each) => each === status.statusCategory.key);
  if (category === undefined) throw new AppError('unreadable', `The status of issue ${id} is of an unknown category`);
  const planned = site.sprint === null ? undefined : sprints.parse(fields[site.sprint]).find(({ state }) => state === 'future');
  return {
    id,
    key,
    projectId: fields.project.id,
    summary: fields.summary,
    type: fields.issuetype.name,
    status: { name: status.name, category },
    assignee: assignee ? { accountId: assignee.accountId, name: assignee.displayName ?? null } : null,
    estimate: site.estimates.map((field) => number.parse(fields[field])).find((estimate) => estimate !== null) ?? null,
    sprint: planned?.name ?? null,
    parent: parent ? { key: parent.key, summary: parent.fields?.summary ?? '' } : null,
    createdAt: epochOf(fields.created),
    factors: fields[site.valueFactors] ?? null,
    score: number.parse(fields[site.valueScore]),
  };
}
