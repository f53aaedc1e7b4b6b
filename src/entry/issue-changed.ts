import * as z from 'zod/mini';
import type { App } from '../app';
import { AppError } from '../core/errors';

const item = z.object({
  field: z.optional(z.nullable(z.string())),
  fieldId: z.optional(z.nullable(z.string())),
  from: z.optional(z.nullable(z.string())),
});
const event = z.object({
  issue: z.object({ id: z.string(), fields: z.optional(z.object({ project: z.optional(z.object({ id: z.string() })) })) }),
  changelog: z.optional(z.nullable(z.object({ items: z.optional(z.array(item)) }))),
});

/** People's edits come one by one. More than this in a minute is an import or an automation: the sweep takes them a hundred a call instead of one. */
const AT_ONCE = 30;
const MINUTE = 60_000;

/**
 * An issue was created or changed. Only a hint where to look: late, doubled, out of order or not at all. What fails here is found by the
 * sweep within minutes, so nothing is tried again.
 */
export function createIssueChanged(app: App): (payload: unknown) => Promise<void> {
  // Per installation: a warm function serves several sites, and one's import is not the other's.
  const busy = new Map<string, { readonly since: number; readonly events: number }>();

  const isFlood = (): boolean => {
    const now = app.now();
    const site = app.sites.id();
    const before = busy.get(site);
    const current =
      before === undefined || now - before.since >= MINUTE ? { since: now, events: 1 } : { ...before, events: before.events + 1 };
    busy.set(site, current);
    return current.events > AT_ONCE;
  };

  return async (payload) => {
    const hint = event.safeParse(payload);
    if (!hint.success) {
      app.log.warn('An issue event of an unknown form');
      return;
    }
    try {
      await wakeGuard(app, hint.data);
      await wakeAcceptance(app, hint.data);
      const items = hint.data.changelog?.items;
      if (items !== undefined) {
        const { valueFactors, valueScore } = await app.sites.current();
        const concernsUs = items.some(
          ({ fieldId }) => fieldId === undefined || fieldId === null || fieldId === valueFactors || fieldId === valueScore,
        );
        if (!concernsUs) return;
      }
      if (isFlood()) return;
      await app.scoring.settle([hint.data.issue.id]);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      app.log.warn('Left to the sweep', { issueId: hint.data.issue.id, code: error.code });
    }
  };
}

/** A new issue may be a copy, or one a template is for; a status or a project decides what an acceptance is worth. */
async function wakeAcceptance(app: App, { issue, changelog }: z.infer<typeof event>): Promise<void> {
  const { acceptance } = await app.sites.current();
  const decisive = ['status', 'project', 'issuetype', acceptance];
  const items = changelog?.items;
  if (items?.some(({ field, fieldId }) => decisive.some((each) => each === fieldId || each === field)) ?? true)
    await app.acceptance.settle([issue.id]);
}

/** What moves an issue, or in or out of the scope, and every new issue. One that left for another project concerns both. */
async function wakeGuard(app: App, { issue, changelog }: z.infer<typeof event>): Promise<void> {
  const project = issue.fields?.project?.id;
  const items = changelog?.items;
  const { rank, sprint } = await app.sites.current();
  const decisive = [rank, sprint, 'status', 'issuetype', 'project'];
  const concerns =
    items === undefined ||
    items.some(
      ({ field, fieldId }) => fieldId === undefined || fieldId === null || decisive.some((each) => each === fieldId || each === field),
    );
  if (!concerns) return;
  const movedInSprints = items?.some(({ field, fieldId }) => fieldId === sprint || (fieldId ?? field) === 'status') ?? true;
  if (movedInSprints && project !== undefined) await app.sprints.issueChanged(project, issue.id);
  const left = (items ?? []).flatMap(({ field, from }) => (field === 'project' && typeof from === 'string' ? [from] : []));
  for (const projectId of new Set([...(project === undefined ? [] : [project]), ...left])) await app.ranking.hint(projectId, issue.id);
}
