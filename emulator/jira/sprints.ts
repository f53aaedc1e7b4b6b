import { sprintItem } from './changelog-items';
import { badRequest, notFound } from './errors';
import { causeOf } from './issue-store';
import type { Jira } from './jira';
import type { Board, Caller, Issue, Project, Sprint } from './model';
import { emitSprint, showSprintOrder } from './sprint-events';
import { nextSprintName } from './sprint-names';
import { checkedSprint, refuseOpenSubtasks, refuseParallel, requireDates } from './sprint-rules';

export interface NewSprint {
  readonly name: string;
  readonly originBoardId: number;
  readonly goal?: string;
  /** Epoch milliseconds. */
  readonly startDate?: number | null;
  readonly endDate?: number | null;
}

/** What may be changed; absent = stays. `state` only forward: future, active, closed. */
export interface SprintChange {
  readonly name?: string;
  readonly goal?: string;
  readonly startDate?: number | null;
  readonly endDate?: number | null;
  readonly state?: string;
}

export interface CloseOptions {
  /** Where the unfinished issues go: an open sprint, one that is made for them, the backlog. Absent: where a close by REST leaves them. */
  readonly moveUnfinishedTo?: number | 'newSprint' | 'backlog';
}

/**
 * Sprints. An issue keeps the closed sprints it was in and is in at most one open one.
 * https://developer.atlassian.com/cloud/jira/software/rest/api-group-sprint/
 */
export class Sprints {
  /** Those deleted since the site was started, as they last were. */
  private readonly deleted = new Map<number, Sprint>();

  constructor(private readonly jira: Jira) {}

  /** Also one that is gone meanwhile: what was opened on it goes on speaking of it. */
  lastKnown(id: number): Sprint | undefined {
    return this.byId(id) ?? this.deleted.get(id);
  }

  byId(id: number): Sprint | undefined {
    return this.jira.state.sprints.get(id);
  }

  /** @throws JiraError 404 unless the person may view the board it was made on, or one of its issues */
  visible(accountId: string | null, id: number): Sprint {
    const sprint = this.byId(id);
    if (!sprint || !this.isVisible(accountId, sprint)) throw notFound('Sprint does not exist.');
    return sprint;
  }

  /** Sprints made on the board or holding issues of its filter: closed, then active, then future, in the order they were made. */
  listFor(board: Board, states: readonly Sprint['state'][] = ['closed', 'active', 'future']): readonly Sprint[] {
    const query = this.jira.search.saved(this.jira.boards.filterOf(board).jql);
    const used = new Set<number>();
    for (const issue of this.jira.state.issues.values())
      if (issue.sprintIds.length > 0 && query.matches(issue)) issue.sprintIds.forEach((id) => used.add(id));
    const order: readonly Sprint['state'][] = ['closed', 'active', 'future'];
    return [...this.jira.state.sprints.values()]
      .filter((sprint) => states.includes(sprint.state) && (sprint.originBoardId === board.id || used.has(sprint.id)))
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  }

  /** Active and future ones. */
  openSprintIds(): ReadonlySet<number> {
    return new Set([...this.jira.state.sprints.values()].filter((sprint) => sprint.state !== 'closed').map((sprint) => sprint.id));
  }

  /** The issue was left in a closed sprint that did not let go of it, and nobody has moved it since. */
  isLeftBehind(issue: Issue): boolean {
    return this.jira.state.keepingSprints.has(issue.sprintIds[issue.sprintIds.length - 1] ?? -1);
  }

  /** Whose Manage sprints it takes to change the sprint: the projects of its board; when that is gone, those of its issues. */
  projectsOf(sprint: Sprint): readonly Project[] {
    const board = this.jira.boards.byId(sprint.originBoardId);
    if (board) return this.jira.boards.projectsOf(board);
    const ids = new Set(this.issuesIn(sprint.id).map(({ projectId }) => projectId));
    return [...ids].flatMap((id) => this.jira.state.projects.get(id) ?? []);
  }

  /** Issues in the sprint now (not as indexed), whoever may see them. */
  issuesIn(sprintId: number): readonly Issue[] {
    return [...this.jira.state.issues.values()].filter((issue) => issue.sprintIds.includes(sprintId));
  }

  /** @throws JiraError 400 (name, dates), 403 (Manage sprints), 404 (board) */
  create(caller: Caller, input: NewSprint): Sprint {
    const board = this.jira.boards.visible(caller.accountId, input.originBoardId);
    if (board.type === 'kanban') throw badRequest('The board does not support sprints.');
    this.jira.boards.requireManageSprints(caller, board);
    const sprint = checkedSprint({
      id: this.jira.state.nextId('sprint', 1),
      name: input.name.trim(),
      state: 'future',
      goal: input.goal ?? '',
      createdDate: this.jira.clock.now(),
      startDate: input.startDate ?? null,
      endDate: input.endDate ?? null,
      completeDate: null,
      originBoardId: board.id,
    });
    this.jira.state.sprints.set(sprint.id, sprint);
    emitSprint(this.jira, 'created', sprint, null, caller);
    return sprint;
  }

