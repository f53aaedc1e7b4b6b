import { useCallback, useState } from 'react';
import { backlog, panel as text } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { openPanel, type PanelView } from '../../../../src/contract/scoring';
import { ask } from '../../../shared/client';
import { Failure } from '../../../shared/failure';
import { Skeleton } from '../../../shared/skeleton';
import { useReading } from '../../../shared/use-reading';
import type { RowStore } from '../row-store';
import { SoloScore } from './solo-score';
import { TeamScore } from './team-score';

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
      {state !== null && 'model' in state && <Opened view={state} store={store} locale={locale} />}
    </section>
  );
}

function Opened({ view, ...rest }: Pick<IssueScoreProps, 'store' | 'locale'> & { readonly view: PanelView }) {
  return view.team === null ? <SoloScore view={view} {...rest} /> : <TeamScore view={{ ...view, team: view.team }} {...rest} />;
}
