import { models } from '../../../../locales/en.json';
import type { Factor, Role, Scale, ScoringModel } from '../model';

const steps: Scale = { kind: 'steps', values: [1, 2, 3, 5, 8, 13, 20] };

const { name, factors } = models.wsjf;

const factor = (key: keyof typeof factors, role: Role): Factor => ({ key, role, weight: 1, scale: steps, ...factors[key] });

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
};
