import Lozenge from '@atlaskit/lozenge';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ModelView, ValueView } from '../../src/contract/scoring';
import { asked, evaluate, explained, merge } from '../../src/features/scoring/rules';

interface ScoreHeadProps {
  readonly model: ModelView;
  readonly value: ValueView;
  readonly unsaved: Readonly<Record<string, number | null>>;
  readonly locale: string;
}

/** The score, large. While answers are unsaved it is the preview that the same rules give on the server. */
export function ScoreHead({ model, value, unsaved, locale }: ScoreHeadProps) {
  const previewing = Object.keys(unsaved).length > 0;
  const inputs = asked(model, merge(value.inputs, unsaved));
  const outcome = previewing ? explained(evaluate(model, { model: model.id, inputs })) : value.outcome;
  const expected = outcome.kind === 'scored' ? outcome.score : null;
  const score = outcome.kind === 'scored' ? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(outcome.score) : null;
  const label = (key: string): string => model.factors.find((factor) => factor.key === key)?.label ?? key;
  return (
    <div className="head">
      <div className="head-line">
        <p className="score" aria-live="polite">
          <span className="visually-hidden">{text.score}: </span>
          {score ?? <span className="score-none">{text.noScore}</span>}
        </p>
        <span className="quiet">{model.name}</span>
        {outcome.kind === 'incomplete' && outcome.missing.length < model.factors.length && (
          <Lozenge appearance="moved">{text.scoreOfIncomplete}</Lozenge>
        )}
      </div>
      {outcome.kind === 'incomplete' && (
        <p className="quiet">
          {outcome.missing.length === model.factors.length
            ? text.incompleteStart
            : fill(text.incompleteMissing, { factors: outcome.missing.map(label).join(', ') })}
        </p>
      )}
      {outcome.kind === 'refused' && outcome.problems.map(({ sentence }) => <p key={sentence}>{sentence}</p>)}
      {!previewing && value.stored !== expected && <p className="quiet">{text.notApplied}</p>}
    </div>
  );
}
