import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
import type { Storage } from '../../core/storage';

/** As long as a page drives a job, and a little longer, the queue need not. */
const A_WHILE = 20_000;
const driven = z.object({ version: z.literal(1), until: z.number() });

export const drivenKey = (projectId: ProjectId): string => `rerank-driven:${projectId}`;
export const driving = (now: number): z.infer<typeof driven> => ({ version: 1, until: now + A_WHILE });

/** Seconds until the queue may take over; 0: at once. */
export async function drivenFor(storage: Storage, projectId: ProjectId, now: number): Promise<number> {
  const found = await storage.get(drivenKey(projectId), (value) => driven.parse(value));
  return found === undefined ? 0 : Math.max(0, Math.ceil((found.until - now) / 1000));
}
