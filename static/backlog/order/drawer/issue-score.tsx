import { useCallback, useState } from 'react';
import { backlog, panel as text } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { openPanel, type PanelView } from '../../../../src/contract/scoring';
import { ask } from '../../../shared/client';
import { Failure } from '../../../shared/failure';
import { Scoring } from '../../../shared/scoring/scoring';
import { Skeleton } from '../../../shared/skeleton';
import { useReading } from '../../../shared/use-reading';
import type { RowStore } from '../row-store';
import { ScoreSheet } from './score-sheet';

interface IssueScoreProps {
  readonly issueId: string;
  readonly store: RowStore;
  readonly locale: string;
}

type State = PanelView | { readonly failure: string } | null;

/** The issue's score with its questions, answered in place as on the issue's own panel. */
export function IssueScore({ issueId, store, locale }: IssueScoreProps) {
  const [state, setState] = useState<State>(null);
  const read = useCallback(() => ask(openPanel, { issueId }), [issueId]);
  const show = useCallback(
    (answer: Awaited<ReturnType<typeof read>>) => setState(answer.ok ? answer.data : { failure: answer.message }),
    [],
  );
  const again = useReading(read, show);
  return (
    <section className="sheet drawer-part" aria-label={backlog.order.drawer.score} aria-busy={state === null}>
      {state === null && <Skeleton above={0} below={1} />}
      {state !== null && 'failure' in state && <Failure sentence={fill(text.couldNotLoad, { reason: state.failure })} onRetry={again} />}
      {state !== null && 'model' in state && (
        <Scoring view={state} locale={locale} sheet={(props) => <ScoreSheet store={store} {...props} />} />
      )}
    </section>
  );
}
