import { models } from '../../../../locales/en.json';
import type { ScoringModel } from '../model';
import { amount } from '../scales';

const { name, factors, units } = models.cd3;

/** Cost of delay divided by duration (Reinertsen; Black Swan Farming): what a week of waiting costs, over the weeks it takes. */
export const cd3: ScoringModel = {
  id: 'cd3',
  name,
  combination: 'ratio',
  factors: [
    { key: 'costOfDelayPerWeek', role: 'benefit', weight: 1, scale: amount(''), ...factors.costOfDelayPerWeek },
    { key: 'durationWeeks', role: 'cost', weight: 1, scale: amount(units.duration, 0.1), ...factors.durationWeeks },
  ],
  accepts: [],
  retired: [],
  bands: [],
};
