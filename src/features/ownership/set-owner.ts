import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { Authority, RefusalReason } from '../../core/authority';
import type { Permissions, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { ownershipWrite, readOwnership } from './store';

export interface SetOwnerDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly permissions: Permissions;
  readonly storage: Storage;
  readonly audit: Audit;
}

export type SetOwnerResult =
  | { readonly kind: 'named'; readonly projectId: ProjectId; readonly owner: AccountId | null }
  | { readonly kind: 'refused'; readonly reason: RefusalReason | 'not-software' | 'owner-cannot-see' };

/** Names a project's owner, or leaves it vacant with null (O1). The change and its audit entry are one write. */
export async function setOwner(
  deps: SetOwnerDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly accountId: AccountId | null },
): Promise<SetOwnerResult> {
  const decision = await deps.authority.mayUse(actor, 'configure', { projectId: claim.projectId });
  if (!decision.allowed || actor.kind !== 'person') {
    return { kind: 'refused', reason: decision.allowed ? 'anonymous' : decision.reason };
  }
  const project = await deps.projects.asCaller(claim.projectId);
  if (!project.software) return { kind: 'refused', reason: 'not-software' };
  if (claim.accountId !== null && !(await deps.permissions.mayBrowse(claim.accountId, project.key))) {
    return { kind: 'refused', reason: 'owner-cannot-see' };
  }
  const before = await readOwnership(deps.storage, project.id);
  if (before.owner !== claim.accountId) {
    // A delegation lends one owner's powers: with another owner it has nothing to lend.
    await deps.storage.commit([
      ownershipWrite(project.id, { owner: claim.accountId, delegations: [] }),
      deps.audit.entry({
        projectId: project.id,
        kind: 'owner-named',
        actor: actor.accountId,
        capacity: decision.capacity,
        accountableOwner: before.owner,
        before: before.owner,
        after: claim.accountId,
      }),
    ]);
  }
  return { kind: 'named', projectId: project.id, owner: claim.accountId };
}
