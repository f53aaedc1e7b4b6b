import Button from '@atlaskit/button/new';
import { guard, settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Notice } from '../notice';
import type { OpenGuard } from './guard-state';
import type { GuardApi } from './use-guard';

const text = guard.section;

interface GuardConflictProps extends Pick<GuardApi, 'save' | 'concede'> {
  readonly open: OpenGuard & { readonly conflict: NonNullable<OpenGuard['conflict']> };
}

/** Somebody else was faster: both choices, and the person decides. */
export function GuardConflict({ open: { conflict, choice, saved, status }, save, concede }: GuardConflictProps) {
  const mine = choice ?? saved.mode;
  const isAgreed = conflict.mode === mine;
  const name = conflict.lastChange?.name ?? settings.somebody;
  return (
    <div role="alert">
      <Notice
        appearance="warning"
        actions={
          isAgreed ? (
            <Button onClick={concede}>{text.fine}</Button>
          ) : (
            <>
              <Button onClick={concede} isDisabled={status === 'saving'}>
                {fill(text.keep, { mode: text[conflict.mode] })}
              </Button>
              <Button onClick={() => save()} isLoading={status === 'saving'}>
                {fill(text.saveMine, { mode: text[mine] })}
              </Button>
            </>
          )
        }
      >
        {fill(isAgreed ? text.conflictSame : text.conflict, { name, mode: text[conflict.mode] })}
      </Notice>
    </div>
  );
}
