import { models } from '../../../../locales/en.json';
import type { Factor, Role, ScoringModel } from '../model';
import { ONE_TO_TEN } from '../scales';

const { name, meanName, factors } = models.ice;

const asked = (role: Role): readonly Factor[] =>
  (['impact', 'confidence', 'ease'] as const).map((key) => ({ key, role, weight: 1, scale: ONE_TO_TEN, ...factors[key] }));

/** Impact, confidence, ease (Sean Ellis), multiplied as most tools do. */
export const ice: ScoringModel = {
  id: 'ice',
  name,
  combination: 'product',
  factors: asked('multiplier'),
  accepts: ['iceMean'],
  retired: [],
  bands: [],
};

/** The same questions, averaged (Ellis and Brown, Hacking Growth). */
export const iceMean: ScoringModel = {
  id: 'iceMean',
  name: meanName,
  combination: 'mean',
  factors: asked('benefit'),
  accepts: ['ice'],
  retired: [],
  bands: [],
};
