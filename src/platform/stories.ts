import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { HeldAcceptance, ProjectTypes, Stories, StoryEdit } from '../core/acceptance';
import type { IssueId } from '../core/actor';
import { AppError } from '../core/errors';
import type { Sites } from '../core/site';
import { writeQuietly } from './app-values';
import { bulkFetch } from './bulk-fetch';
import { changelogs } from './changelogs';
import { foundIds } from './found-ids';
import { callJira, nothing } from './jira-client';
import { epochOf } from './jira-time';
import { inJql } from './jql';

const project = z.object({ id: z.string(), projectTypeKey: z.string() });
const status = z.object({ statusCategory: z.object({ key: z.string() }) });
const person = z.object({ accountId: z.string(), displayName: z.optional(z.string()), accountType: z.optional(z.string()) });

const story = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    project,
    issuetype: z.object({ id: z.string() }),
    status,
    assignee: z.optional(z.nullable(person)),
  }),
});

const held = z.object({
  id: z.string(),
  fields: z.looseObject({
    project,
    status,
    issuetype: z.object({ id: z.string(), hierarchyLevel: z.optional(z.number()), subtask: z.optional(z.boolean()) }),
    created: z.union([z.string(), z.number()]),
    statuscategorychangedate: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  }),
});

const history = z.object({
  created: z.union([z.string(), z.number()]),
  author: z.optional(z.nullable(person)),
  items: z.array(z.object({ fieldId: z.nullish(z.string()), field: z.nullish(z.string()) })),
});
const CONTENT: ReadonlySet<string> = new Set(['summary', 'description']);

const transitions = z.object({
  transitions: z.array(z.object({ id: z.string(), name: z.string(), to: z.object({ id: z.string(), name: z.string(), ...status.shape }) })),
});

/** The comment's mark, which people do not see. */
const MARK = 'mandate-rejection';
const RECENT_COMMENTS = 20;
const comments = z.object({
  comments: z.array(
    z.object({
      properties: z.optional(z.array(z.object({ key: z.string(), value: z.catch(z.object({ mark: z.string() }), { mark: '' }) }))),
    }),
  ),
});

