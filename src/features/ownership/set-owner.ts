import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import { administered, type NotForThem } from '../../core/administered';
import type { Authority } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { Permissions, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { ownershipWrite, readOwnership } from './store';

export interface SetOwnerDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly permissions: Permissions;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly now: Now;
}

export type SetOwnerResult =
  | { readonly kind: 'named'; readonly projectId: ProjectId; readonly owner: AccountId | null }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: 'owner-cannot-see' | 'conflict' };

/**
 * Names a project's owner, or leaves it vacant with null (O1). The change and its audit entry are one write. `revision` is what the caller
 * saw: if the owner has changed since, nothing is written (`conflict`).
 */
export async function setOwner(
  deps: SetOwnerDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly accountId: AccountId | null; readonly revision?: number | undefined },
): Promise<SetOwnerResult> {
  const found = await administered(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project, by, capacity } = found;
  if (claim.accountId !== null && !(await deps.permissions.mayBrowse(claim.accountId, project.key))) {
    return { kind: 'refused', reason: 'owner-cannot-see' };
  }
  const before = await readOwnership(deps.storage, project.id);
  if (claim.revision !== undefined && claim.revision !== before.revision) return { kind: 'refused', reason: 'conflict' };
  if (before.owner !== claim.accountId) {
    const committed = await deps.storage.commit([
      // A delegation lends one owner's powers: with another owner it has nothing to lend.
      ownershipWrite(project.id, { owner: claim.accountId, delegations: [] }, { by, at: deps.now() }, before.revision),
      deps.audit.entry({
        projectId: project.id,
        kind: 'owner-named',
        actor: by,
        capacity,
        accountableOwner: before.owner,
        before: before.owner,
        after: claim.accountId,
      }),
    ]);
    if (committed === 'conflict') return { kind: 'refused', reason: 'conflict' };
  }
  return { kind: 'named', projectId: project.id, owner: claim.accountId };
}
