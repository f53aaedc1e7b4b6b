import { readSprintGuard, setSprintGuard, type SprintGuardView } from '../../../src/contract/sprints';
import { ask } from '../../shared/client';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../../shared/saving/use-choice';
import { graceOf, reduceSprintGuard, type SprintChoice } from './sprint-guard-state';

export type SprintGuardApi = ChoiceApi<SprintGuardView, SprintChoice>;

const calls: ChoiceCalls<SprintGuardView, SprintChoice> = {
  reduce: reduceSprintGuard,
  read: readSprintGuard,
  store: (projectId, { mode, unfinished, graceHours }, revision) =>
    ask(setSprintGuard, { projectId, mode, unfinished, graceHours: graceOf(graceHours), revision }),
};

/** How the sprints are guarded, and the person's change of it; read again when the owner is another, in whose name it is. */
export const useSprintGuard = (projectId: string, ownerRevision: number | undefined): SprintGuardApi =>
  useChoice(calls, projectId, ownerRevision);
