import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { Tenure } from '../../core/authority';
import type { Named, Project } from '../../core/permissions';
import { forReaders, type ForReaders } from '../../core/readers';
import type { SprintsDeps } from './deps';
import { readSetting, type StoredSetting } from './stored-setting';
import { readWatch, type StoredWatch } from './stored-watch';

export type GuardState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'restoring' }
  | { readonly kind: 'reporting'; readonly because: 'mode' | 'vacant' | 'owner-absent' }
  | { readonly kind: 'frozen'; readonly because: 'blind' | 'cannot-manage'; readonly at: number };

export interface GuardShown extends Omit<StoredSetting, 'changed'> {
  readonly projectId: ProjectId;
  readonly state: GuardState;
  readonly owner: Named | null;
  readonly lastChange: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
  readonly mayConfigure: boolean;
}

/** How the project's sprints are guarded, for whoever sees it (AppError `not-found` otherwise). */
export const readGuard = (deps: SprintsDeps, actor: Actor, claimed: ProjectId): Promise<ForReaders<GuardShown>> =>
  forReaders(deps, claimed, (project) => guardOf(deps, actor, project));

export async function guardOf(deps: SprintsDeps, actor: Actor, project: Project): Promise<GuardShown> {
  const [{ changed, ...setting }, watch, tenure, decision] = await Promise.all([
    readSetting(deps.storage, project.id),
    readWatch(deps.storage, project.id),
    deps.tenures.of(project.id),
    deps.authority.mayUse(actor, 'configure', { projectId: project.id }),
  ]);
  const names = await deps.people.namesOf([tenure.owner, changed?.by ?? null].filter((account) => account !== null));
  return {
    ...setting,
    projectId: project.id,
    state: stateOf(setting.mode, watch, tenure),
    owner: tenure.owner === null ? null : { accountId: tenure.owner, name: names.get(tenure.owner) ?? null },
    lastChange: changed === null ? null : { ...changed, name: names.get(changed.by) ?? null },
    mayConfigure: decision.allowed,
  };
}

function stateOf(mode: StoredSetting['mode'], watch: StoredWatch | undefined, { owner }: Tenure): GuardState {
  if (mode === 'off') return { kind: 'off' };
  if (watch === undefined) return { kind: 'starting' };
  if (watch.frozen !== null) return { kind: 'frozen', ...watch.frozen };
  if (mode === 'report') return { kind: 'reporting', because: 'mode' };
  if (owner === null) return { kind: 'reporting', because: 'vacant' };
  const isAbsent = watch.owner?.account === owner && !watch.owner.present;
  return isAbsent ? { kind: 'reporting', because: 'owner-absent' } : { kind: 'restoring' };
}
