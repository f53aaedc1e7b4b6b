import type { Actor, ProjectId } from '../../core/actor';
import type { GuardMode } from '../../core/guard';
import { administered, type NotForThem } from '../../core/administered';
import type { Audit } from '../../core/audit';
import type { Authority } from '../../core/authority';
import type { Projects } from '../../core/permissions';
import type { GuardDeps } from './deps';
import { guardedProjects, guardedWrite, readSetting, settingWrite } from './stored-guard';
import { forgetLedger, readLedger } from './stored-ledger';
import { askForTask } from './tasks';

export type SetGuardResult =
  { readonly kind: 'set' } | NotForThem | { readonly kind: 'refused'; readonly reason: 'conflict' | 'ranking-runs' };

/** Off, report or restore (O5), for whoever administers the project. Switched on, the order as it is then is taken for the authorised one. */
export async function setGuard(
  deps: GuardDeps & { readonly authority: Authority; readonly projects: Projects; readonly audit: Audit },
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly mode: GuardMode; readonly revision: number },
): Promise<SetGuardResult> {
  const found = await administered(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project, by, capacity, accountableOwner } = found;
  const [before, guarded] = await Promise.all([readSetting(deps.storage, project.id), guardedProjects(deps.storage)]);
  if (before.revision !== claim.revision) return { kind: 'refused', reason: 'conflict' };
  if (before.mode === claim.mode) return { kind: 'set' };
  // Its ledger is what the job works from.
  const isRunning = (await readLedger(deps.storage, project.id))?.job != null;
  if (isRunning && (claim.mode === 'off' || before.mode === 'off')) return { kind: 'refused', reason: 'ranking-runs' };
  const others = guarded.projects.filter((id) => id !== project.id);
  const done = await deps.storage.commit([
    settingWrite(project.id, claim.mode, { by, at: deps.now() }, before.revision),
    guardedWrite(claim.mode === 'off' ? others : [...others, project.id], guarded.revision),
    deps.audit.entry({
      projectId: project.id,
      kind: 'guard-set',
      actor: by,
      capacity,
      accountableOwner,
      before: before.mode,
      after: claim.mode,
    }),
  ]);
  if (done === 'conflict') return { kind: 'refused', reason: 'conflict' };
  // An order nobody watched is worth nothing: switched on again, it is read anew.
  if (claim.mode === 'off') await forgetLedger(deps.storage, project.id);
  else if (before.mode === 'off') await askForTask(deps, project.id, { task: 'sweep' });
  return { kind: 'set' };
}
