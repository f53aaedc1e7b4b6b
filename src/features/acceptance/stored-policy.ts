import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import type { AtomicWrite, Storage } from '../../core/storage';

export const OWN_WORK = ['allowed', 'refused'] as const;

/** How a project accepts, as its admins chose. */
export interface AcceptancePolicy {
  readonly ownWork: (typeof OWN_WORK)[number];
  /** Id of the status a rejected story goes to; null: it stays. */
  readonly backTo: string | null;
}

export interface StoredPolicy extends AcceptancePolicy {
  readonly revision: number;
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
}

const stored = z.object({
  version: z.literal(1),
  ownWork: z.enum(OWN_WORK),
  backTo: z.nullable(z.string()),
  changed: z.object({ by: z.string(), at: z.number() }),
});
const key = (projectId: ProjectId): string => `acceptance-policy:${projectId}`;

export async function readPolicy(storage: Pick<Storage, 'revised'>, projectId: ProjectId): Promise<StoredPolicy> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  if (found === undefined) return { ownWork: 'allowed', backTo: null, changed: null, revision: 0 };
  const { ownWork, backTo, changed } = found.value;
  return { ownWork, backTo, changed, revision: found.revision };
}

export const policyWrite = (
  projectId: ProjectId,
  { ownWork, backTo }: AcceptancePolicy,
  changed: { readonly by: AccountId; readonly at: number },
  after: number,
): AtomicWrite => ({ key: key(projectId), value: { version: 1, ownWork, backTo, changed }, after });

/** Projects that use acceptance: of the others nothing is looked for. One revised value, since queries may lag. */
const USING = 'acceptance-projects';
const using = z.object({ version: z.literal(1), projects: z.array(z.string()) });

export async function usingProjects(
  storage: Pick<Storage, 'revised'>,
): Promise<{ readonly projects: readonly ProjectId[]; readonly revision: number }> {
  const found = await storage.revised(USING, (value) => using.parse(value));
  return { projects: found?.value.projects ?? [], revision: found?.revision ?? 0 };
}

/** The writes that note it; none where it is noted already. */
export async function noteUse(storage: Pick<Storage, 'revised'>, projectId: ProjectId): Promise<readonly AtomicWrite[]> {
  const { projects, revision } = await usingProjects(storage);
  if (projects.includes(projectId)) return [];
  return [{ key: USING, value: { version: 1, projects: [...projects, projectId] }, after: revision }];
}
