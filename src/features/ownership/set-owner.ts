import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import { administered, type NotForThem } from '../../core/administered';
import type { Authority } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { Permissions, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { delegationEnded } from './end-delegation';
import { stateOf, succeed } from './rules';
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
 * saw: if the owner has changed since, nothing is written (`conflict`). What the former owner lent ends, each with an entry of its own.
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
  if (claim.revision !== undefined && claim.revision !== before.named) return { kind: 'refused', reason: 'conflict' };
  if (before.owner !== claim.accountId) {
    const now = deps.now();
    const record = { projectId: project.id, actor: by, capacity, accountableOwner: before.owner };
    const after = { ...before, ...succeed(before, claim.accountId, now), named: before.named + 1, changed: { by, at: now } };
    const committed = await deps.storage.commit([
      ownershipWrite(project.id, after, now),
      deps.audit.entry({ ...record, kind: 'owner-named', before: before.owner, after: claim.accountId }),
      // A delegation lends one owner's powers: with another owner it has nothing to lend.
      ...before.delegations
        .filter((each) => stateOf(each, now) !== 'ended')
        .map((each) => deps.audit.entry({ ...record, ...delegationEnded(each, now) })),
    ]);
    if (committed === 'conflict') return { kind: 'refused', reason: 'conflict' };
  }
  return { kind: 'named', projectId: project.id, owner: claim.accountId };
}
