import { readOwnershipSettings, setOwner, type OwnershipSettingsView } from '../../../src/contract/ownership';
import { ask } from '../../shared/client';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../../shared/saving/use-choice';
import { accountOf, reduceOwner, type Choice } from './owner-state';

export type OwnerApi = ChoiceApi<OwnershipSettingsView, Choice>;

const calls: ChoiceCalls<OwnershipSettingsView, Choice> = {
  reduce: reduceOwner,
  read: readOwnershipSettings,
  store: (projectId, choice, revision) => ask(setOwner, { projectId, accountId: accountOf(choice), revision }),
};

/** Who owns the project, and the person's change of it. */
export const useOwner = (projectId: string): OwnerApi => useChoice(calls, projectId);
