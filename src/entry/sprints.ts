import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const message = z.object({ body: z.unknown() });

/** One turn of a project's sprints. A turn that fails is left to the schedule, which takes up what was interrupted. */
export function createSprintTurn(app: App): (event: unknown) => Promise<void> {
  return async (event) => {
    const asked = message.safeParse(event);
    try {
      if (!asked.success || !(await app.sprints.run(asked.data.body))) app.log.warn('A message of an unknown form');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('Sprints go on with the schedule', { code: error.code, reason: error.message });
    }
  };
}

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
      await app.sprints.sprintChanged({ sprintId: String(sprint.id), boardId, end: ENDS.get(eventType) ?? null, by: atlassianId ?? null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('Left to the sweep', { sprintId: String(sprint.id), code: error.code });
    }
  };
}
