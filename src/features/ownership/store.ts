import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import { LENDABLE_POWERS } from '../../core/authority';
import type { AtomicWrite, Storage } from '../../core/storage';
import { VACANT, type Ownership } from './rules';

const key = (projectId: ProjectId): string => `ownership:${projectId}`;

const stored = z.object({
  version: z.literal(1),
  owner: z.nullable(z.string()),
  delegations: z.array(z.object({ to: z.string(), powers: z.array(z.enum(LENDABLE_POWERS)), from: z.number(), until: z.number() })),
  changed: z.object({ by: z.string(), at: z.number() }),
});

/** An ownership, how often it changed, and who changed it last. */
export interface StoredOwnership extends Ownership {
  readonly revision: number;
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
}

/** One revised value a project: `ownership:{projectId}`. Absent = vacant. */
export async function readOwnership(storage: Storage, projectId: ProjectId): Promise<StoredOwnership> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  if (found === undefined) return { ...VACANT, revision: 0, changed: null };
  const { owner, delegations, changed } = found.value;
  return { owner, delegations, changed, revision: found.revision };
}

/** Fails as `conflict` unless the ownership is still the one of `after`. */
export function ownershipWrite(
  projectId: ProjectId,
  { owner, delegations }: Ownership,
  changed: { readonly by: AccountId; readonly at: number },
  after: number,
): AtomicWrite {
  return { key: key(projectId), value: { version: 1, owner, delegations, changed }, after };
}
