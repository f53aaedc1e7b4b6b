import { route } from '@forge/api';
import * as z from 'zod/mini';
import { AppError } from '../core/errors';
import type { Anchor } from '../core/rank';
import type { Site, Sites } from '../core/site';
import type { BoardId, Found, Sprint, SprintBoards, SprintId, SprintIssue, SprintsAsCaller } from '../core/sprints';
import type { IssueId, ProjectId } from '../core/actor';
import { bulkFetch } from './bulk-fetch';
import { foundIds } from './found-ids';
import { callJira, nothing } from './jira-client';
import { epochOf } from './jira-time';
import { createOwnAccount } from './own-account';
import { isPresent, viewOf } from './project-access';
import { notRanked, rankAnswer } from './rank-next-to';
import { sprintChanges } from './sprint-changes';
import { number } from './value-fields';

/** https://developer.atlassian.com/cloud/jira/software/rest/api-group-sprint/ */
const MOST_MOVED = 50;
const PAGE = 50;

const id = z.union([z.number(), z.string()]);
const time = z.nullish(z.string());
const sprintAnswer = z.object({
  id,
  name: z.string(),
  goal: z.nullish(z.string()),
  state: z.enum(['future', 'active', 'closed']),
  startDate: time,
  endDate: time,
  completeDate: time,
  createdDate: time,
  originBoardId: z.nullish(id),
});
const boardAnswer = z.object({ id, type: z.optional(z.string()), location: z.nullish(z.object({ projectId: z.nullish(id) })) });
const paged = <T>(value: z.ZodMiniType<T>) => z.object({ values: z.array(value), isLast: z.optional(z.boolean()) });
const sprintPage = paged(sprintAnswer);
const boardPage = paged(boardAnswer);
const statusesAnswer = z.array(z.object({ id: z.string(), statusCategory: z.object({ key: z.string() }) }));
const configuration = z.object({
  columnConfig: z.object({ columns: z.array(z.object({ statuses: z.array(z.object({ id })) })) }),
});

const at = (value: string | null | undefined): number | null => (value === null || value === undefined ? null : epochOf(value));
const iso = (epoch: number): string => new Date(epoch).toISOString();

const sprintOf = (answer: z.infer<typeof sprintAnswer>): Sprint => ({
  id: String(answer.id),
  boardId: answer.originBoardId === null || answer.originBoardId === undefined ? null : String(answer.originBoardId),
  name: answer.name,
  goal: answer.goal ?? '',
  state: answer.state,
  startDate: at(answer.startDate),
  endDate: at(answer.endDate),
  completeDate: at(answer.completeDate),
  createdAt: at(answer.createdDate),
});

const homeOf = ({ location }: z.infer<typeof boardAnswer>): ProjectId | null =>
  location?.projectId === null || location?.projectId === undefined ? null : String(location.projectId);

async function unlessMissing<T>(read: Promise<T>): Promise<Found<T>> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return 'missing';
    throw error;
  }
}

type As = 'user' | 'app';

const readSprint = async (as: As, sprintId: SprintId): Promise<Sprint> =>
  sprintOf(await callJira({ as, method: 'GET', path: route`/rest/agile/1.0/sprint/${sprintId}`, answer: sprintAnswer }));

const readHome = async (as: As, boardId: BoardId): Promise<ProjectId | null> =>
  homeOf(await callJira({ as, method: 'GET', path: route`/rest/agile/1.0/board/${boardId}`, answer: boardAnswer }));

async function readOpen(as: As, boardId: BoardId): Promise<readonly Sprint[]> {
  const sprints: Sprint[] = [];
  let isLast = false;
  while (!isLast) {
    const path = route`/rest/agile/1.0/board/${boardId}/sprint?state=active,future&startAt=${sprints.length}&maxResults=${PAGE}`;
    const page = await callJira({ as, method: 'GET', path, answer: sprintPage });
    sprints.push(...page.values.map(sprintOf));
    isLast = page.isLast !== false || page.values.length === 0;
  }
  return sprints;
}

