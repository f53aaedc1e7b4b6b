import { badRequest, forbidden, notFound } from './errors';
import type { Jira } from './jira';
import type { Board, Caller, Filter, Issue, Project } from './model';
import type { SearchOptions, SearchResult } from './search';

export interface NewBoard {
  readonly name: string;
  readonly type: Board['type'];
  /** Where the board lives; its filter may span more projects. */
  readonly projectId: string;
  /** The saved filter's query; by default the whole project by rank. */
  readonly jql?: string;
  /** An existing saved filter instead of a new one. */
  readonly filterId?: string;
  readonly ownerId?: string;
  readonly subQuery?: string;
  /** By default one column per status of the project's workflow. */
  readonly columns?: Board['columns'];
}

/** Query and fields of a list of a board's issues. */
export type BoardQuery = Pick<SearchOptions, 'reconcileIssues' | 'hiddenProjects' | 'after' | 'limit'> & {
  /** Narrows the list; its ORDER BY replaces rank. */
  readonly jql?: string;
};

/** Boards: saved filters with columns. What they list comes from the search index, like everything Jira lists. */
export class Boards {
  constructor(private readonly jira: Jira) {}

  byId(id: number): Board | undefined {
    return this.jira.state.boards.get(id);
  }

  /** @throws JiraError 404 when there is no such board or the person may not view it */
  visible(accountId: string | null, id: number): Board {
    const board = this.byId(id);
    if (!board || !this.isVisible(accountId, board))
      throw notFound('The requested board cannot be viewed because it either does not exist or you do not have permission to view it.');
    return board;
  }

  /** Boards the person may view, oldest first. */
  list(accountId: string | null): readonly Board[] {
    return [...this.jira.state.boards.values()].filter((board) => this.isVisible(accountId, board)).sort((a, b) => a.id - b.id);
  }

  create(input: NewBoard): Board {
    const { state } = this.jira;
    const project = state.projects.get(input.projectId);
    if (!project) throw badRequest(`No project could be found with id '${input.projectId}'.`);
    if (input.filterId !== undefined && !state.filters.has(input.filterId))
      throw badRequest(`The filter '${input.filterId}' does not exist.`);
    const board: Board = {
      id: state.nextId('board', 1),
      name: input.name,
      type: input.type,
      filterId: input.filterId ?? this.createFilter(input, project).id,
      projectId: project.id,
      columns: input.columns ?? this.columnsOf(project),
      ...(input.subQuery === undefined ? {} : { subQuery: input.subQuery }),
    };
    state.boards.set(board.id, board);
    return board;
  }

  remove(id: number): void {
    this.jira.state.boards.delete(id);
  }

  filterOf(board: Board): Filter {
    return this.jira.state.filters.get(board.filterId) ?? { id: board.filterId, name: '', jql: 'project is EMPTY', ownerId: '' };
  }

  /** Live projects the board's filter names; those it surely limits its issues to. A filter that names none: the board's own. */
  projectsOf(board: Board): readonly Project[] {
    const { projectIds } = this.jira.search.saved(this.filterOf(board).jql);
    const ids = projectIds ?? new Set([board.projectId]);
    return [...ids].flatMap((id) => this.jira.state.projects.get(id) ?? []).filter((project) => project.state === 'live');
  }

  /** Whether the issue is one of the filter's, in whatever state; as it is now. */
  holds(board: Board, issue: Issue): boolean {
    return this.jira.search.saved(this.filterOf(board).jql).matches(issue);
  }

  /**
   * All issues of the board that the person may see, by rank: those whose status is in a column. Scrum boards leave out epics, and
   * the kanban sub-query leaves out released work.
   * @throws JiraError 400 when `query.jql` is wrong
   */
  issuesOf(board: Board, accountId: string | null, query: BoardQuery = {}): SearchResult {
    const mapped = new Set(board.columns.flatMap((column) => column.statusIds));
    return this.find(board, accountId, query, (issue) => mapped.has(issue.statusId) && !this.isHiddenEpic(board, issue));
  }

  /**
   * What nobody has planned yet, by rank. Scrum: not done (not in the last column), in no active or future sprint. Kanban: in the
   * first column. Epics and sub-tasks are no backlog items.
   * https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/
   */
  backlogOf(board: Board, accountId: string | null, query: BoardQuery = {}): SearchResult {
    const open = this.jira.sprints.openSprintIds();
    const first = new Set(board.columns.find((column) => column.statusIds.length > 0)?.statusIds ?? []);
    const waiting = (issue: Issue): boolean =>
      board.type === 'kanban' ? first.has(issue.statusId) : !this.isDone(board, issue) && !issue.sprintIds.some((id) => open.has(id));
    return this.find(
      board,
      accountId,
      query,
      (issue) => this.levelOf(issue) === 0 && waiting(issue) && !this.jira.sprints.isLeftBehind(issue),
    );
  }

