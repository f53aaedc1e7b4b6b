import { readAcceptancePolicy, setAcceptancePolicy, type AcceptancePolicyView } from '../../../src/contract/acceptance';
import { ask } from '../../shared/client';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../../shared/saving/use-choice';
import { reduceAcceptance, type AcceptanceChoice } from './acceptance-state';

export type AcceptanceApi = ChoiceApi<AcceptancePolicyView, AcceptanceChoice>;

const calls: ChoiceCalls<AcceptancePolicyView, AcceptanceChoice> = {
  reduce: reduceAcceptance,
  read: readAcceptancePolicy,
  store: (projectId, { ownWork, backTo }, revision) => ask(setAcceptancePolicy, { projectId, revision, ownWork, backTo }),
};

/** How the project accepts, and the person's change of it. */
export const useAcceptance = (projectId: string): AcceptanceApi => useChoice(calls, projectId);
