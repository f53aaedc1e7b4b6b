import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ModelView } from '../../../src/contract/scoring';
import { answersOf, asked, bandOf, evaluate, explained, merge, type Explained } from '../../../src/features/scoring/rules';
import type { Inputs } from '../../../src/features/scoring/model';
import { Factors } from '../../shared/factors';
import { scoreText } from '../../shared/numbers';
import { readAnswer } from '../../shared/scale';
import type { SampleIssue } from './use-sample';

const text = settings.preview;

interface PreviewScoresProps {
  readonly issue: SampleIssue;
  readonly model: ModelView;
  readonly canScore: boolean;
  readonly current: ModelView | null;
  readonly locale: string;
}

/** What is typed into the questions here, and why it is no answer where it is none. */
interface Tried {
  readonly answers: Readonly<Record<string, number | null>>;
  readonly errors: Readonly<Record<string, string>>;
}

const NOTHING: Tried = { answers: {}, errors: {} };

/** One issue's answers to the model's questions, free to try others, and the score they make. */
export function PreviewScores({ issue, model, canScore, current, locale }: PreviewScoresProps) {
  const [tried, setTried] = useState<Tried>(NOTHING);
  const given = countingFor(model, issue);
  // What was tried is another question's answer once a question changes its scale.
  const inputs = asked(model, merge(given, tried.answers));
  const outcome = explained(evaluate(model, { model: model.id, inputs }));
  const isTried = Object.keys(tried.answers).length + Object.keys(tried.errors).length > 0;

  const answer = (key: string, typed: string, finished: boolean): void => {
    const reading = readAnswer(model, key, typed, locale);
    setTried(({ answers, errors }) => {
      const others = Object.fromEntries(Object.entries(errors).filter(([each]) => each !== key));
      // What stood there before is no longer what the person means.
      if (reading.kind === 'problem')
        return { answers: { ...answers, [key]: null }, errors: finished ? { ...others, [key]: reading.sentence } : others };
      // Leaving a field without having changed it is no try.
      return reading.answer === (merge(given, answers)[key] ?? null)
        ? { answers, errors: others }
        : { answers: { ...answers, [key]: reading.answer }, errors: others };
    });
  };

  return (
    <>
      <p className="quiet">{text.explain}</p>
      {model.factors.length > 0 && (
        <Factors model={model} inputs={inputs} errors={tried.errors} locale={locale} onAnswer={answer} onLeave={() => undefined} />
      )}
      <div className="scores" aria-live="polite">
        <Score
          title={fill(text.scoreBy, { model: model.name === '' ? settings.model.ownDraft : model.name })}
          model={model}
          outcome={canScore ? outcome : null}
          locale={locale}
        />
        {current !== null && current !== model && (
          <Score
            title={fill(text.scoreNow, { model: current.name })}
            model={current}
            outcome={explained(evaluate(current, { model: current.id, inputs: countingFor(current, issue) }))}
            locale={locale}
          />
        )}
      </div>
      {isTried && (
        <div className="actions">
          <Button spacing="compact" onClick={() => setTried(NOTHING)}>
            {text.reset}
          </Button>
        </div>
      )}
    </>
  );
}

interface ScoreProps {
  readonly title: string;
  readonly model: ModelView;
  /** Null while the model cannot score. */
  readonly outcome: Explained | null;
  readonly locale: string;
}

function Score({ title, model, outcome, locale }: ScoreProps) {
  const band = outcome?.kind === 'scored' ? bandOf(model, outcome.score) : null;
  return (
    <div className="score-of">
      <p className="quiet" dir="auto">
        {title}
      </p>
      <p className="score">
        {outcome?.kind === 'scored' ? scoreText(outcome.score, locale) : <span className="score-none">{text.noScore}</span>}
      </p>
      {(outcome === null ? [text.faulty] : sentencesOf(model, outcome)).map((sentence) => (
        <p key={sentence} dir="auto">
          {sentence}
        </p>
      ))}
      {band !== null && <p dir="auto">{band}</p>}
    </div>
  );
}

function sentencesOf({ factors }: ModelView, outcome: Explained): readonly string[] {
  if (outcome.kind === 'refused') return outcome.problems.map(({ sentence }) => sentence);
  if (outcome.kind === 'scored') return [];
  const { missing } = outcome;
  if (missing.length === factors.length) return [text.missingAll];
  const labels = factors.filter(({ key }) => missing.includes(key)).map(({ label }) => label);
  return [fill(text.missing, { factors: labels.join(', ') })];
}

/** The issue's answers that count for this model. */
function countingFor(model: ModelView, { answers }: SampleIssue): Inputs {
  return asked(model, answersOf(model, { model: '', inputs: {}, earlier: answers }) ?? {});
}
