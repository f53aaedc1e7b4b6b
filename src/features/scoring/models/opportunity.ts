import { models } from '../../../../locales/en.json';
import type { Scale, ScoringModel } from '../model';

const { name, factors, bands } = models.opportunity;

const scale: Scale = { kind: 'range', min: 0, max: 10, unit: '' };

/** Ulwick's opportunity algorithm: importance, plus what is left to satisfy of it. */
export const opportunity: ScoringModel = {
  id: 'opportunity',
  name,
  combination: 'gap',
  factors: [
    { key: 'importance', role: 'benefit', weight: 1, scale, ...factors.importance },
    { key: 'satisfaction', role: 'cost', weight: 1, scale, ...factors.satisfaction },
  ],
  accepts: [],
  retired: [],
  bands: [
    // "Above 15": a score has two decimals.
    { from: 15.01, label: bands.extreme },
    { from: 12, label: bands.high },
    { from: 10, label: bands.solid },
    { from: 0, label: bands.low },
  ],
};
