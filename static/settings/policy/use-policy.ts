import { settings } from '../../../locales/en.json';
import { readPolicy, setPolicy, type ScoringPolicyView } from '../../../src/contract/scoring';
import { ask } from '../../shared/client';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../../shared/saving/use-choice';
import { daysOf, reducePolicy, type PolicyChoice } from './policy-state';

export type PolicyApi = ChoiceApi<ScoringPolicyView, PolicyChoice>;

const calls: ChoiceCalls<ScoringPolicyView, PolicyChoice> = {
  reduce: reducePolicy,
  read: readPolicy,
  store: async (projectId, choice, revision) => {
    const staleAfterDays = daysOf(choice);
    if (staleAfterDays === undefined) return { ok: false, code: 'refused', message: settings.policy.daysFault };
    return ask(setPolicy, { projectId, revision, team: choice.team, staleAfterDays });
  },
};

/** Whose answers count and for how long, and the person's change of it. */
export const usePolicy = (projectId: string): PolicyApi => useChoice(calls, projectId);
