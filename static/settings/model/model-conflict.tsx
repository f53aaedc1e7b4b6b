import { useEffect, useRef } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Conflict } from '../../shared/saving/conflict';
import { currentModel, selectedModel, type OpenModel } from './model-state';
import type { ModelApi } from './use-model';

const text = settings.model;

interface ModelConflictProps extends Pick<ModelApi, 'dispatch' | 'save'> {
  readonly open: OpenModel & { readonly conflict: NonNullable<OpenModel['conflict']> };
}

/** Somebody else was faster: both models, and the person decides. */
export function ModelConflict({ open, dispatch, save }: ModelConflictProps) {
  const { conflict, status, saved } = open;
  const region = useRef<HTMLDivElement>(null);
  // The Save button that was pressed is far below.
  useEffect(() => region.current?.querySelector('button')?.focus(), [conflict]);

  const theirs = currentModel({ ...open, saved: conflict })?.name ?? '';
  const mine = selectedModel(open)?.name ?? '';
  const edited = conflict.chosen === saved.chosen;
  const same = theirs === mine;
  return (
    <div ref={region}>
      <Conflict
        sentence={fill(edited ? text.conflictEdited : text.conflict, {
          name: conflict.lastChange?.name ?? settings.somebody,
          model: theirs,
        })}
        agreed={null}
        keep={same ? text.keepTheirs : fill(text.keep, { model: theirs })}
        mine={same ? text.saveOurs : fill(text.saveMine, { model: mine === '' ? text.ownDraft : mine })}
        isSaving={status === 'saving'}
        onKeep={() => dispatch({ type: 'conceded' })}
        onSave={save}
      />
    </div>
  );
}