const account = z.nullish(z.object({ accountId: z.optional(z.string()) }));
const issueAnswer = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    project: z.object({ id: z.string() }),
    issuetype: z.object({ subtask: z.optional(z.boolean()), hierarchyLevel: z.optional(z.number()) }),
    status: z.object({ id: z.string(), statusCategory: z.object({ key: z.string() }) }),
    created: z.union([z.string(), z.number()]),
    creator: account,
    assignee: account,
  }),
});
const sprintsOnIssue = z.nullish(z.array(z.object({ id, state: z.enum(['future', 'active', 'closed']) })));

function sprintIssue(site: Site, issue: z.infer<typeof issueAnswer>): SprintIssue {
  const { fields } = issue;
  const read = sprintsOnIssue.safeParse(site.sprint === null ? null : fields[site.sprint]);
  // Taken for none, it would look as if somebody had taken it out of its sprint.
  if (!read.success) throw new AppError('unreadable', `The sprints of issue ${issue.id}: ${z.prettifyError(read.error)}`);
  const rank = site.rank === null ? undefined : fields[site.rank];
  return {
    id: issue.id,
    key: issue.key,
    projectId: fields.project.id,
    statusId: fields.status.id,
    done: fields.status.statusCategory.key === 'done',
    subtask: fields.issuetype.subtask === true || (fields.issuetype.hierarchyLevel ?? 0) < 0,
    sprints: (read.data ?? []).map((sprint) => ({ id: String(sprint.id), state: sprint.state })),
    rank: typeof rank === 'string' ? rank : '',
    estimate: site.estimates.map((field) => number.parse(fields[field])).find((estimate) => estimate !== null) ?? null,
    createdAt: epochOf(fields.created),
    creator: fields.creator?.accountId ?? null,
    assignee: fields.assignee?.accountId ?? null,
  };
}

const anchored = (anchor: Anchor | undefined): object =>
  anchor === undefined ? {} : 'after' in anchor ? { rankAfterIssue: anchor.after } : { rankBeforeIssue: anchor.before };

function checkMost(issues: readonly IssueId[]): void {
  if (issues.length > MOST_MOVED) throw new RangeError(`One call moves at most ${MOST_MOVED} issues, not ${issues.length}`);
}

