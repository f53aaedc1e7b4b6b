import type { AccountId, Actor, ProjectId } from './actor';
import type { Authority, Capacity, Power, RefusalReason } from './authority';
import type { Project, Projects } from './permissions';

/** Something only a project's administrators get. */
export type ForAdmins<T> = { readonly kind: 'shown'; readonly shown: T } | NotForThem;
export interface NotForThem {
  readonly kind: 'refused';
  readonly reason: RefusalReason | 'not-software';
}

export interface Administered {
  readonly kind: 'administered';
  readonly project: Project;
  readonly by: AccountId;
  readonly capacity: Capacity;
  readonly accountableOwner: AccountId | null;
}

/** The project, for whoever may use this power in it: by default, who administers it. Only software projects have anything of ours to administer (M3). */
export async function administered(
  deps: { readonly authority: Authority; readonly projects: Projects },
  actor: Actor,
  claimed: ProjectId,
  power: Power = 'configure',
): Promise<Administered | NotForThem> {
  const decision = await deps.authority.mayUse(actor, power, { projectId: claimed });
  if (!decision.allowed) return { kind: 'refused', reason: decision.reason };
  if (actor.kind !== 'person') return { kind: 'refused', reason: 'app' };
  const project = await deps.projects.asCaller(claimed);
  if (!project.software) return { kind: 'refused', reason: 'not-software' };
  const { capacity, accountableOwner } = decision;
  return { kind: 'administered', project, by: actor.accountId, capacity, accountableOwner };
}

export async function forAdmins<T>(
  deps: { readonly authority: Authority; readonly projects: Projects },
  actor: Actor,
  claimed: ProjectId,
  show: (project: Project) => Promise<T>,
): Promise<ForAdmins<T>> {
  const found = await administered(deps, actor, claimed);
  return found.kind === 'refused' ? found : { kind: 'shown', shown: await show(found.project) };
}
