import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { IssueId, ProjectId } from '../core/actor';
import { AppError, RejectedError } from '../core/errors';
import type { Named } from '../core/permissions';
import type { Log } from '../core/ports';
import type { IssueList, IssueQuery } from '../core/scores';
import type { Site } from '../core/site';
import { bulkFetch } from './bulk-fetch';
import { foundIds } from './found-ids';
import { callJira } from './jira-client';
import { inJql, jqlList, jqlString, summaryHas } from './jql';

const OPEN = 'statusCategory != Done AND issuetype not in subTaskIssueTypes()';

const NUMBERED = /^(?:(\w+)-)?([1-9]\d{0,9})$/;
const inProject = z.object({ id: z.string(), fields: z.object({ project: z.object({ id: z.string() }) }) });

/** As the caller. A page costs 1 point, and 1 an id. */
export async function findIssues(
  site: Pick<Site, 'valueScore'>,
  log: Log,
  query: IssueQuery,
  projectKey: string,
): Promise<readonly IssueId[]> {
  const named = query.text === undefined ? null : await issueNamed(query.text.trim(), projectKey, query.projectId);
  const jql = jqlOf(site, query, named);
  if (jql === null) return [];
  try {
    return await foundIds(jql, { as: 'user' });
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    // A type, status or account that Jira does not know (any more), or a project this person sees no issue of: nothing is of that kind.
    log.info('A list was filtered by what Jira does not know', { projectId: query.projectId });
    return [];
  }
}

/** Null where nothing could match. `named`: the issue that the text is the key or number of. */
export function jqlOf(
  site: Pick<Site, 'valueScore'>,
  { projectId, text, types, statuses, assignee, labels, scored }: IssueQuery,
  named: IssueId | null,
): string | null {
  const says = text === undefined ? null : [summaryHas(text), named === null ? null : `id = ${named}`].filter((each) => each !== null);
  if (says?.length === 0) return null;
  return [
    `project = ${projectId} AND ${OPEN}`,
    says === null ? null : `(${says.join(' OR ')})`,
    types === undefined || types.length === 0 ? null : `issuetype in (${jqlList(types)})`,
    statuses === undefined || statuses.length === 0 ? null : `status in (${jqlList(statuses)})`,
    assignee === undefined ? null : assignee === 'none' ? 'assignee is EMPTY' : `assignee = ${jqlString(assignee)}`,
    labels === undefined || labels.length === 0 ? null : `labels in (${jqlList(labels)})`,
    scored === undefined ? null : `${inJql(site.valueScore)} is ${scored ? 'not ' : ''}EMPTY`,
  ]
    .filter((clause) => clause !== null)
    .join(' AND ');
}

/** A key that does not exist is an error in JQL: whether there is such an issue is asked apart. */
async function issueNamed(text: string, projectKey: string, projectId: ProjectId): Promise<IssueId | null> {
  const match = NUMBERED.exec(text);
  if (match === null) return null;
  const key = match[1] === undefined ? `${projectKey}-${match[2]}` : text.toUpperCase();
  const [found] = await bulkFetch({ as: 'user', ids: [key], fields: ['project'], issue: inProject });
  return found !== undefined && found.fields.project.id === projectId ? found.id : null;
}

const typesOfProject = z.array(
  z.object({ name: z.string(), subtask: z.optional(z.boolean()), statuses: z.array(z.object({ name: z.string() })) }),
);

/** Issues a page with fields: as many as Jira gives. */
const PAGE = 100;
/** Then the rest is so rare that it is found by its words. */
const MOST_PAGES = 5;

const labelPage = z.object({ issues: z.array(z.object({ fields: z.object({ labels: z.optional(z.array(z.string())) }) })) });
const assigneePage = z.object({
  issues: z.array(
    z.object({
      fields: z.object({ assignee: z.nullish(z.object({ accountId: z.string(), displayName: z.optional(z.string()) })) }),
    }),
  ),
});

/** As the caller: a call for types and statuses, and for labels and assignees one to five each of 1 point and 1 an issue. */
export const readFilters: IssueList['filters'] = async (projectId) => {
  const [ofTypes, labels, assignees] = await Promise.all([
    statusesOf(projectId),
    distinct(projectId, 'labels', labelPage, ({ fields }) => (fields.labels ?? []).map((label) => [label, label] as const)),
    distinct(projectId, 'assignee', assigneePage, ({ fields: { assignee } }): readonly (readonly [string, Named])[] =>
      assignee ? [[assignee.accountId, { accountId: assignee.accountId, name: assignee.displayName ?? null }]] : [],
    ),
  ]);
  const types = ofTypes.filter(({ subtask }) => subtask !== true);
  return {
    types: [...new Set(types.map(({ name }) => name))],
    statuses: [...new Set(types.flatMap(({ statuses }) => statuses.map(({ name }) => name)))],
    labels,
    assignees,
  };
};

/** Who may see the project and none of its issues is told nothing of them. */
async function statusesOf(projectId: ProjectId): Promise<z.infer<typeof typesOfProject>> {
  try {
    return await callJira({
      as: 'user',
      method: 'GET',
      path: route`/rest/api/3/project/${projectId}/statuses`,
      answer: typesOfProject,
    });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'forbidden')) return [];
    throw error;
  }
}

/**
 * Values that open issues have, without reading them all: each page leaves out issues with the values that are known by then. A label that stands only beside
 * others may be missed.
 */
async function distinct<Issue, Value>(
  projectId: ProjectId,
  field: 'labels' | 'assignee',
  answer: z.ZodMiniType<{ issues: Issue[] }>,
  valuesOf: (issue: Issue) => readonly (readonly [name: string, value: Value])[],
): Promise<readonly Value[]> {
  const known = new Map<string, Value>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const others = known.size === 0 ? '' : ` AND ${field} not in (${jqlList([...known.keys()])})`;
    const jql = `project = ${projectId} AND ${OPEN} AND ${field} is not EMPTY${others} ORDER BY updated DESC`;
    const before = known.size;
    try {
      const { issues } = await callJira({
        as: 'user',
        method: 'POST',
        path: route`/rest/api/3/search/jql`,
        body: { jql, fields: [field], maxResults: PAGE },
        answer,
      });
      for (const issue of issues) for (const [name, value] of valuesOf(issue)) if (!known.has(name)) known.set(name, value);
      if (issues.length < PAGE) break;
    } catch (error) {
      // A project this person sees no issue of, or an account that is gone between two pages.
      if (!(error instanceof RejectedError)) throw error;
      break;
    }
    if (known.size === before) break;
  }
  return [...known.values()];
}
