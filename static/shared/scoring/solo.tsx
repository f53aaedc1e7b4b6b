import type { ReactNode } from 'react';
import { panel as text } from '../../../locales/en.json';
import type { ModelView, PanelView } from '../../../src/contract/scoring';
import type { Inputs } from '../../../src/features/scoring/model';
import { asked, evaluate, explained, merge, type Explained } from '../../../src/features/scoring/rules';
import { Factors, FactorTexts } from '../factors';
import { readable } from '../scale';
import { useAnswers } from '../use-answers';
import type { SheetProps } from './sheet-props';

interface SoloProps {
  readonly view: PanelView;
  readonly locale: string;
  readonly sheet: (props: SheetProps) => ReactNode;
}

/** Whoever may score answers for everybody. */
export function Solo({ view, locale, sheet }: SoloProps) {
  const { model, mayScore } = view;
  const answers = useAnswers(view.issueId, model, view.value, locale);
  const { value, unsaved, errors, status } = answers;
  const inputs = merge(value.inputs, unsaved);
  const isFaulty = Object.keys(errors).length > 0;
  const isUnsaved = Object.keys(unsaved).length > 0;
  return sheet({
    view,
    locale,
    value,
    outcome: isUnsaved || isFaulty ? preview(model, readable(inputs, errors)) : value.outcome,
    isPreview: isUnsaved,
    isDisputed: false,
    saving: status === 'saving' || status === 'waiting' ? text.saving : status === 'saved' && !isFaulty ? text.saved : null,
    failure: answers.failure,
    onRetry: answers.flush,
    onConfirmed: answers.replace,
    children: mayScore.allowed ? (
      <Factors model={model} inputs={inputs} errors={errors} locale={locale} onAnswer={answers.answer} onLeave={answers.flush} />
    ) : (
      <>
        <FactorTexts model={model} inputs={inputs} locale={locale} />
        <p className="quiet">{mayScore.message}</p>
      </>
    ),
  });
}

/** What the same rules will say on the server once this is saved. */
const preview = (model: ModelView, inputs: Inputs): Explained =>
  explained(evaluate(model, { model: model.id, inputs: asked(model, inputs) }));
