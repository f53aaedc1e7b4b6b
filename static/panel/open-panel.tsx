import { useEffect, useRef, useState } from 'react';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ModelView, PanelView } from '../../src/contract/scoring';
import type { Inputs } from '../../src/features/scoring/model';
import { asked, evaluate, explained, merge, type Explained } from '../../src/features/scoring/rules';
import { Factors, FactorTexts } from '../shared/factors';
import { Failure } from '../shared/failure';
import { readable } from '../shared/scale';
import { ScoreHead } from '../shared/score-head';
import { History } from './history';
import { PositionLine } from './position-line';
import { RequestsLine } from './requests-line';
import { ScoredBy } from './scored-by';
import { useAnswers } from './use-answers';

export function OpenPanel({ view, locale }: { readonly view: PanelView; readonly locale: string }) {
  const { model, mayScore } = view;
  const answers = useAnswers(view.issueId, model, view.value, locale);
  const { value, unsaved, errors } = answers;
  const inputs = merge(value.inputs, unsaved);
  const previewing = Object.keys(unsaved).length > 0;
  const outcome = previewing || Object.keys(errors).length > 0 ? preview(model, readable(inputs, errors)) : value.outcome;
  // Where an approved request has put it: whoever reads the order has to look first, and may do so seconds later.
  const [ranked, setRanked] = useState<{ readonly view: PanelView; readonly to: Pick<Placed, 'place' | 'total'> } | null>(null);
  const position = view.position.kind === 'placed' && ranked?.view === view ? { ...view.position, ...ranked.to } : view.position;
  const region = useRef<HTMLElement>(null);

  // The Try again button goes when its save succeeds: whoever pressed it stays on the panel.
  // Only then: a panel that has just opened leaves the focus where it is on the page.
  const { failure } = answers;
  const failed = useRef(false);
  useEffect(() => {
    if (failed.current && failure === null && document.activeElement === document.body) region.current?.focus({ preventScroll: true });
    failed.current = failure !== null;
  }, [failure]);

  return (
    <section ref={region} className="sheet" aria-label={text.region} tabIndex={-1}>
      <ScoreHead model={model} outcome={outcome} locale={locale}>
        {!previewing && value.stored !== scoreOf(value.outcome) && <p className="quiet">{text.notApplied}</p>}
      </ScoreHead>
      <PositionLine position={position} locale={locale} />
      {/* What is done, in a sprint or part of another issue has no place that anybody could ask about. */}
      {position.kind !== 'outside' && <RequestsLine issueId={view.issueId} since={view} onRanked={(to) => setRanked({ view, to })} />}
      {mayScore.allowed && mayScore.capacity.kind === 'owner' && <p className="quiet">{text.asOwner}</p>}
      {mayScore.allowed && mayScore.capacity.kind === 'delegate' && <p className="quiet">{text.asDelegate}</p>}

      {mayScore.allowed ? (
        <Factors model={model} inputs={inputs} errors={errors} locale={locale} onAnswer={answers.answer} onLeave={answers.flush} />
      ) : (
        <>
          <FactorTexts model={model} inputs={inputs} locale={locale} />
          <p className="quiet">{mayScore.message}</p>
        </>
      )}

      {/* One line of a fixed height: who scored, and whether what was typed is in Jira. */}
      <div className="foot">
        <ScoredBy scored={value.lastScored} viewer={view.viewer} locale={locale} />
        <span role="status" className="quiet">
          {(answers.status === 'saving' || answers.status === 'waiting') && text.saving}
          {answers.status === 'saved' && Object.keys(errors).length === 0 && text.saved}
        </span>
      </div>
      {failure !== null && <Failure sentence={fill(text.notSaved, { reason: failure })} onRetry={answers.flush} />}
      <History issueId={view.issueId} viewer={view.viewer} locale={locale} value={value} />
    </section>
  );
}

type Placed = Extract<PanelView['position'], { kind: 'placed' }>;

/** What the same rules will say on the server once this is saved. */
const preview = (model: ModelView, inputs: Inputs): Explained =>
  explained(evaluate(model, { model: model.id, inputs: asked(model, inputs) }));

const scoreOf = (outcome: Explained): number | null => (outcome.kind === 'scored' ? outcome.score : null);
