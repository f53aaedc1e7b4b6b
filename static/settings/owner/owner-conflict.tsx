import Button from '@atlaskit/button/new';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Notice } from '../notice';
import { accountOf, type OpenOwner } from './owner-state';
import type { OwnerApi } from './use-owner';

const text = settings.owner;

interface OwnerConflictProps extends Pick<OwnerApi, 'save' | 'concede'> {
  readonly owner: OpenOwner & { readonly conflict: NonNullable<OpenOwner['conflict']> };
}

/** Somebody else was faster: both choices, and the person decides. */
export function OwnerConflict({ owner, save, concede }: OwnerConflictProps) {
  const { conflict, choice, saved, status } = owner;
  const theirs = conflict.owner === null ? null : (conflict.owner.name ?? text.unknownName);
  const values = { name: conflict.lastChange?.name ?? settings.somebody, owner: theirs ?? '' };
  const agreed = (conflict.owner?.accountId ?? null) === accountOf(choice, saved);
  const sentence = agreed
    ? theirs === null
      ? text.conflictSameVacant
      : text.conflictSame
    : theirs === null
      ? text.conflictVacant
      : text.conflict;
  return (
    <div role="alert">
      <Notice
        appearance="warning"
        actions={
          agreed ? (
            <Button onClick={concede}>{text.fine}</Button>
          ) : (
            <>
              <Button onClick={concede} isDisabled={status === 'saving'}>
                {theirs === null ? text.keepVacant : fill(text.keep, { name: theirs })}
              </Button>
              <Button onClick={save} isLoading={status === 'saving'}>
                {choice.kind === 'person' ? fill(text.saveMine, { name: choice.person.name }) : text.saveVacant}
              </Button>
            </>
          )
        }
      >
        {fill(sentence, values)}
      </Notice>
    </div>
  );
}