  /** Stores a sprint as it is: loading history, no permission, no event. */
  load(record: Omit<Sprint, 'id'>): Sprint {
    const sprint: Sprint = { ...record, id: this.jira.state.nextId('sprint', 1) };
    this.jira.state.sprints.set(sprint.id, sprint);
    return sprint;
  }

  /**
   * Changes what is named, starts (`state: 'active'`) or closes (`'closed'`) it. Of a closed sprint only name and goal change; the rest
   * is silently ignored.
   * @throws JiraError 400, 403, 404
   */
  update(caller: Caller, id: number, change: SprintChange): Sprint {
    const before = this.manageable(caller, id);
    const { name = before.name, goal = before.goal } = change;
    if (before.state === 'closed') return this.replace(caller, before, checkedSprint({ ...before, name: name.trim(), goal }));
    const { startDate = before.startDate, endDate = before.endDate, state = before.state } = change;
    const edited = checkedSprint({ ...before, name: name.trim(), goal, startDate, endDate });
    if (before.state === 'active') requireDates(edited);
    if (state === before.state) return this.replace(caller, before, edited);
    if (before.state === 'future' && state === 'active') return this.begin(caller, before, edited);
    if (before.state === 'active' && state === 'closed') return this.finish(caller, before, edited, {});
    throw badRequest(`A sprint cannot be changed from state '${before.state}' to '${state}'.`);
  }

  /** @throws JiraError 400 unless it is a future sprint with start and end date (here or already) */
  start(caller: Caller, id: number, dates: Pick<SprintChange, 'startDate' | 'endDate' | 'name' | 'goal'> = {}): Sprint {
    return this.update(caller, id, { ...dates, state: 'active' });
  }

  /** @throws JiraError 400 unless it is active */
  close(caller: Caller, id: number, options: CloseOptions = {}): Sprint {
    const before = this.manageable(caller, id);
    if (before.state !== 'active') throw badRequest('Only an active sprint can be closed.');
    if (typeof options.moveUnfinishedTo === 'number') this.openSprint(caller, options.moveUnfinishedTo);
    return this.finish(caller, before, before, options);
  }

  /** In whatever state it is: its issues go back to the backlog. */
  remove(caller: Caller, id: number): void {
    const sprint = this.manageable(caller, id);
    for (const { id: issueId } of this.issuesIn(id)) {
      // As it is by now: a sub-task has gone with its parent.
      const issue = this.jira.state.issues.get(issueId);
      const rest = issue?.sprintIds.filter((one) => one !== id) ?? [];
      if (issue) this.setSprints(caller, issue, rest);
    }
    this.deleted.set(id, sprint);
    this.jira.state.sprints.delete(id);
    this.jira.state.keepingSprints.delete(id);
    this.jira.state.properties.delete(`sprint:${id}`);
    emitSprint(this.jira, 'deleted', sprint, null, caller);
  }

  /** The two change places in the board's list, as far as both are of the same state. */
  swap(caller: Caller, id: number, otherId: number): void {
    const [one, other] = [this.manageable(caller, id), this.manageable(caller, otherId)];
    const { sprints } = this.jira.state;
    const rows = [...sprints.entries()];
    const places = [rows.findIndex(([key]) => key === one.id), rows.findIndex(([key]) => key === other.id)] as const;
    [rows[places[0]], rows[places[1]]] = [rows[places[1]]!, rows[places[0]]!];
    sprints.clear();
    for (const [key, sprint] of rows) sprints.set(key, sprint);
    showSprintOrder(this.jira, caller);
  }

  /**
   * Puts 1..50 issues (ids or keys) into an open sprint, or (null) into the backlog: out of any open sprint. Sub-tasks follow their
   * parents and cannot be moved alone. Closed sprints stay on the issue.
   * @throws JiraError 400, 403 (Schedule and Edit issues on every one), 404 (sprint)
   */
  moveIssues(caller: Caller, sprintId: number | null, issueIds: readonly string[]): readonly Issue[] {
    if (sprintId !== null) this.openSprint(caller, sprintId);
    const issues = this.jira.ranking.rankable(caller, issueIds);
    if (issues.some((issue) => this.isSubtask(issue)))
      throw badRequest('Sub-tasks cannot be moved on their own: they are in the sprint of their parent.');
    for (const issue of issues) this.moveIssue(caller, issue, sprintId);
    return issues.map((issue) => this.jira.state.issues.get(issue.id)!);
  }

  /** Sub-tasks are in the sprints of their parent, however that came there; nothing is told of them. */
  takeSubtasksAlong(caller: Caller, parentId: string): void {
    const sprintIds = this.jira.state.issues.get(parentId)?.sprintIds ?? [];
    for (const child of this.jira.issues.childrenOf(parentId)) if (this.isSubtask(child)) this.setSprints(caller, child, sprintIds);
  }

