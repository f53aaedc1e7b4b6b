import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import { LENDABLE_POWERS } from '../../core/authority';
import type { AtomicWrite, Storage } from '../../core/storage';
import { endOf, KEPT_AFTER_END_MS, stateOf, VACANT, type Ownership } from './rules';

const key = (projectId: ProjectId): string => `ownership:${projectId}`;

const MOST_FORMER = 20;
/** With the longest reasons in any script these stay far below what Forge takes as one value (240 KiB). */
const MOST_KEPT = 80;

const change = z.object({ by: z.string(), at: z.number() });

/** Before powers could be lent: `delegations` was always empty, and every change was of the owner. */
const version1 = z.object({ version: z.literal(1), owner: z.nullable(z.string()), changed: change });

const version2 = z.object({
  version: z.literal(2),
  owner: z.nullable(z.string()),
  since: z.number(),
  former: z.array(z.object({ account: z.string(), from: z.number(), until: z.number() })),
  delegations: z.array(
    z.object({
      id: z.string(),
      to: z.string(),
      powers: z.array(z.enum(LENDABLE_POWERS)),
      from: z.number(),
      until: z.number(),
      reason: z.string(),
      by: z.string(),
      at: z.number(),
      endedAt: z.nullable(z.number()),
    }),
  ),
  named: z.number(),
  changed: change,
});

const stored = z.discriminatedUnion('version', [version1, version2]);

export interface StoredOwnership extends Ownership {
  /** Counts every change: what is written must come after it. */
  readonly revision: number;
  /** Counts the namings of an owner only: lending powers is no news to whoever names one. */
  readonly named: number;
  /** Who named the owner last. */
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
}

/** One revised value a project: `ownership:{projectId}`. Absent = vacant. */
export async function readOwnership(storage: Storage, projectId: ProjectId): Promise<StoredOwnership> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  if (found === undefined) return { ...VACANT, revision: 0, named: 0, changed: null };
  const { value, revision } = found;
  if (value.version === 1) {
    const { owner, changed } = value;
    return { ...VACANT, owner, since: changed.at, revision, named: revision, changed };
  }
  const { owner, since, former, delegations, named, changed } = value;
  return { owner, since, former, delegations, revision, named, changed };
}

/** Fails as `conflict` unless the ownership is still the one `revision` counted. Forgets what ended so long ago that nobody asks for it. */
export function ownershipWrite(
  projectId: ProjectId,
  { owner, since, former, delegations, named, changed, revision }: StoredOwnership,
  now: number,
): AtomicWrite {
  const value = {
    version: 2,
    owner,
    since,
    former: former.slice(0, MOST_FORMER),
    delegations: kept(delegations, now),
    named,
    changed,
  };
  return { key: key(projectId), value, after: revision };
}

/** In the order they were lent: all that run or are to come, and of the ended ones the last. */
function kept(delegations: Ownership['delegations'], now: number): Ownership['delegations'] {
  const open = delegations.filter((each) => stateOf(each, now) !== 'ended');
  const ended = delegations
    .filter((each) => stateOf(each, now) === 'ended' && endOf(each) > now - KEPT_AFTER_END_MS)
    .sort((one, other) => endOf(other) - endOf(one))
    .slice(0, MOST_KEPT - open.length);
  const stay = new Set([...open, ...ended]);
  return delegations.filter((each) => stay.has(each));
}
