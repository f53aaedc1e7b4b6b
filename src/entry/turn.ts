import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const message = z.object({ body: z.unknown() });

/**
 * A message of one of the queues. `run` answers false for a form this release does not know. A turn that fails is left to the schedule, which takes up what was
 * interrupted.
 */
export function createTurn(app: App, whose: string, run: (body: unknown) => Promise<boolean>): (event: unknown) => Promise<void> {
  return async (event) => {
    const asked = message.safeParse(event);
    try {
      if (!asked.success || !(await run(asked.data.body))) app.log.warn('A message of an unknown form');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('A turn goes on with the schedule', { of: whose, code: error.code, reason: error.message });
    }
  };
}
