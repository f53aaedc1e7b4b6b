import { ApiError, allPages, call, get } from '../../api';
import { loadPlanning, type BoardSprint, type Planning } from '../../sprints/sprint-data';
import { isAppNumber, type BoardConfiguration, type BoardJson, type FieldJson, type IssueJson, type SprintJson } from '../../jira-types';

/** A sprint, or the backlog below the sprints; issues in rank order. */
export interface Section {
  readonly id: string;
  readonly sprint?: BoardSprint;
  readonly issues: readonly IssueJson[];
}

export interface Backlog {
  readonly board: BoardJson;
  readonly sections: readonly Section[];
  /** Boards with sprints. */
  readonly planning?: Planning;
  readonly estimate?: { readonly id: string; readonly name: string };
  /** Numeric fields of the app, shown as columns. */
  readonly numbers: readonly FieldJson[];
}

export const BACKLOG = 'backlog';

/** Where an issue goes: into a section, directly above or below another issue of it, or at its end. */
export interface Move {
  readonly issue: IssueJson;
  readonly to: string;
  readonly anchor?: { readonly key: string; readonly side: 'before' | 'after' };
  /** Focus goes along: the move was made by keyboard. */
  readonly follow?: boolean;
}

/** Pages of an issue list; Jira answers with fewer rows than asked when it wants to. */
const PAGE_SIZE = 500;

/** The project's board with its sprints and backlog, or undefined for a project without a board. */
export async function loadBacklog(projectKey: string): Promise<Backlog | undefined> {
  const boards = await get<{ values: BoardJson[] }>(`/rest/agile/1.0/board?projectKeyOrId=${encodeURIComponent(projectKey)}`);
  const board = boards.values[0];
  if (!board) return undefined;
  const base = `/rest/agile/1.0/board/${board.id}`;
  const [configuration, fields, sprints, planning] = await Promise.all([
    get<BoardConfiguration>(`${base}/configuration`),
    get<FieldJson[]>('/rest/api/3/field'),
    board.type === 'kanban' ? [] : sprintsOf(base),
    board.type === 'kanban' ? undefined : loadPlanning(board.id),
  ]);
  const numbers = fields.filter(isAppNumber);
  const field = configuration.estimation?.field;
  const wanted = [
    'summary',
    'issuetype',
    'status',
    'assignee',
    'priority',
    ...(field ? [field.fieldId] : []),
    ...numbers.map(({ id }) => id),
  ];
  const query = `?fields=${wanted.join(',')}`;
  const [backlog, ...inSprints] = await Promise.all([
    allPages<IssueJson>(`${base}/backlog${query}`, 'issues', PAGE_SIZE),
    ...sprints.map((sprint) => allPages<IssueJson>(`${base}/sprint/${sprint.id}/issue${query}`, 'issues', PAGE_SIZE)),
  ]);
  const isDone = doneOn(configuration);
  return {
    board,
    ...(planning ? { planning } : {}),
    sections: [
      ...sprints.map((sprint, index) => {
        const issues = (inSprints[index] ?? []).filter(isRanked);
        const done = issues.filter(isDone).length;
        return { id: `sprint-${sprint.id}`, sprint: { ...sprint, done, open: issues.length - done }, issues };
      }),
      { id: BACKLOG, issues: backlog.filter(isRanked) },
    ],
    ...(field ? { estimate: { id: field.fieldId, name: field.displayName } } : {}),
    numbers,
  };
}

/** Rows and cards are what a team ranks and works on: neither epics nor sub-tasks. */
export function isRanked({ fields: { issuetype } }: IssueJson): boolean {
  return (issuetype?.hierarchyLevel ?? 0) === 0 && issuetype?.name !== 'Epic';
}

/** Done is what stands in the board's last column that has statuses. */
function doneOn({ columnConfig }: BoardConfiguration): (issue: IssueJson) => boolean {
  const last = [...(columnConfig?.columns ?? [])].reverse().find(({ statuses }) => statuses.length > 0);
  return ({ fields }) => (last?.statuses ?? []).some(({ id }) => id === fields.status?.id);
}

/** The active ones, then the planned ones, each in the board's own order, which people change by swapping two. */
async function sprintsOf(base: string): Promise<SprintJson[]> {
  const sprints = await allPages<SprintJson>(`${base}/sprint?state=active,future`, 'values', 50);
  return [...sprints].sort((a, b) => Number(b.state === 'active') - Number(a.state === 'active'));
}

/** The backlog as it will look, before Jira has answered. */
export function withMove(backlog: Backlog, { issue, to, anchor }: Move): Backlog {
  return {
    ...backlog,
    sections: backlog.sections.map((section) => {
      const others = section.issues.filter(({ id }) => id !== issue.id);
      if (section.id !== to) return others.length === section.issues.length ? section : { ...section, issues: others };
      const at = anchor === undefined ? -1 : others.findIndex(({ key }) => key === anchor.key);
      const index = at < 0 ? others.length : anchor?.side === 'after' ? at + 1 : at;
      return { ...section, issues: [...others.slice(0, index), issue, ...others.slice(index)] };
    }),
  };
}

interface RankAnswer {
  readonly entries?: readonly { readonly issueKey?: string; readonly status: number; readonly errors?: readonly string[] }[];
}

/** Tells Jira. @throws ApiError with Jira's sentence, also for an issue that a 207 answer says did not move. */
export async function sendMove(backlog: Backlog, { issue, to, anchor }: Move): Promise<void> {
  const from = backlog.sections.find(({ issues }) => issues.some(({ id }) => id === issue.id))?.id;
  const where = anchor === undefined ? {} : anchor.side === 'before' ? { rankBeforeIssue: anchor.key } : { rankAfterIssue: anchor.key };
  const issues = [issue.key];
  const sprint = backlog.sections.find(({ id }) => id === to)?.sprint;
  if (from !== to && sprint)
    return accepted(await call<RankAnswer | undefined>('POST', `/rest/agile/1.0/sprint/${sprint.id}/issue`, { issues, ...where }));
  if (from !== to) await call('POST', '/rest/agile/1.0/backlog/issue', { issues });
  if (anchor) accepted(await call<RankAnswer | undefined>('PUT', '/rest/agile/1.0/issue/rank', { issues, ...where }));
}

function accepted(answer: RankAnswer | undefined): void {
  const failed = answer?.entries?.find(({ status }) => status >= 400);
  if (failed) throw new ApiError(failed.status, failed.errors ?? ['Jira could not rank this issue.']);
}
