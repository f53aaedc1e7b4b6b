import type { BacklogOrder, OrderQuery } from '../core/ports';
import type { Site, Sites } from '../core/site';
import { foundIds } from './found-ids';

export function createBacklogOrder(deps: { readonly sites: Sites }): BacklogOrder {
  return {
    idsInOrder: async (query) => foundIds(orderJql(await deps.sites.current(), query)),
    idsAtEnd: async (query, end, most) => foundIds(orderJql(await deps.sites.current(), query, end), { most }),
  };
}

/** The guarded scope (R1) in JQL. Types go by id: their names are translated and team-managed projects have their own. */
export function orderJql(site: Site, { projectId, tier, typeId }: OrderQuery, end: 'top' | 'bottom' = 'top'): string {
  const epics = site.epicTypes.filter((type) => type.projectId === null || type.projectId === projectId).map((type) => type.id);
  const clauses = [`project = ${projectId}`, 'statusCategory != Done'];
  if (tier === 'epics') {
    clauses.push(`issuetype in (${[...new Set([...epics, ...(typeId === null ? [] : [typeId])])].join(', ')})`);
  } else {
    clauses.push('issuetype in standardIssueTypes()');
    if (epics.length > 0) clauses.push(`issuetype not in (${epics.join(', ')})`);
    if (site.sprint !== null) clauses.push('(sprint is EMPTY OR sprint not in openSprints())');
  }
  return `${clauses.join(' AND ')} ORDER BY Rank ${end === 'top' ? 'ASC' : 'DESC'}`;
}
