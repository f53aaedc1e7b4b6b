import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Conflict } from '../../shared/saving/conflict';
import { accountOf, type OpenOwner } from './owner-state';
import type { OwnerApi } from './use-owner';

const text = settings.owner;

interface OwnerConflictProps extends Pick<OwnerApi, 'save' | 'concede'> {
  readonly owner: OpenOwner & { readonly conflict: NonNullable<OpenOwner['conflict']> };
}

export function OwnerConflict({ owner: { conflict, choice, saved, status }, save, concede }: OwnerConflictProps) {
  const theirs = conflict.owner === null ? null : (conflict.owner.name ?? text.unknownName);
  const mine = choice === null ? (saved.owner?.accountId ?? null) : accountOf(choice);
  const isAgreed = (conflict.owner?.accountId ?? null) === mine;
  const sentence = isAgreed
    ? theirs === null
      ? text.conflictSameVacant
      : text.conflictSame
    : theirs === null
      ? text.conflictVacant
      : text.conflict;
  return (
    <Conflict
      sentence={fill(sentence, { name: conflict.lastChange?.name ?? settings.somebody, owner: theirs ?? '' })}
      agreed={isAgreed ? text.fine : null}
      keep={theirs === null ? text.keepVacant : fill(text.keep, { name: theirs })}
      mine={choice?.kind === 'person' ? fill(text.saveMine, { name: choice.person.name }) : text.saveVacant}
      isSaving={status === 'saving'}
      onKeep={concede}
      onSave={() => save()}
    />
  );
}
