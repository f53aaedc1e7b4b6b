import { models } from '../../../../locales/en.json';
import type { ScoringModel } from '../model';
import { amount } from '../scales';

const { name, factors, impact, confidence, units } = models.rice;

/** Reach, impact, confidence, effort (Intercom, 2016): reach times impact times confidence, divided by effort. */
export const rice: ScoringModel = {
  id: 'rice',
  name,
  combination: 'ratio',
  factors: [
    { key: 'reach', role: 'benefit', weight: 1, scale: amount(''), ...factors.reach },
    {
      key: 'impact',
      role: 'multiplier',
      weight: 1,
      scale: {
        kind: 'choices',
        options: [
          { value: 3, label: impact.massive },
          { value: 2, label: impact.high },
          { value: 1, label: impact.medium },
          { value: 0.5, label: impact.low },
          { value: 0.25, label: impact.minimal },
        ],
        unit: '',
      },
      ...factors.impact,
    },
    {
      key: 'confidencePercent',
      role: 'multiplier',
      weight: 1,
      scale: {
        kind: 'choices',
        options: [
          { value: 100, label: confidence.high },
          { value: 80, label: confidence.medium },
          { value: 50, label: confidence.low },
        ],
        unit: '%',
      },
      ...factors.confidencePercent,
    },
    { key: 'effort', role: 'cost', weight: 1, scale: amount(units.effort, 0.5), ...factors.effort },
  ],
  accepts: [],
  retired: [],
  bands: [],
};
