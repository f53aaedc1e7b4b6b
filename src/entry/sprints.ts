import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const id = z.union([z.string(), z.number()]);
const sprintEvent = z.object({
  eventType: z.string(),
  sprint: z.object({ id, originBoardId: z.nullish(id) }),
  atlassianId: z.nullish(z.string()),
});

const ENDS: ReadonlyMap<string, 'closed' | 'deleted'> = new Map([
  ['avi:jira-software:closed:sprint', 'closed'],
  ['avi:jira-software:deleted:sprint', 'deleted'],
]);

/** A sprint was made, started, changed, closed or deleted. Only a hint where to look, and the one place that says who it was. */
export function createSprintChanged(app: App): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const event = sprintEvent.safeParse(payload);
    if (!event.success) {
      app.log.warn('A sprint event of an unknown form');
      return;
    }
    const { eventType, sprint, atlassianId } = event.data;
    const boardId = sprint.originBoardId === null || sprint.originBoardId === undefined ? null : String(sprint.originBoardId);
    try {
      const projectId = boardId === null ? null : await app.sprints.homeOf(boardId);
      if (projectId === null) return;
      const [sprintId, end] = [String(sprint.id), ENDS.get(eventType) ?? null];
      await app.sprints.sprintChanged(projectId, { sprintId, boardId, end, by: atlassianId ?? null });
      if (end === 'closed') await app.ranking.sprintEnded(projectId, sprintId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('Left to the sweep', { sprintId: String(sprint.id), code: error.code });
    }
  };
}
