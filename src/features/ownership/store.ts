import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
import type { AtomicWrite } from '../../core/audit';
import { LENDABLE_POWERS } from '../../core/authority';
import type { Storage } from '../../core/storage';
import { VACANT, type Ownership } from './rules';

const key = (projectId: ProjectId): string => `ownership:${projectId}`;

const stored = z.object({
  version: z.literal(1),
  owner: z.nullable(z.string()),
  delegations: z.array(z.object({ to: z.string(), powers: z.array(z.enum(LENDABLE_POWERS)), from: z.number(), until: z.number() })),
});

/** One value a project: `ownership:{projectId}`. Absent = vacant. */
export async function readOwnership(storage: Storage, projectId: ProjectId): Promise<Ownership> {
  return (await storage.get(key(projectId), (value) => stored.parse(value))) ?? VACANT;
}

export function ownershipWrite(projectId: ProjectId, { owner, delegations }: Ownership): AtomicWrite {
  return { key: key(projectId), value: { version: 1, owner, delegations } };
}
