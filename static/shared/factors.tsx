import { useId, type ReactNode } from 'react';
import { panel as text } from '../../locales/en.json';
import type { Factor, Inputs, ScoringModel } from '../../src/features/scoring/model';
import { ChoiceAnswer } from './choice-answer';
import { NumberAnswer } from './number-answer';
import { numberText } from './numbers';
import { choiceText, scaleText, withUnit } from './scale';
import './factors.css';

interface FactorsProps {
  readonly model: ScoringModel;
  readonly inputs: Inputs;
  readonly errors: Readonly<Record<string, string | null>>;
  readonly locale: string;
  /** `finished`: the person is done with this field, so what is no answer may be called so. */
  readonly onAnswer: (key: string, typed: string, finished: boolean) => void;
  /** The person left the questions altogether. */
  readonly onLeave: () => void;
  /** What the questions are called together. */
  readonly label?: string;
  /** Factor key -> what there is to say below its answer. */
  readonly notes?: Notes;
}

export type Notes = Readonly<Record<string, ReactNode>>;

/** The questions of a model, one row each, edited in place with digits, arrows and Tab. */
export function Factors({ model, inputs, errors, locale, onAnswer, onLeave, label = text.factors, notes = {} }: FactorsProps) {
  return (
    <div className="factors" role="group" aria-label={label} title={text.keys}>
      {model.factors.map((factor) => (
        <FactorRow
          key={factor.key}
          factor={factor}
          answer={inputs[factor.key] ?? null}
          error={errors[factor.key] ?? undefined}
          note={notes[factor.key]}
          locale={locale}
          onAnswer={(typed, finished) => onAnswer(factor.key, typed, finished)}
          onLeave={onLeave}
        />
      ))}
    </div>
  );
}

interface FactorRowProps {
  readonly factor: Factor;
  readonly answer: number | null;
  readonly error: string | undefined;
  readonly note: ReactNode;
  readonly locale: string;
  readonly onAnswer: (typed: string, finished: boolean) => void;
  readonly onLeave: () => void;
}

function FactorRow({ factor, answer, error, note, locale, onAnswer, onLeave }: FactorRowProps) {
  const id = useId();
  const { scale } = factor;
  const help = `${factor.help} ${scaleText(scale, locale)}`.trim();
  const field = {
    id,
    answer,
    locale,
    onAnswer,
    onLeave,
    invalid: error !== undefined,
    describedBy: `${id}-help ${id}-error${note === undefined ? '' : ` ${id}-note`}`,
  };
  return (
    <div className="factor">
      <label className="factor-label" htmlFor={id} title={help} dir="auto">
        {factor.label}
      </label>
      <div className="factor-answer">
        {scale.kind === 'choices' ? <ChoiceAnswer {...field} scale={scale} /> : <NumberAnswer {...field} scale={scale} />}
      </div>
      <span id={`${id}-help`} className="visually-hidden" dir="auto">
        {help}
      </span>
      <p id={`${id}-error`} className="factor-error" role="alert" dir="auto">
        {error}
      </p>
      {note !== undefined && (
        <div id={`${id}-note`} className="factor-note">
          {note}
        </div>
      )}
    </div>
  );
}

/** The same for who may read but not answer. */
export function FactorTexts({ model, inputs, locale, notes = {} }: Pick<FactorsProps, 'model' | 'inputs' | 'locale' | 'notes'>) {
  return (
    <dl className="factors" aria-label={text.factors}>
      {model.factors.map((factor) => (
        <div className="factor" key={factor.key}>
          <dt className="factor-label" title={factor.help} dir="auto">
            {factor.label}
          </dt>
          <dd className="factor-answer factor-text" dir="auto">
            {answerText(factor, inputs[factor.key], locale) ?? (
              <>
                <span aria-hidden="true">–</span>
                <span className="visually-hidden">{text.empty}</span>
              </>
            )}
          </dd>
          {notes[factor.key] !== undefined && <dd className="factor-note">{notes[factor.key]}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** "6.5 weeks", "3 (Massive)"; null where there is none. */
export function answerText({ scale }: Factor, answer: number | undefined, locale: string): string | null {
  if (answer === undefined) return null;
  const choice = scale.kind === 'choices' ? scale.options.find(({ value }) => value === answer) : undefined;
  return choice ? choiceText(choice, scale.unit, locale) : withUnit(numberText(answer, locale), scale.unit);
}
