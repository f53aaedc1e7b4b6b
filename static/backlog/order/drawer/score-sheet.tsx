import Lozenge from '@atlaskit/lozenge';
import { useEffect, useRef, type ReactNode } from 'react';
import { panel as text, stale as staleText, team as teamText } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import type { PanelView, ValueView } from '../../../../src/contract/scoring';
import type { Explained } from '../../../../src/features/scoring/rules';
import { Failure } from '../../../shared/failure';
import { ScoreHead } from '../../../shared/score-head';
import { StaleNotice } from '../../../shared/stale-notice';
import type { RowStore } from '../row-store';

/** By then a save that was on its way has arrived. */
const ARRIVED_MS = 3_000;

interface ScoreSheetProps {
  readonly view: PanelView;
  readonly store: RowStore;
  readonly locale: string;
  /** What Jira holds now. */
  readonly value: ValueView;
  /** What the score is, or will be once what was typed is saved. */
  readonly outcome: Explained;
  readonly isPreview: boolean;
  readonly isDisputed: boolean;
  /** What is said where there is no score yet. */
  readonly start?: string;
  /** How saving goes, in a word. */
  readonly saving: string | null;
  /** Why the last save failed. */
  readonly failure: string | null;
  readonly onRetry: () => void;
  readonly onConfirmed: (value: ValueView) => void;
  /** The questions. */
  readonly children: ReactNode;
}

/** The score, what to know before one trusts it, and its questions. */
export function ScoreSheet(props: ScoreSheetProps) {
  const { view, store, locale, value, outcome, isPreview, isDisputed, start, saving, failure, onRetry, onConfirmed, children } = props;
  const { issueId, model, mayScore } = view;

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
      <ScoreHead
        model={model}
        outcome={outcome}
        locale={locale}
        {...(start === undefined ? {} : { start })}
        marks={
          <>
            {value.stale !== null && !isPreview && <Lozenge appearance="moved">{staleText.mark}</Lozenge>}
            {isDisputed && <Lozenge appearance="moved">{teamText.mark}</Lozenge>}
          </>
        }
      />
      <StaleNotice
        issueId={issueId}
        value={value}
        mayScore={mayScore.allowed}
        locale={locale}
        isDisabled={isPreview}
        onConfirmed={onConfirmed}
      />
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