  /** The board's issues in one sprint, by rank. */
  sprintIssuesOf(board: Board, sprintId: number, accountId: string | null, query: BoardQuery = {}): SearchResult {
    return this.find(board, accountId, query, (issue) => issue.sprintIds.includes(sprintId));
  }

  /** Epics of the board's filter, by rank. */
  epicsOf(board: Board, accountId: string | null): readonly Issue[] {
    return this.find(board, accountId, {}, (issue) => this.levelOf(issue) === 1).issues;
  }

  /** The board's issues whose parent is the epic; null: those without an epic. */
  epicIssuesOf(board: Board, epicId: string | null, accountId: string | null, query: BoardQuery = {}): SearchResult {
    return this.find(board, accountId, query, (issue) => this.levelOf(issue) < 1 && this.epicIdOf(issue) === epicId);
  }

  /** Jira takes the last column with statuses for "done". */
  isDone(board: Board, issue: Issue): boolean {
    const last = [...board.columns].reverse().find((column) => column.statusIds.length > 0);
    return last ? last.statusIds.includes(issue.statusId) : this.jira.state.statuses.get(issue.statusId)?.category === 'done';
  }

  /** @throws JiraError 403 unless the person holds Manage sprints in every project of the filter */
  requireManageSprints(caller: Caller, board: Board): void {
    this.requireManageSprintsIn(caller, this.projectsOf(board));
  }

  /** Whether the person holds Manage sprints in every one of the projects; where none is left, nobody does. */
  mayManageSprintsIn(accountId: string | null, projects: readonly Project[]): boolean {
    return projects.length > 0 && projects.every((project) => this.managesSprints(accountId, project));
  }

  /** @throws JiraError 403 unless the person holds Manage sprints in every one of the projects */
  requireManageSprintsIn({ accountId }: Caller, projects: readonly Project[]): void {
    if (this.mayManageSprintsIn(accountId, projects)) return;
    const lacking = projects.find((project) => !this.managesSprints(accountId, project));
    const where = lacking ? `; you do not have it in project ${lacking.key}` : '';
    throw forbidden(`You need the Manage sprints permission in all projects of the board${where}.`);
  }

  private managesSprints(accountId: string | null, { id }: Project): boolean {
    return this.jira.permissions.has(accountId, 'MANAGE_SPRINTS_PERMISSION', { projectId: id });
  }

  private find(board: Board, accountId: string | null, query: BoardQuery, where: (issue: Issue) => boolean): SearchResult {
    const { jql = '', ...options } = query;
    const also = [this.filterOf(board).jql, ...(board.subQuery === undefined ? [] : [board.subQuery])];
    return this.jira.search.run(jql, accountId, { ...options, also, where, defaultOrder: 'rank' });
  }

  private isVisible(accountId: string | null, board: Board): boolean {
    const home = this.jira.state.projects.get(board.projectId);
    const projects = [...(home ? [home] : []), ...this.projectsOf(board)];
    return projects.some((project) => this.jira.permissions.has(accountId, 'BROWSE_PROJECTS', { projectId: project.id, anyIssue: true }));
  }

  private isHiddenEpic(board: Board, issue: Issue): boolean {
    return board.type !== 'kanban' && this.levelOf(issue) === 1;
  }

  private levelOf(issue: Issue): number {
    return this.jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel ?? 0;
  }

  private epicIdOf(issue: Issue): string | null {
    let at: Issue | undefined = issue;
    while (at && this.levelOf(at) < 1) at = at.parentId === null ? undefined : this.jira.state.issues.get(at.parentId);
    return at?.id ?? null;
  }

  private createFilter(input: NewBoard, project: Project): Filter {
    const { state } = this.jira;
    const filter: Filter = {
      id: String(state.nextId('filter')),
      name: `Filter for ${input.name}`,
      jql: input.jql ?? `project = ${project.key} ORDER BY Rank ASC`,
      ownerId: input.ownerId ?? project.leadAccountId,
    };
    state.filters.set(filter.id, filter);
    return filter;
  }

  private columnsOf(project: Project): Board['columns'] {
    const workflowId = project.workflows[project.issueTypeIds[0] ?? ''] ?? '';
    const statusIds = this.jira.state.workflows.get(workflowId)?.statusIds ?? [];
    return statusIds.map((id) => ({ name: this.jira.state.statuses.get(id)?.name ?? id, statusIds: [id] }));
  }
}
