import Lozenge from '@atlaskit/lozenge';
import type { ReactNode } from 'react';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ScoringModel } from '../../src/features/scoring/model';
import { bandOf, type Explained } from '../../src/features/scoring/rules';
import { scoreText } from './numbers';

interface ScoreHeadProps {
  readonly model: ScoringModel;
  readonly outcome: Explained;
  readonly locale: string;
  /** What is said where nothing is answered; by default, to answer. */
  readonly start?: string;
  /** Beside the score: what there is to know before one trusts it. */
  readonly marks?: ReactNode;
  /** More to say of this score. */
  readonly children?: ReactNode;
}

/** The score, large, with its model and what the model calls such a score; or what is missing, or why there is none. */
export function ScoreHead({ model, outcome, locale, start = text.incompleteStart, marks, children }: ScoreHeadProps) {
  const band = outcome.kind === 'scored' ? bandOf(model, outcome.score) : null;
  const label = (key: string): string => model.factors.find((factor) => factor.key === key)?.label ?? key;
  const isBegun = outcome.kind === 'incomplete' && outcome.missing.length < model.factors.length;
  return (
    <div className="head">
      <div className="head-line">
        <p className="score" aria-live="polite">
          <span className="visually-hidden">{text.score}: </span>
          {outcome.kind === 'scored' ? scoreText(outcome.score, locale) : <span className="score-none">{text.noScore}</span>}
        </p>
        <span className="quiet" dir="auto">
          {model.name}
        </span>
        {band !== null && <Lozenge>{band}</Lozenge>}
        {isBegun && <Lozenge appearance="moved">{text.scoreOfIncomplete}</Lozenge>}
        {marks}
      </div>
      {outcome.kind === 'incomplete' && (isBegun || start !== '') && (
        <p className="quiet" dir="auto">
          {isBegun ? fill(text.incompleteMissing, { factors: outcome.missing.map(label).join(', ') }) : start}
        </p>
      )}
      {outcome.kind === 'refused' &&
        outcome.problems.map(({ sentence }) => (
          <p key={sentence} dir="auto">
            {sentence}
          </p>
        ))}
      {children}
    </div>
  );
}
