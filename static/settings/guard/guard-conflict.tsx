import { guard, settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Conflict } from '../../shared/saving/conflict';
import type { OpenGuard } from './guard-state';
import type { GuardApi } from './use-guard';

const text = guard.section;

interface GuardConflictProps extends Pick<GuardApi, 'save' | 'concede'> {
  readonly open: OpenGuard & { readonly conflict: NonNullable<OpenGuard['conflict']> };
}

export function GuardConflict({ open: { conflict, choice, saved, status }, save, concede }: GuardConflictProps) {
  const mine = choice ?? saved.mode;
  const isAgreed = conflict.mode === mine;
  const name = conflict.lastChange?.name ?? settings.somebody;
  return (
    <Conflict
      sentence={fill(isAgreed ? text.conflictSame : text.conflict, { name, mode: text[conflict.mode] })}
      agreed={isAgreed ? text.fine : null}
      keep={fill(text.keep, { mode: text[conflict.mode] })}
      mine={fill(text.saveMine, { mode: text[mine] })}
      isSaving={status === 'saving'}
      onKeep={concede}
      onSave={() => save()}
    />
  );
}
