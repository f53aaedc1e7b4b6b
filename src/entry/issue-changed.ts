import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const event = z.object({
  issue: z.object({ id: z.string() }),
  changelog: z.optional(z.nullable(z.object({ items: z.optional(z.array(z.object({ fieldId: z.optional(z.nullable(z.string())) }))) }))),
});

/**
 * An issue was created or changed. Only a hint where to look: late, doubled, out of order or not at all. What fails here is found by the
 * sweep within minutes, so nothing is tried again.
 */
export function createIssueChanged(app: App): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const hint = event.safeParse(payload);
    if (!hint.success) {
      app.log.warn('An issue event of an unknown form');
      return;
    }
    try {
      const items = hint.data.changelog?.items;
      if (items !== undefined) {
        const { valueFactors, valueScore } = await app.sites.current();
        const concernsUs = items.some(
          ({ fieldId }) => fieldId === undefined || fieldId === null || fieldId === valueFactors || fieldId === valueScore,
        );
        if (!concernsUs) return;
      }
      await app.scoring.settle([hint.data.issue.id]);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('Left to the sweep', { issueId: hint.data.issue.id, code: error.code });
    }
  };
}
