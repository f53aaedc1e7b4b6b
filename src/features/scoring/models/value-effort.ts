import { models } from '../../../../locales/en.json';
import type { ScoringModel } from '../model';
import { ONE_TO_TEN } from '../scales';

const { name, factors } = models.valueEffort;

/** Value divided by effort. */
export const valueEffort: ScoringModel = {
  id: 'valueEffort',
  name,
  combination: 'ratio',
  factors: [
    { key: 'value', role: 'benefit', weight: 1, scale: ONE_TO_TEN, ...factors.value },
    { key: 'effort', role: 'cost', weight: 1, scale: ONE_TO_TEN, ...factors.effort },
  ],
  accepts: [],
  retired: [],
  bands: [],
};
