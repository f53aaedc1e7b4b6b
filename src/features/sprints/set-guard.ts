import type { Actor, ProjectId } from '../../core/actor';
import { administered, type NotForThem } from '../../core/administered';
import type { SprintsDeps } from './deps';
import { guardedProjects, guardedWrite, readSetting, settingWrite, type SprintSetting } from './stored-setting';
import { forgetWatch } from './stored-watch';
import { askToLook } from './tasks';

export type SetGuardResult = { readonly kind: 'set' } | NotForThem | { readonly kind: 'refused'; readonly reason: 'conflict' };

/** Off, report or restore, how long before its end a sprint may be closed, and what counts as unfinished (O5, C3). For whoever administers the project. */
export async function setGuard(
  deps: SprintsDeps,
  actor: Actor,
  claim: SprintSetting & { readonly projectId: ProjectId; readonly revision: number },
): Promise<SetGuardResult> {
  const found = await administered(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project, by, capacity, accountableOwner } = found;
  const [before, guarded] = await Promise.all([readSetting(deps.storage, project.id), guardedProjects(deps.storage)]);
  if (before.revision !== claim.revision) return { kind: 'refused', reason: 'conflict' };
  const { mode, graceHours, unfinished } = claim;
  if (before.mode === mode && before.graceHours === graceHours && before.unfinished === unfinished) return { kind: 'set' };
  const others = guarded.projects.filter((id) => id !== project.id);
  const done = await deps.storage.commit([
    settingWrite(project.id, { mode, graceHours, unfinished }, { by, at: deps.now() }, before.revision),
    guardedWrite(mode === 'off' ? others : [...others, project.id], guarded.revision),
    deps.audit.entry({
      projectId: project.id,
      kind: 'sprint-guard-set',
      actor: by,
      capacity,
      accountableOwner,
      before: { mode: before.mode, graceHours: before.graceHours, unfinished: before.unfinished },
      after: { mode, graceHours, unfinished },
    }),
  ]);
  if (done === 'conflict') return { kind: 'refused', reason: 'conflict' };
  // What nobody watched is worth nothing: switched on again, it is read anew.
  if (mode === 'off') await forgetWatch(deps.storage, project.id);
  else if (before.mode === 'off') await askToLook(deps, project.id);
  return { kind: 'set' };
}
