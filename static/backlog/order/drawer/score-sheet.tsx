import { useEffect, useRef } from 'react';
import { panel as text } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { Failure } from '../../../shared/failure';
import { SheetHead } from '../../../shared/scoring/sheet-head';
import type { SheetProps } from '../../../shared/scoring/sheet-props';
import type { RowStore } from '../row-store';

/** By then a save that was on its way has arrived. */
const ARRIVED_MS = 3_000;

interface ScoreSheetProps extends SheetProps {
  readonly store: RowStore;
}

/** The score, what to know before one trusts it, and its questions. */
export function ScoreSheet(props: ScoreSheetProps) {
  const { view, store, value, isDisputed, saving, failure, onRetry, children } = props;
  const { issueId } = view;

  // The list shows what was saved here.
  useEffect(() => {
    const row = store.get(issueId);
    if (value === view.value || row === undefined || row === 'absent') return;
    store.put({
      ...row,
      inputs: value.inputs,
      outcome: value.outcome,
      stored: value.stored,
      stale: value.stale?.because[0] ?? null,
      disputed: isDisputed,
    });
  }, [value, view, isDisputed, store, issueId]);

  // What is still on its way when the drawer closes shows in the list all the same.
  const isSaving = useRef(false);
  isSaving.current = saving === text.saving;
  useEffect(
    () => () => {
      if (isSaving.current) setTimeout(() => store.reread(issueId), ARRIVED_MS);
    },
    [store, issueId],
  );

  return (
    <>
      <SheetHead {...props} />
      {children}
      <div className="foot">
        <span role="status" className="quiet">
          {saving}
        </span>
      </div>
      {failure !== null && <Failure sentence={fill(text.notSaved, { reason: failure })} onRetry={onRetry} />}
    </>
  );
}
