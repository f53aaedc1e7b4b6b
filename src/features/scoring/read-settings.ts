import type { AccountId, Actor, ProjectId } from '../../core/actor';
import { forAdmins, type ForAdmins } from '../../core/administered';
import type { Authority } from '../../core/authority';
import { AppError } from '../../core/errors';
import type { People, Projects } from '../../core/permissions';
import type { FoundScores } from '../../core/scores';
import type { Storage } from '../../core/storage';
import type { Inputs, ScoringModel } from './model';
import { BUILT_IN } from './models/index';
import { readPass, type Pass } from './rescore-project';
import { readFactors } from './stored-factors';
import { readProjectModel } from './stored-model';

interface Deps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: People;
  readonly found: FoundScores;
  readonly storage: Storage;
}

export interface ScoringSettings {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly chosen: string;
  readonly builtIn: readonly ScoringModel[];
  readonly own: ScoringModel | null;
  readonly lastChange: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
  readonly scored: number | null;
  readonly pass: Pass | null;
}

export interface Sample {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  /** Model -> the answers given for it. */
  readonly answers: Readonly<Record<string, Inputs>>;
}

/** A project's scoring as its admins see it. */
export function readScoringSettings(deps: Deps, actor: Actor, claimed: ProjectId): Promise<ForAdmins<ScoringSettings>> {
  return forAdmins(deps, actor, claimed, async ({ id: projectId }) => {
    const [{ revision, chosen, own, changed }, pass, scored] = await Promise.all([
      readProjectModel(deps.storage, projectId),
      readPass(deps.storage, projectId),
      deps.found.countScored(projectId).catch(unlessUnforeseen(null)),
    ]);
    const name = changed === null ? null : await deps.people.nameOf(changed.by).catch(unlessUnforeseen(null));
    const lastChange = changed === null ? null : { ...changed, name };
    return { projectId, revision, chosen, builtIn: BUILT_IN, own, lastChange, scored, pass };
  });
}

/** Issues to try a model on, as this person sees them. */
export function sampleIssues(deps: Deps, actor: Actor, claimed: ProjectId): Promise<ForAdmins<readonly Sample[]>> {
  return forAdmins(deps, actor, claimed, async (project) =>
    (await deps.found.samples(project.id)).map(({ id, key, summary, factors }) => {
      const stored = readFactors(factors);
      const answers = stored === null || stored === 'unreadable' ? {} : { ...stored.earlier, [stored.model]: stored.inputs };
      return { id, key, summary, answers };
    }),
  );
}

/** The page is worth showing without it. */
function unlessUnforeseen<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (!(error instanceof AppError)) throw error;
    return instead;
  };
}
