import type { Role, ScoringModel } from '../../src/features/scoring/model';
import { BUILT_IN } from '../../src/features/scoring/models/index';
import { readJson } from './shared';

/** One published example: answers in the order of the model's factors, and what they give. */
export interface Vector {
  readonly model: ScoringModel;
  readonly in: readonly (number | null)[];
  /** null: incomplete. */
  readonly score?: number | null;
  readonly error?: string;
}

interface Raw {
  readonly in: (number | null)[];
  readonly score?: number | null;
  readonly error?: string;
  readonly form?: 'product' | 'mean';
  readonly factors?: readonly { readonly weight: number; readonly min: number; readonly max: number; readonly role: Role }[];
}

/** Every example of the file, each with the model it is for. */
export function allVectors(file: string): readonly Vector[] {
  const { models } = readJson(file) as { models: Record<string, { vectors: readonly Raw[] }> };
  return Object.entries(models).flatMap(([id, { vectors }]) => vectors.map((raw) => ({ ...raw, model: modelOf(id, raw) })));
}

function modelOf(id: string, { form, factors }: Raw): ScoringModel {
  const model = BUILT_IN.find((candidate) => candidate.id === (form === 'mean' ? 'iceMean' : id));
  if (!model) throw new Error(`there is no model ${id}`);
  if (factors === undefined) return model;
  // The weighted examples bring their own factors.
  return {
    ...model,
    factors: factors.map(({ weight, min, max, role }, index) => ({
      key: `${role}${index + 1}`,
      label: `${role} ${index + 1}`,
      help: 'From a published example.',
      role,
      weight,
      scale: { kind: 'range' as const, min, max, unit: '' },
    })),
  };
}
