import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { NotForThem } from '../../core/administered';
import type { Authority, Capacity } from '../../core/authority';
import type { Project, Projects } from '../../core/permissions';

export interface Lender {
  readonly kind: 'lender';
  readonly project: Project;
  readonly by: AccountId;
  readonly capacity: Capacity;
}

/** The project, for its owner and for whoever administers it: they decide who stands in. */
export async function asLender(
  deps: { readonly authority: Authority; readonly projects: Projects },
  actor: Actor,
  claimed: ProjectId,
): Promise<Lender | NotForThem> {
  const decision = await deps.authority.mayUse(actor, 'lend', { projectId: claimed });
  if (!decision.allowed) return { kind: 'refused', reason: decision.reason };
  if (actor.kind !== 'person') return { kind: 'refused', reason: 'app' };
  const project = await deps.projects.asCaller(claimed);
  if (!project.software) return { kind: 'refused', reason: 'not-software' };
  return { kind: 'lender', project, by: actor.accountId, capacity: decision.capacity };
}
