import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import type { AtomicWrite, Storage } from '../../core/storage';
import type { ScoringModel } from './model';
import { BUILT_IN, DEFAULT_MODEL } from './models/index';

const unit = z.string();
const scale = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('steps'), values: z.array(z.number()), unit }),
  z.object({ kind: z.literal('range'), min: z.number(), max: z.number(), unit }),
  z.object({ kind: z.literal('choices'), options: z.array(z.object({ value: z.number(), label: z.string() })), unit }),
]);
const ownModel = z.object({
  id: z.string(),
  name: z.string(),
  combination: z.enum(['ratio', 'product', 'mean', 'weighted']),
  factors: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      help: z.string(),
      role: z.enum(['benefit', 'multiplier', 'cost']),
      weight: z.number(),
      scale,
    }),
  ),
  accepts: z.array(z.string()),
  retired: z.array(z.string()),
  bands: z.array(z.object({ from: z.number(), label: z.string() })),
});
const stored = z.object({
  version: z.literal(1),
  chosen: z.string(),
  own: z.nullable(ownModel),
  changed: z.object({ by: z.string(), at: z.number() }),
});

/** Which model a project scores with, and the one of its own it keeps, in use or not. */
export interface ProjectModel {
  readonly revision: number;
  readonly chosen: string;
  readonly own: ScoringModel | null;
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
  /** The model in use. */
  readonly model: ScoringModel;
}

const key = (projectId: ProjectId): string => `scoring:${projectId}`;

/** One revised value a project: `scoring:{projectId}`. Absent = the default model. */
export async function readProjectModel(storage: Storage, projectId: ProjectId): Promise<ProjectModel> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  if (found === undefined) return { revision: 0, chosen: DEFAULT_MODEL.id, own: null, changed: null, model: DEFAULT_MODEL };
  const { chosen, own, changed } = found.value;
  return { revision: found.revision, chosen, own, changed, model: inUse(chosen, own) };
}

/** Fails as `conflict` unless the project's model is still the one of `after`. */
export function projectModelWrite(
  projectId: ProjectId,
  { chosen, own, changed }: Pick<ProjectModel, 'chosen' | 'own'> & { readonly changed: { readonly by: AccountId; readonly at: number } },
  after: number,
): AtomicWrite {
  return { key: key(projectId), value: { version: 1, chosen, own, changed }, after };
}

function inUse(chosen: string, own: ScoringModel | null): ScoringModel {
  if (own?.id === chosen) return own;
  return BUILT_IN.find(({ id }) => id === chosen) ?? DEFAULT_MODEL;
}

export type ModelOf = (projectId: ProjectId) => Promise<ScoringModel>;

/** The models of projects, each read once: for a page of issues, not longer, or a change of model goes unseen. */
export function modelsOf(storage: Storage): ModelOf {
  const known = new Map<ProjectId, Promise<ScoringModel>>();
  return (projectId) => {
    const reading = known.get(projectId) ?? readProjectModel(storage, projectId).then(({ model }) => model);
    known.set(projectId, reading);
    return reading;
  };
}
