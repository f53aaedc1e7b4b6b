import type { AccountId, Actor, ProjectId } from '../../core/actor';
import { guardState, type GuardState } from '../../core/guard';
import type { Named, Project } from '../../core/permissions';
import { forReaders, type ForReaders } from '../../core/readers';
import type { SprintsDeps } from './deps';
import { readSetting, type StoredSetting } from './stored-setting';
import { readWatch, type Frozen } from './stored-watch';

export interface GuardShown extends Omit<StoredSetting, 'changed'> {
  readonly projectId: ProjectId;
  readonly state: GuardState<Frozen['because']>;
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
    state: guardState(setting.mode, tenure.owner, watch),
    owner: tenure.owner === null ? null : { accountId: tenure.owner, name: names.get(tenure.owner) ?? null },
    lastChange: changed === null ? null : { ...changed, name: names.get(changed.by) ?? null },
    mayConfigure: decision.allowed,
  };
}
