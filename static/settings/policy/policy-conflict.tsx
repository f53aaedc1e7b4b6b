import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Conflict } from '../../shared/saving/conflict';
import { choiceOf, isPolicy, type OpenPolicy } from './policy-state';
import type { PolicyApi } from './use-policy';

const text = settings.policy;

interface PolicyConflictProps extends Pick<PolicyApi, 'save' | 'concede'> {
  readonly open: OpenPolicy & { readonly conflict: NonNullable<OpenPolicy['conflict']> };
}

export function PolicyConflict({ open: { conflict, choice, saved, status }, save, concede }: PolicyConflictProps) {
  const isAgreed = isPolicy(choice ?? choiceOf(saved), conflict);
  const { team, staleAfterDays } = conflict;
  const theirs =
    staleAfterDays === null ? fill(text.theirsNever, { team: text[team] }) : fill(text.theirs, { team: text[team], days: staleAfterDays });
  const name = conflict.lastChange?.name ?? settings.somebody;
  return (
    <Conflict
      sentence={fill(isAgreed ? text.conflictSame : text.conflict, { name, theirs })}
      agreed={isAgreed ? text.fine : null}
      keep={text.keep}
      mine={text.saveMine}
      isSaving={status === 'saving'}
      onKeep={concede}
      onSave={() => save()}
    />
  );
}
