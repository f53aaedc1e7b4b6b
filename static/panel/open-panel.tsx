import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { PanelView } from '../../src/contract/scoring';
import { merge } from '../../src/features/scoring/rules';
import { FactorRow } from './factor-row';
import { PositionLine } from './position-line';
import { ScoredBy } from './scored-by';
import { ScoreHead } from './score-head';
import { useAnswers } from './use-answers';

export function OpenPanel({ view, locale }: { readonly view: PanelView; readonly locale: string }) {
  const { model, mayScore } = view;
  const answers = useAnswers(view.issueId, model, view.value);
  const inputs = merge(answers.value.inputs, answers.unsaved);
  const { status } = answers;
  return (
    <section className="panel" aria-label={text.region}>
      <ScoreHead model={model} value={answers.value} unsaved={answers.unsaved} locale={locale} />
      <PositionLine position={view.position} locale={locale} />
      {mayScore.allowed && mayScore.capacity.kind === 'owner' && <p className="quiet">{text.asOwner}</p>}
      {mayScore.allowed && mayScore.capacity.kind === 'delegate' && <p className="quiet">{text.asDelegate}</p>}

      <div className="factors" role="group" aria-label={text.factors} title={mayScore.allowed ? text.keys : undefined}>
        {model.factors.map((factor) => (
          <FactorRow
            key={factor.key}
            factor={factor}
            answer={inputs[factor.key] ?? null}
            error={answers.errors[factor.key]}
            editable={mayScore.allowed}
            onAnswer={(typed) => answers.answer(factor.key, typed)}
            onLeave={answers.flush}
          />
        ))}
      </div>

      {!mayScore.allowed && <p className="quiet">{mayScore.message}</p>}

      {/* One line of a fixed height: who scored, and whether what was typed is in Jira. */}
      <div className="foot">
        <ScoredBy scored={answers.value.lastScored} viewer={view.viewer} locale={locale} />
        <span role="status" className="quiet">
          {(status.kind === 'saving' || status.kind === 'waiting') && text.saving}
          {status.kind === 'saved' && text.saved}
        </span>
      </div>
      {status.kind === 'failed' && (
        <div className="failure" role="alert">
          <p>
            <Lozenge appearance="removed">!</Lozenge> {fill(text.notSaved, { reason: status.message })}
          </p>
          <Button spacing="compact" onClick={answers.flush}>
            {text.retry}
          </Button>
        </div>
      )}
    </section>
  );
}
