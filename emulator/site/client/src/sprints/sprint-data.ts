import { call, get } from '../api';
import type { SprintJson } from '../jira-types';

/** What the site says of a board's sprints to the person who looks. */
export interface Planning {
  readonly mayManageSprints: boolean;
  readonly parallelSprints: boolean;
  /** What a sprint is called that nobody has named. */
  readonly nextSprintName: string;
  /** The site's clock, which need not be the browser's. */
  readonly now: string;
}

/** A sprint with what its dialogs say about it. */
export interface BoardSprint extends SprintJson {
  readonly done: number;
  readonly open: number;
}

export type Destination = number | 'newSprint' | 'backlog';

export interface SprintChange {
  readonly name?: string;
  readonly goal?: string;
  readonly startDate?: string | null;
  readonly endDate?: string | null;
  readonly state?: 'active';
}

const SPRINT = '/rest/agile/1.0/sprint';

export const loadPlanning = (boardId: number): Promise<Planning> => get(`/_site/planning/boards/${boardId}`);

export const createSprint = (boardId: number, name: string): Promise<SprintJson> => call('POST', SPRINT, { name, originBoardId: boardId });

export const changeSprint = (id: number, change: SprintChange): Promise<SprintJson> => call('POST', `${SPRINT}/${id}`, change);

export const deleteSprint = (id: number): Promise<void> => call('DELETE', `${SPRINT}/${id}`);

export const completeSprint = (id: number, openIssuesTo: Destination): Promise<void> =>
  call('POST', `/_site/planning/sprints/${id}/complete`, { openIssuesTo });

export const issuesText = (count: number, what = ''): string => `${count} ${what}${what && ' '}${count === 1 ? 'issue' : 'issues'}`;
