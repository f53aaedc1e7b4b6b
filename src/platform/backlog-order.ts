import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { BacklogOrder, OrderQuery } from '../core/ports';
import type { Site, Sites } from '../core/site';
import { callJira } from './jira-client';

/** Ids alone: Jira answers up to 5,000 a page. */
const PAGE = 5_000;

const page = z.object({ issues: z.array(z.object({ id: z.string() })), nextPageToken: z.optional(z.string()) });

export function createBacklogOrder(deps: { readonly sites: Sites }): BacklogOrder {
  return {
    async idsInOrder(query) {
      const jql = orderJql(await deps.sites.current(), query);
      const ids: string[] = [];
      let nextPageToken: string | undefined;
      do {
        const answer: z.infer<typeof page> = await callJira({
          as: 'app',
          method: 'POST',
          path: route`/rest/api/3/search/jql`,
          body: { jql, fields: ['id'], maxResults: PAGE, ...(nextPageToken === undefined ? {} : { nextPageToken }) },
          answer: page,
        });
        ids.push(...answer.issues.map((issue) => issue.id));
        ({ nextPageToken } = answer);
      } while (nextPageToken !== undefined);
      // A paged read is no snapshot: an issue that moved between two pages shows twice. Its first place is as good as its second.
      return [...new Set(ids)];
    },
  };
}

/** The guarded scope (R1) in JQL. Types go by id: their names are translated and team-managed projects have their own. */
export function orderJql(site: Site, { projectId, tier, typeId }: OrderQuery): string {
  const epics = site.epicTypes.filter((type) => type.projectId === null || type.projectId === projectId).map((type) => type.id);
  const clauses = [`project = ${projectId}`, 'statusCategory != Done'];
  if (tier === 'epics') {
    clauses.push(`issuetype in (${[...new Set([...epics, ...(typeId === null ? [] : [typeId])])].join(', ')})`);
  } else {
    clauses.push('issuetype in standardIssueTypes()');
    if (epics.length > 0) clauses.push(`issuetype not in (${epics.join(', ')})`);
    if (site.sprint !== null) clauses.push('(sprint is EMPTY OR sprint not in openSprints())');
  }
  return `${clauses.join(' AND ')} ORDER BY Rank ASC`;
}
