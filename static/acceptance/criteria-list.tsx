import Button from '@atlaskit/button/new';
import { useEffect, useMemo, useRef } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CriterionView } from '../../src/contract/acceptance';
import type { Reader } from '../shared/reader';
import { CriterionRow, NONE } from './criterion-row';
import type { EditsApi } from './use-edits';
import { focusWords } from './focus';
import type { RowActs } from './row-acts';
import type { Can } from './states';
import { shortText } from './story-words';
import type { Undo, UndoApi } from './use-undo';
import { useReorder } from './use-reorder';

interface CriteriaListProps {
  readonly criteria: readonly CriterionView[];
  readonly can: Can;
  readonly reader: Reader;
  readonly edits: EditsApi;
  readonly undo: UndoApi;
  readonly label: string;
}

/** The story's own criteria, in the order somebody gave them. */
export function CriteriaList({ criteria, can, reader, edits, undo, label }: CriteriaListProps) {
  const list = useRef<HTMLOListElement>(null);
  const { change, type, close, letGo } = edits;
  const { remove } = undo;
  const reorder = useReorder({ list, criteria, isOn: can.edit, onMove: (id, after) => change({ kind: 'move', id, after }) });
  const { ids, lifted, dropAt, said, onHandleKey, onHandleBlur, nudge } = reorder;
  const acts: RowActs = useMemo(
    () => ({ change, type, close, letGo, remove, nudge, onHandleKey, onHandleBlur }),
    [change, type, close, letGo, remove, nudge, onHandleKey, onHandleBlur],
  );
  const byId = useMemo(() => new Map(criteria.map((each) => [each.id, each])), [criteria]);
  const shownUndo = undo.last?.kind === 'removed' ? undo.last : null;
  const undoAt = shownUndo === null || shownUndo.after === null ? 0 : ids.indexOf(shownUndo.after) + 1 || ids.length;
  const row = (id: string, index: number) => {
    const criterion = byId.get(id);
    if (criterion === undefined) return null;
    return (
      <CriterionRow
        key={id}
        {...{ criterion, index, can, reader, acts }}
        total={ids.length}
        drafts={of(edits.drafts, id)}
        left={ofLeft(edits.left, id)}
        isLifted={id === lifted}
        isUnsaved={edits.failure !== null && edits.pending.some((each) => each.id === id)}
      />
    );
  };
  const rows = ids.map(row);
  if (shownUndo !== null) rows.splice(undoAt, 0, <UndoRow key="undo" last={shownUndo} undo={undo} />);
  return (
    <>
      <ol ref={list} className="criteria" aria-label={label}>
        {rows}
        {dropAt !== null && <li aria-hidden="true" className="criteria-drop" style={{ insetBlockStart: dropAt - 1 }} />}
      </ol>
      {can.edit && (
        <p role="status" aria-live="assertive" className="visually-hidden">
          {said}
        </p>
      )}
    </>
  );
}

/** The same empty list for all rows without any, so that they need not be drawn again. */
function of<T extends { readonly id: string }>(all: readonly T[], id: string): readonly T[] {
  return all.some((each) => each.id === id) ? all.filter((each) => each.id === id) : NONE;
}

function ofLeft(all: EditsApi['left'], id: string): EditsApi['left'] {
  return all.some(({ change }) => change.id === id) ? all.filter(({ change }) => change.id === id) : NONE;
}

/** Where something was removed: what, and having it back. */
function UndoRow({ last, undo }: { readonly last: Extract<Undo, { kind: 'removed' }>; readonly undo: UndoApi }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), [last]);
  return (
    <li className="criterion-removed">
      <span role="status" dir="auto">
        {fill(text.removed, { name: shortText(last.criterion.text) })}
      </span>
      <Button
        ref={button}
        spacing="compact"
        onClick={() => {
          undo.undo();
          focusWords(last.criterion.id);
        }}
      >
        {text.undo}
      </Button>
    </li>
  );
}
