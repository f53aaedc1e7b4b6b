import * as z from 'zod/mini';
import type { IssueId, ProjectId } from '../../core/actor';
import type { Storage } from '../../core/storage';
import type { GuardDeps } from './deps';
import { askForTask } from './tasks';
import { readSetting } from './stored-guard';

/** Where to look. */
export interface Hint {
  readonly id: IssueId;
  /** The move was asked for, and somebody with the power carried it out. */
  readonly carried?: { readonly requestId: string; readonly reason: string } | undefined;
  /** An event says that it was deleted. */
  readonly deleted?: boolean | undefined;
}

/** Hints of a project that a look takes at once. */
export const MOST_HINTS = 500;

const hint = z.object({
  version: z.literal(1),
  id: z.string(),
  carried: z.optional(z.object({ requestId: z.string(), reason: z.string() })),
  deleted: z.optional(z.boolean()),
});
const prefix = (projectId: ProjectId): string => `hint:${projectId}:`;

/**
 * Something happened to these issues: they are kept, and a look is asked for unless one is on its way. Kept one by one, since many functions
 * may do this at the same time.
 */
export async function keepHints(
  deps: Pick<GuardDeps, 'storage' | 'jobs' | 'now'>,
  projectId: ProjectId,
  hints: readonly Hint[],
): Promise<void> {
  if ((await readSetting(deps.storage, projectId)).mode === 'off') return;
  await Promise.all(hints.map((each) => deps.storage.set(`${prefix(projectId)}${each.id}`, { version: 1, ...each })));
  await askForTask(deps, projectId, { task: 'look', hints: hints.map(({ id }) => id) });
}

/** What is kept. The query behind it may lag: `ids` are read by key. */
export async function readHints(storage: Storage, projectId: ProjectId, ids: readonly IssueId[]): Promise<readonly Hint[]> {
  const keys = new Set([...ids.map((id) => `${prefix(projectId)}${id}`), ...(await storage.keys(prefix(projectId)))]);
  const found = await Promise.all([...keys].slice(0, MOST_HINTS).map((key) => storage.get(key, (value) => hint.parse(value))));
  return found.filter((each) => each !== undefined);
}

export async function dropHints(storage: Storage, projectId: ProjectId, hints: readonly Hint[]): Promise<void> {
  await storage.deleteAll(hints.map(({ id }) => `${prefix(projectId)}${id}`));
}