/** Acceptance's reads and writes of Jira issues. */
export function createStories({ sites }: { readonly sites: Sites }): Stories {
  const stories: Stories = {
    async asCaller(issueId) {
      const path = route`/rest/api/3/issue/${issueId}?fields=summary,project,issuetype,status,assignee`;
      const { id, key, fields } = await callJira({ as: 'user', method: 'GET', path, answer: story });
      const { assignee } = fields;
      return {
        ...{ id, key, summary: fields.summary, projectId: fields.project.id, typeId: fields.issuetype.id },
        software: fields.project.projectTypeKey === 'software',
        done: fields.status.statusCategory.key === 'done',
        assignee: assignee ? { accountId: assignee.accountId, name: assignee.displayName ?? null } : null,
      };
    },

    async editsSince(issueId, since) {
      const found = await changelogs('user', [issueId], [...CONTENT], history);
      return found
        .flatMap(({ changeHistories }) => changeHistories)
        .map((each) => ({ ...each, at: epochOf(each.created) }))
        .filter(({ at }) => at > since)
        .flatMap(({ at, author, items }) =>
          items.flatMap((item): StoryEdit[] => {
            const what = item.fieldId ?? item.field;
            if (what !== 'summary' && what !== 'description') return [];
            return [{ what, at, by: author ? { accountId: author.accountId, name: author.displayName ?? null } : null }];
          }),
        )
        .sort((one, other) => one.at - other.at);
    },

    async description(issueId) {
      const answer = z.object({ fields: z.object({ description: z.optional(z.unknown()) }) });
      const path = route`/rest/api/3/issue/${issueId}?fields=description`;
      return (await callJira({ as: 'user', method: 'GET', path, answer })).fields.description ?? null;
    },

    async read(issueIds) {
      if (issueIds.length === 0) return [];
      const { acceptance } = await sites.current();
      const fields = ['project', 'status', 'issuetype', 'created', 'statuscategorychangedate', acceptance];
      const found = await bulkFetch({ as: 'app', ids: issueIds, fields, issue: held });
      return found.map((issue) => heldAcceptance(issue, issue.fields[acceptance] ?? null));
    },

    async write(values) {
      return writeQuietly((await sites.current()).acceptance, values);
    },

    async changedWithin(minutes, projects) {
      const { acceptance } = await sites.current();
      const theirs =
        projects.length === 0 ? '' : ` OR (project in (${projects.join(', ')}) AND (statusCategory = Done OR created >= -${minutes}m))`;
      return foundIds(`updated >= -${minutes}m AND (${inJql(acceptance)} is not EMPTY${theirs})`);
    },

    async withValue() {
      const { acceptance } = await sites.current();
      return foundIds(`${inJql(acceptance)} is not EMPTY`);
    },

    async waysOn(issueId) {
      const path = route`/rest/api/3/issue/${issueId}/transitions`;
      const found = await callJira({ as: 'user', method: 'GET', path, answer: transitions });
      return found.transitions.map(({ id, name, to }) => ({
        ...{ id, name, to: { id: to.id, name: to.name, done: to.statusCategory.key === 'done' } },
      }));
    },

    async moveOn(issueId, transitionId) {
      await callJira({
        ...{ as: 'user', method: 'POST', path: route`/rest/api/3/issue/${issueId}/transitions`, answer: nothing },
        body: { transition: { id: transitionId } },
        once: true,
      });
    },

    async comment(issueId, { mark, body }) {
      if (await isMarked(issueId, mark)) return;
      const properties = [{ key: MARK, value: { mark } }];
      await callJira({
        ...{ as: 'user', method: 'POST', path: route`/rest/api/3/issue/${issueId}/comment`, answer: z.unknown() },
        body: { body, properties },
        once: true,
      });
    },

    async lastMover(issueId) {
      const found = await changelogs('app', [issueId], ['status'], history);
      const entries = found.flatMap(({ changeHistories }) => changeHistories);
      const last = entries
        .map((each) => ({ ...each, at: epochOf(each.created) }))
        .sort((one, other) => one.at - other.at)
        .at(-1);
      return last?.author?.accountId ?? null;
    },
  };
  return stories;
}

/** Whether the newest comments hold the one that was to be written: a call that was cut off may have written it. */
async function isMarked(issueId: IssueId, mark: string): Promise<boolean> {
  const path = route`/rest/api/3/issue/${issueId}/comment?orderBy=-created&maxResults=${RECENT_COMMENTS}&expand=properties`;
  const found = await callJira({ as: 'user', method: 'GET', path, answer: comments });
  return found.comments.some(({ properties = [] }) => properties.some((each) => each.key === MARK && each.value.mark === mark));
}

function heldAcceptance({ id, fields }: z.infer<typeof held>, value: unknown): HeldAcceptance {
  const since = fields.statuscategorychangedate;
  return {
    ...{ id, value, projectId: fields.project.id, typeId: fields.issuetype.id },
    software: fields.project.projectTypeKey === 'software',
    done: fields.status.statusCategory.key === 'done',
    createdAt: epochOf(fields.created),
    categorySince: since === undefined || since === null ? null : epochOf(since),
    hierarchyLevel: fields.issuetype.hierarchyLevel ?? (fields.issuetype.subtask === true ? -1 : 0),
  };
}

const statuses = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    subtask: z.optional(z.boolean()),
    statuses: z.array(z.object({ id: z.string(), name: z.string(), ...status.shape })),
  }),
);

/** As the caller, in one call. */
export const projectTypes: ProjectTypes = {
  async of(projectId) {
    const found = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/project/${projectId}/statuses`, answer: statuses });
    const all = new Map(found.flatMap((type) => type.statuses.map((each) => [each.id, each] as const)));
    if (found.length === 0) throw new AppError('unavailable', `Project ${projectId} has no issue types`);
    return {
      types: found.filter(({ subtask }) => subtask !== true).map(({ id, name }) => ({ id, name })),
      statuses: [...all.values()].map(({ id, name, statusCategory }) => ({ id, name, done: statusCategory.key === 'done' })),
    };
  },
};
