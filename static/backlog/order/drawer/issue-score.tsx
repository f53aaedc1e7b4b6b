import { useCallback, useEffect, useState } from 'react';
import { backlog, panel as text } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { openPanel, type ModelView, type PanelView } from '../../../../src/contract/scoring';
import type { Inputs } from '../../../../src/features/scoring/model';
import { asked, evaluate, explained, merge, type Explained } from '../../../../src/features/scoring/rules';
import { ask } from '../../../shared/client';
import { Factors, FactorTexts } from '../../../shared/factors';
import { Failure } from '../../../shared/failure';
import { readable } from '../../../shared/scale';
import { ScoreHead } from '../../../shared/score-head';
import { Skeleton } from '../../../shared/skeleton';
import { useAnswers } from '../../../shared/use-answers';
import { useReading } from '../../../shared/use-reading';
import type { RowStore } from '../row-store';

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
      {state !== null && 'model' in state && <OpenScore view={state} store={store} locale={locale} />}
    </section>
  );
}

function OpenScore({ view, store, locale }: Pick<IssueScoreProps, 'store' | 'locale'> & { readonly view: PanelView }) {
  const { issueId, model, mayScore } = view;
  const answers = useAnswers(issueId, model, view.value, locale);
  const { value, unsaved, errors, status, failure } = answers;
  const inputs = merge(value.inputs, unsaved);
  const isPreview = Object.keys(unsaved).length > 0 || Object.keys(errors).length > 0;
  const outcome = isPreview ? preview(model, readable(inputs, errors)) : value.outcome;

  // The list shows what was saved here.
  useEffect(() => {
    const row = store.get(issueId);
    if (status !== 'saved' || row === undefined || row === 'absent') return;
    store.put({ ...row, inputs: value.inputs, outcome: value.outcome, stored: value.stored, stale: null });
  }, [status, value, store, issueId]);

  return (
    <>
      <ScoreHead model={model} outcome={outcome} locale={locale} />
      {mayScore.allowed ? (
        <Factors model={model} inputs={inputs} errors={errors} locale={locale} onAnswer={answers.answer} onLeave={answers.flush} />
      ) : (
        <>
          <FactorTexts model={model} inputs={inputs} locale={locale} />
          <p className="quiet">{mayScore.message}</p>
        </>
      )}
      <div className="foot">
        <span role="status" className="quiet">
          {(status === 'saving' || status === 'waiting') && text.saving}
          {status === 'saved' && Object.keys(errors).length === 0 && text.saved}
        </span>
      </div>
      {failure !== null && <Failure sentence={fill(text.notSaved, { reason: failure })} onRetry={answers.flush} />}
    </>
  );
}

/** What the same rules will say on the server once this is saved. */
const preview = (model: ModelView, inputs: Inputs): Explained =>
  explained(evaluate(model, { model: model.id, inputs: asked(model, inputs) }));
