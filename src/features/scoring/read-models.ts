import type { ProjectId } from '../../core/actor';
import type { Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import type { ScoringModel } from './model';
import { readProjectModel } from './stored-model';

/** The models of projects, for whoever sees them all: AppError `not-found` otherwise. Null where one is no software project. */
export async function readModels(
  deps: { readonly projects: Projects; readonly storage: Storage },
  claimed: readonly ProjectId[],
): Promise<readonly { readonly projectId: ProjectId; readonly model: ScoringModel }[] | null> {
  const projects = await Promise.all([...new Set(claimed)].map((id) => deps.projects.asCaller(id)));
  if (projects.some(({ software }) => !software)) return null;
  return Promise.all(projects.map(async ({ id }) => ({ projectId: id, model: (await readProjectModel(deps.storage, id)).model })));
}
