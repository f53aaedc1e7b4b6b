import { readGuard, setGuard, type GuardView } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../../shared/saving/use-choice';
import type { Mode } from './guard-kind';
import { reduceGuard } from './guard-state';

export type GuardApi = ChoiceApi<GuardView, Mode>;

const calls: ChoiceCalls<GuardView, Mode> = {
  reduce: reduceGuard,
  read: readGuard,
  store: (projectId, mode, revision) => ask(setGuard, { projectId, mode, revision }),
};

/** How the order is guarded, and the person's change of it; read again when the owner is another, in whose name it is. */
export const useGuard = (projectId: string, ownerRevision: number | undefined): GuardApi => useChoice(calls, projectId, ownerRevision);
