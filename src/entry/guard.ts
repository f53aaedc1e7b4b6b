import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const message = z.object({ body: z.unknown() });

/** One turn of a project's guard. A turn that fails is left to the schedule, which takes up what was interrupted. */
export function createGuard(app: App): (event: unknown) => Promise<void> {
  return async (event) => {
    const asked = message.safeParse(event);
    try {
      if (!asked.success || !(await app.ranking.run(asked.data.body))) app.log.warn('A message of an unknown form');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('The guard goes on with the schedule', { code: error.code, reason: error.message });
    }
  };
}
