import { settings, sprintGuard } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Conflict } from '../../shared/saving/conflict';
import type { Overtaken } from './guard-section';
import { choiceOf, graceText, isChoice, isRest, type SprintChoice } from './sprint-guard-state';
import type { SprintGuardApi } from './use-sprint-guard';
import type { SprintGuardView } from '../../../src/contract/sprints';

const text = sprintGuard.section;

interface SprintGuardConflictProps extends Pick<SprintGuardApi, 'save' | 'concede'> {
  readonly open: Overtaken<SprintGuardView, SprintChoice>;
}

/** Where the two differ in the mode alone, the buttons say it. */
export function SprintGuardConflict({ open: { conflict, choice, saved, status }, save, concede }: SprintGuardConflictProps) {
  const mine = choice ?? choiceOf(saved);
  const isAgreed = isChoice(mine, conflict);
  const isModeAlone = isRest(mine, conflict);
  const words = {
    name: conflict.lastChange?.name ?? settings.somebody,
    mode: text[conflict.mode],
    grace: graceText(conflict.graceHours),
    unfinished: text[conflict.unfinished],
  };
  return (
    <Conflict
      sentence={fill(isAgreed ? text.conflictSame : isModeAlone ? text.conflict : text.conflictDetails, words)}
      agreed={isAgreed ? text.fine : null}
      keep={isModeAlone ? fill(text.keepMode, words) : text.keep}
      mine={isModeAlone ? fill(text.saveMode, { mode: text[mine.mode] }) : text.saveMine}
      isSaving={status === 'saving'}
      onKeep={concede}
      onSave={() => save()}
    />
  );
}
