import * as z from 'zod/mini';
import type { AccountId, Actor } from '../../core/actor';
import { forBrowsers, type ForBrowsers } from '../../core/readers';
import type { Storage } from '../../core/storage';
import type { InTier, OrderDeps } from './shown-order';

const visit = z.object({ version: z.literal(1), at: z.number() });
const visitKey = ({ projectId, tier }: InTier, account: AccountId): string => `visit:${projectId}:${tier}:${account}`;

/** When somebody last said that they had seen this order; null: never. */
export async function readVisit(storage: Storage, at: InTier, account: AccountId): Promise<number | null> {
  return (await storage.get(visitKey(at, account), (value) => visit.parse(value)))?.at ?? null;
}

/** The reader has seen the order as it is now. */
export const noteVisit = (deps: OrderDeps, actor: Actor, claim: InTier): Promise<ForBrowsers<{ readonly at: number }>> =>
  forBrowsers(deps, actor, claim.projectId, async (project) => {
    const at = deps.now();
    const key = { projectId: project.id, tier: claim.tier };
    if (actor.kind === 'person') await deps.storage.set(visitKey(key, actor.accountId), { version: 1, at });
    return { at };
  });
