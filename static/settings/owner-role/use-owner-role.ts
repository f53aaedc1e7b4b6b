import { keepOwnerRole, readOwnerRole, type OwnerRoleView } from '../../../src/contract/acceptance';
import { ask } from '../../shared/client';
import { reduceChoice, type ChoiceState } from '../../shared/saving/choice-state';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../../shared/saving/use-choice';

export type OwnerRoleApi = ChoiceApi<OwnerRoleView, boolean>;
export type OwnerRoleState = ChoiceState<OwnerRoleView, boolean>;

const calls: ChoiceCalls<OwnerRoleView, boolean> = {
  reduce: reduceChoice<OwnerRoleView, boolean>((keep, stored) => keep === stored.keep),
  read: readOwnerRole,
  store: (projectId, keep, revision) => ask(keepOwnerRole, { projectId, keep, revision }),
};

/** Whether the role is kept in step, and the person's change of it; read again when the owner is another, who is put in it then. */
export const useOwnerRole = (projectId: string, ownerRevision: number | undefined): OwnerRoleApi =>
  useChoice(calls, projectId, ownerRevision);
