import * as z from 'zod/mini';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import type { AskingDeps } from '../../core/asking';
import type { BoardId, SprintId } from '../../core/sprints';
import type { Storage } from '../../core/storage';
import { readSetting } from './stored-setting';
import { askToLook } from './tasks';

/** An event said that a sprint was closed or deleted, and by whom: Jira's own lists never tell that. */
export interface EndHint {
  readonly sprintId: SprintId;
  readonly boardId: BoardId | null;
  readonly what: 'closed' | 'deleted';
  /** Null: the event did not say. */
  readonly by: AccountId | null;
  /** When the event came, epoch milliseconds. */
  readonly seenAt: number;
}

const prefix = (projectId: ProjectId, of: 'end' | 'issue'): string => `sprint-hint:${projectId}:${of}:`;
const end = z.object({
  version: z.literal(1),
  sprintId: z.string(),
  boardId: z.nullable(z.string()),
  what: z.enum(['closed', 'deleted']),
  by: z.nullable(z.string()),
  seenAt: z.number(),
});

type HintDeps = AskingDeps & { readonly storage: Storage };

/** Kept one by one, since many functions may do this at the same time; a look is asked for unless one is on its way. */
export async function keepEnd(deps: HintDeps, projectId: ProjectId, hint: EndHint): Promise<void> {
  if ((await readSetting(deps.storage, projectId)).mode === 'off') return;
  await deps.storage.set(`${prefix(projectId, 'end')}${hint.sprintId}`, { version: 1, ...hint });
  await askToLook(deps, projectId);
}

export async function keepIssue(deps: HintDeps, projectId: ProjectId, issueId: IssueId): Promise<void> {
  if ((await readSetting(deps.storage, projectId)).mode === 'off') return;
  await deps.storage.set(`${prefix(projectId, 'issue')}${issueId}`, { version: 1 });
  await askToLook(deps, projectId);
}

export async function wake(deps: HintDeps, projectId: ProjectId): Promise<void> {
  if ((await readSetting(deps.storage, projectId)).mode !== 'off') await askToLook(deps, projectId);
}

export interface Hints {
  readonly ends: ReadonlyMap<SprintId, EndHint>;
  readonly issues: readonly IssueId[];
}

/** `known`: sprints whose hint is read by key, since the query behind the others may lag. */
export async function readHints(storage: Storage, projectId: ProjectId, known: readonly SprintId[]): Promise<Hints> {
  const [ends, issues] = await Promise.all([storage.keys(prefix(projectId, 'end')), storage.keys(prefix(projectId, 'issue'))]);
  const keys = [...new Set([...ends, ...known.map((id) => `${prefix(projectId, 'end')}${id}`)])];
  const found = await storage.getMany(keys, (value) => end.parse(value));
  return {
    ends: new Map([...found.values()].map((hint) => [hint.sprintId, hint])),
    issues: issues.map((key) => key.slice(prefix(projectId, 'issue').length)),
  };
}

export const dropHints = (storage: Storage, projectId: ProjectId, { ends, issues }: Hints): Promise<void> =>
  storage.deleteAll([
    ...[...ends.keys()].map((id) => `${prefix(projectId, 'end')}${id}`),
    ...issues.map((id) => `${prefix(projectId, 'issue')}${id}`),
  ]);
