import { models } from '../../../../locales/en.json';
import type { Factor, Role, ScoringModel } from '../model';
import { ONE_TO_FIVE } from '../scales';

const { name, factors } = models.weighted;

const factor = (key: keyof typeof factors, role: Role, weight: number): Factor => ({
  key,
  role,
  weight,
  scale: ONE_TO_FIVE,
  ...factors[key],
});

/** Weighted scoring: how much of the best possible answer each question got, by its weight, from 0 to 100. */
export const weighted: ScoringModel = {
  id: 'weighted',
  name,
  combination: 'weighted',
  factors: [
    factor('customerValue', 'benefit', 3),
    factor('businessValue', 'benefit', 3),
    factor('strategicFit', 'benefit', 2),
    factor('size', 'cost', 2),
    factor('risk', 'cost', 1),
  ],
  accepts: [],
  retired: [],
  bands: [],
};
