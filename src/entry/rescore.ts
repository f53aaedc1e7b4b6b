import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const message = z.object({ body: z.object({ projectId: z.string() }) });

/** One turn of the pass over a project's scores. A turn that fails is left to the schedule, which finds passes that stopped. */
export function createRescore(app: App): (event: unknown) => Promise<void> {
  return async (event) => {
    const asked = message.safeParse(event);
    if (!asked.success) {
      app.log.warn('A message of an unknown form');
      return;
    }
    const { projectId } = asked.data.body;
    try {
      await app.scoring.rescore(projectId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('The pass over a project goes on with the schedule', { projectId, code: error.code });
    }
  };
}
