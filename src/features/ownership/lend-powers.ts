import type { Actor, ProjectId } from '../../core/actor';
import { administered, type NotForThem } from '../../core/administered';
import type { Audit } from '../../core/audit';
import type { Authority } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { Permissions, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { lend, type Lending, type LendingFault } from './rules';
import { ownershipWrite, readOwnership } from './store';

export interface LendPowersDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly permissions: Permissions;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly now: Now;
  readonly newId: () => string;
}

export type LendPowersResult =
  | { readonly kind: 'lent'; readonly id: string }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: LendingFault | 'delegate-cannot-see' | 'conflict' };

/** Lends the owner's powers to somebody for a time (O2). The change and its audit entry are one write; `revision` is what the lender saw. */
export async function lendPowers(
  deps: LendPowersDeps,
  actor: Actor,
  claim: Lending & { readonly projectId: ProjectId; readonly revision: number },
): Promise<LendPowersResult> {
  const found = await administered(deps, actor, claim.projectId, 'lend');
  if (found.kind === 'refused') return found;
  const { project, by, capacity } = found;
  const before = await readOwnership(deps.storage, project.id);
  if (claim.revision !== before.revision) return { kind: 'refused', reason: 'conflict' };
  const now = deps.now();
  const lending = lend(claim, before, now);
  if (lending.kind === 'refused') return lending;
  if (!(await deps.permissions.mayBrowse(claim.to, project.key))) return { kind: 'refused', reason: 'delegate-cannot-see' };
  const delegation = { id: deps.newId(), ...lending.lent, by, at: now, endedAt: null };
  const committed = await deps.storage.commit([
    ownershipWrite(project.id, { ...before, delegations: [...before.delegations, delegation] }, now),
    deps.audit.entry({
      projectId: project.id,
      kind: 'powers-lent',
      actor: by,
      capacity,
      accountableOwner: before.owner,
      before: null,
      after: { id: delegation.id, ...lending.lent },
    }),
  ]);
  return committed === 'conflict' ? { kind: 'refused', reason: 'conflict' } : { kind: 'lent', id: delegation.id };
}
