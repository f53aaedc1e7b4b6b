import { models } from '../../../../locales/en.json';
import type { Factor, Role, ScoringModel } from '../model';
import { FIBONACCI } from '../scales';

const { name, factors } = models.wsjf;

const factor = (key: keyof typeof factors, role: Role): Factor => ({ key, role, weight: 1, scale: FIBONACCI, ...factors[key] });

/** Weighted shortest job first (Scaled Agile Framework): cost of delay divided by job size. */
export const wsjf: ScoringModel = {
  id: 'wsjf',
  name,
  combination: 'ratio',
  factors: [
    factor('userBusinessValue', 'benefit'),
    factor('timeCriticality', 'benefit'),
    factor('riskReductionOpportunityEnablement', 'benefit'),
    factor('jobSize', 'cost'),
  ],
  accepts: [],
  retired: [],
  bands: [],
};
