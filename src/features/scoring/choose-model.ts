import type { Actor, ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import { administered, type NotForThem } from '../../core/administered';
import type { Authority } from '../../core/authority';
import { AppError } from '../../core/errors';
import type { Projects } from '../../core/permissions';
import type { ModelNotice } from '../../core/scores';
import { customModel as text } from '../../../locales/en.json';
import { faultsOf, ownModel, type Draft, type Faults } from './custom-model';
import type { ScoringModel } from './model';
import { noticeOf } from './model-notice';
import { BUILT_IN } from './models/index';
import { passWrites, tryToStart, type RescoreDeps } from './rescore-project';
import { projectModelWrite, readProjectModel, type ProjectModel } from './stored-model';

export interface ChooseModelDeps extends RescoreDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly audit: Audit;
  readonly notice: ModelNotice;
  readonly newId: () => string;
}

export interface ChooseModelClaim {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly choice:
    | { readonly kind: 'built-in'; readonly id: string }
    | { readonly kind: 'own'; readonly model: Draft & { readonly id: string | null; readonly basedOn: string | null } };
}

export type ChooseModelResult =
  | { readonly kind: 'chosen' }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: 'conflict' | 'no-such-model' }
  | { readonly kind: 'invalid'; readonly faults: Faults };

/**
 * Chooses the model a project scores with. Answers stay in Jira as they are; the scores follow in a pass over the project, which begins in the same write as
 * the change and its audit entry.
 */
export async function chooseModel(deps: ChooseModelDeps, actor: Actor, claim: ChooseModelClaim): Promise<ChooseModelResult> {
  const found = await administered(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project, by, capacity, accountableOwner } = found;

  const before = await readProjectModel(deps.storage, project.id);
  if (before.revision !== claim.revision) return { kind: 'refused', reason: 'conflict' };
  const next = chosenBy(claim.choice, before, deps.newId);
  if ('kind' in next) return next;

  const now = deps.now();
  if (next.chosen !== before.chosen || JSON.stringify(next.own) !== JSON.stringify(before.own)) {
    const { chosen, own } = next;
    const committed = await deps.storage.commit([
      projectModelWrite(project.id, { chosen, own, changed: { by, at: now } }, before.revision),
      deps.audit.entry({
        projectId: project.id,
        kind: 'scoring-model-chosen',
        actor: by,
        capacity,
        accountableOwner,
        before: { chosen: before.chosen, own: before.own },
        after: { chosen, own },
      }),
      ...passWrites(project.id, before.revision + 1, now),
    ]);
    if (committed === 'conflict') return { kind: 'refused', reason: 'conflict' };
    await tryToStart(deps, project.id);
  }
  try {
    await deps.notice.post(project.id, noticeOf(next.model));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Lists go on saying what they said; saving again posts it again.
    deps.log.warn('Jira did not take what its lists need to know of the model', { projectId: project.id, code: error.code });
  }
  return { kind: 'chosen' };
}

type Next = Pick<ProjectModel, 'chosen' | 'own'> & { readonly model: ScoringModel };

function chosenBy(
  choice: ChooseModelClaim['choice'],
  before: ProjectModel,
  newId: () => string,
): Next | Exclude<ChooseModelResult, { kind: 'chosen' }> {
  const { own } = before;
  if (choice.kind === 'built-in') {
    const model = BUILT_IN.find(({ id }) => id === choice.id);
    return model === undefined ? { kind: 'refused', reason: 'no-such-model' } : { chosen: model.id, own, model };
  }
  const { id, basedOn, ...draft } = choice.model;
  if (id !== null && id !== own?.id) return { kind: 'refused', reason: 'no-such-model' };
  const changed = id === null ? null : own;
  const faults = { ...faultsOf(draft), ...retiredKeys(draft, changed) };
  if (Object.keys(faults).length > 0) return { kind: 'invalid', faults };
  const accepts = BUILT_IN.some((model) => model.id === basedOn) && basedOn !== null ? [basedOn] : [];
  const model = ownModel(draft, changed, { id: changed?.id ?? `own-${newId().slice(0, 8)}`, accepts });
  return { chosen: model.id, own: model, model };
}

function retiredKeys({ factors }: Draft, before: ScoringModel | null): Faults {
  const faults = factors.flatMap(({ key }, index) => {
    const twice = factors.findIndex((factor) => factor.key === key) !== index;
    return twice || before?.retired.includes(key) === true ? [[`factors.${index}.label`, text.retiredKey] as const] : [];
  });
  return Object.fromEntries(faults);
}
