import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const event = z.object({ issue: z.object({ id: z.string(), fields: z.object({ project: z.object({ id: z.string() }) }) }) });

/**
 * An issue was deleted. A hint like any other: the guard asks Jira before it forgets the issue's place, acceptance before it forgets its checklist. Without the event it keeps the place, since to the
 * app a deleted issue looks like a hidden one.
 */
export function createIssueDeleted(app: App): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const hint = event.safeParse(payload);
    if (!hint.success) {
      app.log.warn('A deletion of an unknown form');
      return;
    }
    const { id, fields } = hint.data.issue;
    try {
      await app.ranking.hint(fields.project.id, id, { deleted: true });
      await app.acceptance.deleted(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('A deleted issue keeps its place in the order', { issueId: id, code: error.code });
    }
  };
}
