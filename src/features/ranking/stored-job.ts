import * as z from 'zod/mini';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import { TIERS, type Tier } from '../../core/rank';
import type { AtomicWrite, Storage } from '../../core/storage';

/** A rearrangement of a whole order: by score, or back to what it was (R5), or what a cancelled sprint left, to one end of it (C1). Stored before it starts. */
export interface Job {
  readonly id: string;
  readonly kind: 'by-score' | 'undo' | 'sprint';
  readonly status: 'running' | 'done' | 'stopped';
  readonly tier: Tier;
  readonly by: AccountId;
  /** The owner a delegate acted for. */
  readonly for: AccountId | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** Issues it moves, and calls it takes. */
  readonly moved: number;
  readonly calls: number;
  /** Issues it did not move after all, because it was stopped or Jira does not show them; 0 while it runs. */
  readonly left: number;
  /** Issues an undo left alone, since somebody who may had ranked them. */
  readonly kept: readonly IssueId[];
  /** The job an undo takes back. */
  readonly undoes: string | null;
}

export interface Jobs {
  readonly revision: number;
  /** Oldest first. */
  readonly jobs: readonly Job[];
}

/** Jobs that are remembered, the last of which can be undone. */
export const MOST_JOBS = 10;
/** Ids in one stored value: some 40 KB. */
const A_LIST = 5_000;

const key = (projectId: ProjectId): string => `rerank:${projectId}`;
const job = z.object({
  id: z.string(),
  kind: z.enum(['by-score', 'undo', 'sprint']),
  status: z.enum(['running', 'done', 'stopped']),
  tier: z.enum(TIERS),
  by: z.string(),
  for: z.nullable(z.string()),
  startedAt: z.number(),
  finishedAt: z.nullable(z.number()),
  moved: z.number(),
  calls: z.number(),
  left: z.number(),
  kept: z.array(z.string()),
  undoes: z.nullable(z.string()),
});
const stored = z.object({ version: z.literal(1), jobs: z.array(job) });
const list = z.object({ version: z.literal(1), ids: z.string() });

export async function readJobs(storage: Storage, projectId: ProjectId): Promise<Jobs> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  return { jobs: found?.value.jobs ?? [], revision: found?.revision ?? 0 };
}

export const jobsWrite = (projectId: ProjectId, jobs: readonly Job[], after: number): AtomicWrite => ({
  key: key(projectId),
  value: { version: 1, jobs: jobs.slice(-MOST_JOBS) },
  after,
});

const partKey = (projectId: ProjectId, jobId: string, part: number): string => `rerank-before:${projectId}:${jobId}:${part}`;

/** The order a job found: what an undo brings back. */
export async function writeBefore(storage: Storage, projectId: ProjectId, jobId: string, order: readonly IssueId[]): Promise<void> {
  for (let part = 0; part * A_LIST <= order.length; part++) {
    const text = order.slice(part * A_LIST, (part + 1) * A_LIST).join(' ');
    await storage.set(partKey(projectId, jobId, part), { version: 1, ids: text });
  }
}

export async function readBefore(storage: Storage, projectId: ProjectId, jobId: string): Promise<readonly IssueId[]> {
  const ids: IssueId[] = [];
  for (let part = 0; ; part++) {
    const found = await storage.get(partKey(projectId, jobId, part), (value) => list.parse(value));
    const some = found?.ids.split(' ').filter((id) => id !== '') ?? [];
    ids.push(...some);
    // A part that is not full is the last one.
    if (some.length < A_LIST) return ids;
  }
}

export async function dropBefore(storage: Storage, projectId: ProjectId, jobId: string): Promise<void> {
  await storage.deleteAll(await storage.keys(`rerank-before:${projectId}:${jobId}:`));
}

/** Projects with a job under way: a sweep finds them here, guarded or not. */
const RUNNING = 'rerank-runs:';
export const runningKey = (projectId: ProjectId): string => `${RUNNING}${projectId}`;
export const runningProjects = async (storage: Storage): Promise<readonly ProjectId[]> =>
  (await storage.keys(RUNNING)).map((each) => each.slice(RUNNING.length));