/** All as the app, which needs *Manage sprints* and *Schedule issues* in every project of a board's filter. */
export function createSprintBoards({ sites }: { readonly sites: Sites }): SprintBoards {
  return {
    async boardsOf(projectId) {
      const boards: z.infer<typeof boardAnswer>[] = [];
      let isLast = false;
      while (!isLast) {
        const path = route`/rest/agile/1.0/board?projectKeyOrId=${projectId}&startAt=${boards.length}&maxResults=${PAGE}`;
        const page = await callJira({ as: 'app', method: 'GET', path, answer: boardPage });
        boards.push(...page.values);
        isLast = page.isLast !== false || page.values.length === 0;
      }
      // Listed are all boards whose filter has issues of the project. Team-managed boards say `simple` and may have sprints.
      return boards.filter((board) => board.type !== 'kanban' && homeOf(board) === projectId).map((board) => String(board.id));
    },
    homeOf: (boardId) => unlessMissing(readHome('app', boardId)),
    async openOn(boardId) {
      try {
        return await unlessMissing(readOpen('app', boardId));
      } catch (error) {
        // A team-managed board whose sprints are switched off.
        if (error instanceof AppError && error.code === 'rejected') return [];
        throw error;
      }
    },
    sprint: (sprintId) => unlessMissing(readSprint('app', sprintId)),
    async lastColumn(boardId) {
      const { columnConfig } = await callJira({
        as: 'app',
        method: 'GET',
        path: route`/rest/agile/1.0/board/${boardId}/configuration`,
        answer: configuration,
      });
      const last = columnConfig.columns.findLast(({ statuses }) => statuses.length > 0);
      return last === undefined ? null : last.statuses.map((status) => String(status.id));
    },
    async doneStatuses() {
      const found = await callJira({ as: 'app', method: 'GET', path: route`/rest/api/3/status`, answer: statusesAnswer });
      return found.filter(({ statusCategory }) => statusCategory.key === 'done').map((status) => status.id);
    },
    issuesIn: (sprintId) => foundIds(`sprint = ${sprintId} AND issuetype not in subTaskIssueTypes() ORDER BY Rank ASC`),
    async issues(ids) {
      const site = await sites.current();
      const fields = [
        ...['project', 'issuetype', 'status', 'created', 'creator', 'assignee'],
        ...site.estimates,
        ...[site.sprint, site.rank].filter((field) => field !== null),
      ];
      const found = await bulkFetch({ as: 'app', ids, fields, issue: issueAnswer });
      return new Map(found.map((issue) => [issue.id, sprintIssue(site, issue)]));
    },
    changedWithin: (projectId, minutes, limit) =>
      foundIds(`project = ${projectId} AND updated >= -${Math.ceil(minutes)}m ORDER BY updated DESC`, { most: limit }),
    changes: async (ids, since) => sprintChanges(await sites.current(), ids, since),
    async create({ name, goal, startDate, endDate, boardId }) {
      const body = {
        name,
        originBoardId: Number(boardId),
        ...(goal === '' ? {} : { goal }),
        ...(startDate === null ? {} : { startDate: iso(startDate) }),
        ...(endDate === null ? {} : { endDate: iso(endDate) }),
      };
      const made = await callJira({
        as: 'app',
        method: 'POST',
        path: route`/rest/agile/1.0/sprint`,
        body,
        answer: sprintAnswer,
        once: true,
      });
      return String(made.id);
    },
    async start(sprintId, { startDate, endDate }) {
      await change(sprintId, { state: 'active', startDate: iso(startDate), endDate: iso(endDate) });
    },
    async close(sprintId) {
      await change(sprintId, { state: 'closed' });
    },
    async remove(sprintId) {
      // Gone is gone, by whoever.
      await unlessMissing(callJira({ as: 'app', method: 'DELETE', path: route`/rest/agile/1.0/sprint/${sprintId}`, answer: nothing }));
    },
    async moveInto(sprintId, issues, anchor) {
      checkMost(issues);
      const answer = await callJira({
        as: 'app',
        method: 'POST',
        path: route`/rest/agile/1.0/sprint/${sprintId}/issue`,
        body: { issues, ...anchored(anchor) },
        answer: rankAnswer,
      });
      return notRanked(issues, answer);
    },
    async moveToBacklog(issues) {
      checkMost(issues);
      await callJira({ as: 'app', method: 'POST', path: route`/rest/agile/1.0/backlog/issue`, body: { issues }, answer: nothing });
    },
    manages: (projects) => manages('app', projects),
    view: viewOf,
    isPresent,
    ownAccount: createOwnAccount(sites),
  };
}

async function change(sprintId: SprintId, body: object): Promise<void> {
  await callJira({ as: 'app', method: 'POST', path: route`/rest/agile/1.0/sprint/${sprintId}`, body, answer: sprintAnswer });
}

const MANAGE_SPRINTS = 'MANAGE_SPRINTS_PERMISSION';
const granted = z.object({
  projectPermissions: z.array(z.object({ permission: z.string(), projects: z.array(z.number()) })),
});

/** As the person who calls: what they cannot see is not there. */
export const sprintsAsCaller: SprintsAsCaller = {
  async sprint(sprintId) {
    const found = await unlessMissing(readSprint('user', sprintId));
    return found === 'missing' ? null : found;
  },
  async homeOf(boardId) {
    const found = await unlessMissing(readHome('user', boardId));
    return found === 'missing' ? null : found;
  },
  openOn: (boardId) => readOpen('user', boardId),
  manages: (projects) => manages('user', projects),
};

async function manages(as: As, projects: readonly ProjectId[]): Promise<boolean> {
  if (projects.length === 0) return true;
  const answer = await callJira({
    as,
    method: 'POST',
    path: route`/rest/api/3/permissions/check`,
    body: { projectPermissions: [{ permissions: [MANAGE_SPRINTS], projects: projects.map(Number) }] },
    answer: granted,
  });
  const held = new Set(
    answer.projectPermissions.filter(({ permission }) => permission === MANAGE_SPRINTS).flatMap((each) => each.projects),
  );
  return projects.every((project) => held.has(Number(project)));
}