  private moveIssue(caller: Caller, issue: Issue, sprintId: number | null): void {
    // Moving it to the backlog by hand takes it out of a closed sprint that kept it, which then is no longer its own.
    if (this.isLeftBehind(issue))
      return this.setSprints(caller, issue, [...issue.sprintIds.slice(0, -1), ...(sprintId === null ? [] : [sprintId])]);
    const closed = issue.sprintIds.filter((id) => this.byId(id)?.state === 'closed');
    this.setSprints(caller, issue, sprintId === null ? closed : [...closed, sprintId]);
  }

  private setSprints(caller: Caller, issue: Issue, sprintIds: readonly number[]): void {
    if (sprintIds.join() === issue.sprintIds.join()) return;
    const subtask = this.isSubtask(issue);
    this.jira.issues.commit({
      before: issue,
      after: { ...issue, sprintIds },
      ...causeOf(caller),
      items: subtask ? [] : [sprintItem(this.jira, issue.sprintIds, sprintIds)],
      kind: 'sprint',
      ...(subtask ? { bumpUpdated: false, emit: false } : {}),
    });
    if (!subtask) this.takeSubtasksAlong(caller, issue.id);
  }

  private begin(caller: Caller, before: Sprint, edited: Sprint): Sprint {
    requireDates(edited);
    refuseParallel(this.jira, before);
    const sprint: Sprint = { ...edited, state: 'active' };
    this.jira.state.sprints.set(sprint.id, sprint);
    emitSprint(this.jira, 'started', sprint, null, caller);
    return sprint;
  }

  private finish(caller: Caller, before: Sprint, edited: Sprint, options: CloseOptions): Sprint {
    const issues = this.issuesIn(before.id).filter((issue) => !this.isSubtask(issue));
    const done = (issue: Issue): boolean => this.isFinished(before, issue);
    refuseOpenSubtasks(this.jira, issues.filter(done), done);
    const wanted = options.moveUnfinishedTo ?? this.whereRestLeaves(before);
    const target = wanted === 'newSprint' ? this.createNext(caller, before).id : wanted;
    const sprint: Sprint = { ...edited, state: 'closed', completeDate: this.jira.clock.now() };
    this.jira.state.sprints.set(sprint.id, sprint);
    if (target === 'closedSprint') this.jira.state.keepingSprints.add(sprint.id);
    if (typeof target === 'number') {
      for (const issue of issues) if (!done(issue)) this.setSprints(caller, issue, [...issue.sprintIds, target]);
    }
    emitSprint(this.jira, 'closed', sprint, null, caller);
    return sprint;
  }

  private createNext(caller: Caller, { originBoardId }: Sprint): Sprint {
    const board = this.jira.boards.visible(caller.accountId, originBoardId);
    return this.create(caller, { name: nextSprintName(this.jira, board), originBoardId });
  }

  private whereRestLeaves(sprint: Sprint): number | 'backlog' | 'closedSprint' {
    const { closeLeavesIssues } = this.jira.switches;
    if (closeLeavesIssues !== 'nextSprint') return closeLeavesIssues;
    const board = this.jira.boards.byId(sprint.originBoardId);
    return (board && this.listFor(board, ['future'])[0]?.id) ?? 'backlog';
  }

  private replace(caller: Caller, before: Sprint, after: Sprint): Sprint {
    const same =
      before.name === after.name && before.goal === after.goal && before.startDate === after.startDate && before.endDate === after.endDate;
    if (same) return before;
    this.jira.state.sprints.set(after.id, after);
    emitSprint(this.jira, 'updated', after, before, caller);
    return after;
  }

  private manageable(caller: Caller, id: number): Sprint {
    const sprint = this.visible(caller.accountId, id);
    this.jira.boards.requireManageSprintsIn(caller, this.projectsOf(sprint));
    return sprint;
  }

  private openSprint(caller: Caller, id: number): Sprint {
    const sprint = this.visible(caller.accountId, id);
    if (sprint.state === 'closed') throw badRequest('Issues can only be moved to open or active sprints.');
    return sprint;
  }

  private isVisible(accountId: string | null, sprint: Sprint): boolean {
    const board = this.jira.boards.byId(sprint.originBoardId);
    if (board && this.jira.boards.list(accountId).includes(board)) return true;
    return this.issuesIn(sprint.id).some((issue) => this.jira.permissions.canSee(accountId, issue));
  }

  private isFinished(sprint: Sprint, issue: Issue): boolean {
    const board = this.jira.boards.byId(sprint.originBoardId);
    return board ? this.jira.boards.isDone(board, issue) : this.jira.state.statuses.get(issue.statusId)?.category === 'done';
  }

  private isSubtask(issue: Issue): boolean {
    return (this.jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel ?? 0) < 0;
  }
}
