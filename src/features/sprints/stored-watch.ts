import * as z from 'zod/mini';
import type { IssueId, ProjectId } from '../../core/actor';
import type { OwnerSeen } from '../../core/guard';
import type { BoardId, SprintId } from '../../core/sprints';
import type { Storage } from '../../core/storage';

/** An open sprint as it was when it was last looked at: all that is needed to make it again. */
export interface Watched {
  readonly id: SprintId;
  readonly boardId: BoardId;
  readonly name: string;
  readonly goal: string;
  readonly state: 'future' | 'active';
  readonly startDate: number | null;
  readonly endDate: number | null;
  /** Its issues in rank order, sub-tasks left out. */
  readonly issues: readonly IssueId[];
  /** When all of them were read, epoch milliseconds. */
  readonly readAt: number;
  /** Since when it is not among the open ones and nobody knows yet whose doing that is; null: it is there. */
  readonly goneSince: number | null;
  /** Taken in and out since its start (C4). */
  readonly added: number;
  readonly removed: number;
}

export interface Frozen {
  /** `blind`: the app cannot see the project. `cannot-manage`: it may not change its sprints. */
  readonly because: 'blind' | 'cannot-manage';
  readonly at: number;
}

/** What is known of a project's open sprints. */
export interface Watch {
  readonly boards: readonly BoardId[];
  readonly boardsReadAt: number;
  readonly sprints: readonly Watched[];
  readonly lastLook: number;
  readonly frozen: Frozen | null;
  /** Whether the owner was there when last asked (O4). */
  readonly owner: OwnerSeen;
}

export interface StoredWatch extends Watch {
  readonly revision: number;
}

const key = (projectId: ProjectId): string => `sprint-watch:${projectId}`;

/** Ids in one text: a fifth of what they take as a list. */
const watched = z.object({
  id: z.string(),
  boardId: z.string(),
  name: z.string(),
  goal: z.string(),
  state: z.enum(['future', 'active']),
  startDate: z.nullable(z.number()),
  endDate: z.nullable(z.number()),
  issues: z.string(),
  readAt: z.number(),
  goneSince: z.nullable(z.number()),
  added: z.number(),
  removed: z.number(),
});
const stored = z.object({
  version: z.literal(1),
  boards: z.array(z.string()),
  boardsReadAt: z.number(),
  sprints: z.array(watched),
  lastLook: z.number(),
  frozen: z.nullable(z.object({ because: z.enum(['blind', 'cannot-manage']), at: z.number() })),
  owner: z.nullable(z.object({ account: z.string(), present: z.boolean(), at: z.number() })),
});

export async function readWatch(storage: Storage, projectId: ProjectId): Promise<StoredWatch | undefined> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  if (found === undefined) return undefined;
  const { version: _, sprints, ...rest } = found.value;
  return {
    ...rest,
    revision: found.revision,
    sprints: sprints.map((sprint) => ({ ...sprint, issues: sprint.issues.split(' ').filter((id) => id !== '') })),
  };
}

/** Of two that look at once the slower one is told `conflict`, and looks again. */
export function writeWatch(
  storage: Storage,
  projectId: ProjectId,
  { sprints, ...rest }: Watch,
  after: number,
): Promise<'done' | 'conflict'> {
  const value = { version: 1, ...rest, sprints: sprints.map((sprint) => ({ ...sprint, issues: sprint.issues.join(' ') })) };
  return storage.commit([{ key: key(projectId), value, after }]);
}

export const forgetWatch = (storage: Storage, projectId: ProjectId): Promise<void> => storage.forgetRevised(key(projectId));
