import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { PanelView } from '../../src/contract/scoring';
import { merge } from '../../src/features/scoring/rules';
import { FactorRow, FactorText } from './factor-row';
import { PositionLine } from './position-line';
import { ScoredBy } from './scored-by';
import { ScoreHead } from './score-head';
import { useAnswers } from './use-answers';

export function OpenPanel({ view, locale }: { readonly view: PanelView; readonly locale: string }) {
  const { model, mayScore } = view;
  const answers = useAnswers(view.issueId, model, view.value);
  const inputs = merge(answers.value.inputs, answers.unsaved);
  const faulty = Object.keys(answers.errors).length > 0;
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
    <section ref={region} className="panel" aria-label={text.region} tabIndex={-1}>
      <ScoreHead model={model} value={answers.value} unsaved={answers.unsaved} locale={locale} />
      <PositionLine position={view.position} locale={locale} />
      {mayScore.allowed && mayScore.capacity.kind === 'owner' && <p className="quiet">{text.asOwner}</p>}
      {mayScore.allowed && mayScore.capacity.kind === 'delegate' && <p className="quiet">{text.asDelegate}</p>}

      {mayScore.allowed ? (
        <div className="factors" role="group" aria-label={text.factors} title={text.keys}>
          {model.factors.map((factor) => (
            <FactorRow
              key={factor.key}
              factor={factor}
              answer={inputs[factor.key] ?? null}
              error={answers.errors[factor.key]}
              onAnswer={(typed, finished) => answers.answer(factor.key, typed, finished)}
              onLeave={answers.flush}
            />
          ))}
        </div>
      ) : (
        <>
          <dl className="factors" aria-label={text.factors}>
            {model.factors.map((factor) => (
              <FactorText key={factor.key} factor={factor} answer={inputs[factor.key] ?? null} />
            ))}
          </dl>
          <p className="quiet">{mayScore.message}</p>
        </>
      )}

      {/* One line of a fixed height: who scored, and whether what was typed is in Jira. */}
      <div className="foot">
        <ScoredBy scored={answers.value.lastScored} viewer={view.viewer} locale={locale} />
        <span role="status" className="quiet">
          {(answers.status === 'saving' || answers.status === 'waiting') && text.saving}
          {answers.status === 'saved' && !faulty && text.saved}
        </span>
      </div>
      {failure !== null && (
        <div className="failure">
          <p role="alert">{fill(text.notSaved, { reason: failure })}</p>
          <Button spacing="compact" onClick={answers.flush}>
            {text.retry}
          </Button>
        </div>
      )}
    </section>
  );
}
