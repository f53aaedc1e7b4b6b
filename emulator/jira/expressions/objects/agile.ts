import type { Board, Sprint } from '../../model';
import { type Entity, EntityType, JiraList } from '../values';
import type { Value } from '../values';
import type { View } from '../view';
import { seesProject } from './project';
import { dateOrNull, each, free, propertiesOf } from './properties';

const SPRINT = new EntityType<Sprint>('Sprint', (sprint) => String(sprint.id), {
  properties: {
    id: free((sprint) => sprint.id),
    state: free((sprint) => sprint.state),
    name: free((sprint) => sprint.name),
    goal: free((sprint) => sprint.goal),
    startDate: free((sprint) => dateOrNull(sprint.startDate)),
    endDate: free((sprint) => dateOrNull(sprint.endDate)),
    completeDate: free((sprint) => dateOrNull(sprint.completeDate)),
    properties: propertiesOf((sprint) => `sprint:${sprint.id}`),
  },
  bean: (sprint) => ({
    id: sprint.id,
    state: sprint.state,
    name: sprint.name,
    goal: sprint.goal,
    startDate: dateOrNull(sprint.startDate),
    endDate: dateOrNull(sprint.endDate),
    completeDate: dateOrNull(sprint.completeDate),
    originBoardId: sprint.originBoardId,
  }),
});

const sprintsOf = (board: Board, state: Sprint['state'], view: View): Value =>
  new JiraList(
    [...view.jira.state.sprints.values()]
      .filter((sprint) => sprint.originBoardId === board.id && sprint.state === state)
      .map((sprint) => SPRINT.of(sprint, view)),
  );

const BOARD = new EntityType<Board>('Board', (board) => String(board.id), {
  properties: {
    id: free((board) => board.id),
    hasBacklog: each((board) => board.type !== 'kanban'),
    hasSprints: each((board) => board.type === 'scrum'),
    activeSprints: each((board, view) => sprintsOf(board, 'active', view)),
    futureSprints: each((board, view) => sprintsOf(board, 'future', view)),
    closedSprints: each((board, view) => sprintsOf(board, 'closed', view)),
    canAdminister: each((board, view) => view.jira.permissions.has(view.accountId, 'ADMINISTER_PROJECTS', { projectId: board.projectId })),
    properties: propertiesOf((board) => `board:${board.id}`),
  },
  bean: (board) => ({ id: board.id, name: board.name, type: board.type }),
});

export function sprintOf(id: number, view: View): Entity | null {
  const sprint = view.jira.state.sprints.get(id);
  return sprint ? SPRINT.of(sprint, view) : null;
}

/** Null when the person may not browse the board's project. */
export function visibleBoard(id: number, view: View): Entity | null {
  const board = view.jira.state.boards.get(id);
  return board && seesProject(board.projectId, view) ? BOARD.of(board, view) : null;
}

/** A sprint is seen by those who see the board it was made on. */
export function visibleSprint(id: number, view: View): Entity | null {
  const sprint = view.jira.state.sprints.get(id);
  return sprint && visibleBoard(sprint.originBoardId, view) ? SPRINT.of(sprint, view) : null;
}
