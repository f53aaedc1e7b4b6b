import { editor as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ScoringModel } from '../../src/features/scoring/model';
import { BUILT_IN } from '../../src/features/scoring/models';
import { answersOf, evaluate, explained, type Explained, type StoredFactors } from '../../src/features/scoring/rules';
import { Factors } from '../shared/factors';
import { readable } from '../shared/scale';
import { ScoreHead } from '../shared/score-head';
import type { Edit } from './use-edit';

interface QuestionsProps {
  readonly model: ScoringModel;
  readonly stored: StoredFactors | null | 'unreadable';
  readonly locale: string;
  readonly edit: Edit;
  readonly onLeave: () => void;
}

/** The questions, with the score that the answers have and what is missing, by the rules the server uses. */
export function Questions({ model, stored, locale, edit, onLeave }: QuestionsProps) {
  const notice = noticeOf(model, stored);
  const isBegun = Object.keys(edit.answers).length > 0;
  const outcome: Explained =
    notice !== null && !isBegun
      ? { kind: 'refused', problems: [{ sentence: notice }] }
      : explained(evaluate(model, { model: model.id, inputs: readable(edit.inputs, edit.errors) }));
  return (
    <>
      <ScoreHead model={model} outcome={outcome} locale={locale} />
      <Factors
        key={edit.resets}
        model={model}
        inputs={edit.inputs}
        errors={edit.errors}
        locale={locale}
        onAnswer={edit.answer}
        onLeave={onLeave}
      />
    </>
  );
}

/** What to know of what the field holds before answering. */
function noticeOf(model: ScoringModel, stored: QuestionsProps['stored']): string | null {
  if (stored === 'unreadable') return text.unreadable;
  if (stored === null || answersOf(model, stored) !== null) return null;
  const other = BUILT_IN.find(({ id }) => id === stored.model);
  return fill(text.otherModel, { model: other?.name ?? text.anotherModel, current: model.name });
}
