import type { Actor, ProjectId } from '../../core/actor';
import { administered, type NotForThem } from '../../core/administered';
import type { Audit, AuditEntry } from '../../core/audit';
import type { Authority } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { stateOf, type Delegation } from './rules';
import { ownershipWrite, readOwnership } from './store';

export interface EndDelegationDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly now: Now;
}

export type EndDelegationResult =
  { readonly kind: 'ended' } | NotForThem | { readonly kind: 'refused'; readonly reason: 'no-such-delegation' | 'conflict' };

/** Ends a delegation before its time (O2), running or still to come. What ended by itself meanwhile needs no more. */
export async function endDelegation(
  deps: EndDelegationDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly revision: number; readonly id: string },
): Promise<EndDelegationResult> {
  const found = await administered(deps, actor, claim.projectId, 'lend');
  if (found.kind === 'refused') return found;
  const { project, by, capacity } = found;
  const before = await readOwnership(deps.storage, project.id);
  if (claim.revision !== before.revision) return { kind: 'refused', reason: 'conflict' };
  const delegation = before.delegations.find(({ id }) => id === claim.id);
  if (!delegation) return { kind: 'refused', reason: 'no-such-delegation' };
  const now = deps.now();
  if (stateOf(delegation, now) === 'ended') return { kind: 'ended' };
  const delegations = before.delegations.map((each) => (each === delegation ? { ...each, endedAt: now } : each));
  const committed = await deps.storage.commit([
    ownershipWrite(project.id, { ...before, delegations }, now),
    deps.audit.entry({ projectId: project.id, actor: by, capacity, accountableOwner: before.owner, ...delegationEnded(delegation, now) }),
  ]);
  return committed === 'conflict' ? { kind: 'refused', reason: 'conflict' } : { kind: 'ended' };
}

/** What the record says of a delegation that ended before its time. */
export function delegationEnded(
  { id, to, powers, from, until }: Delegation,
  endedAt: number,
): Pick<AuditEntry, 'kind' | 'before' | 'after'> {
  return { kind: 'delegation-ended', before: { id, to, powers, from, until }, after: { id, endedAt } };
}
