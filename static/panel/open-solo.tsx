import { panel as text } from '../../locales/en.json';
import type { ModelView, PanelView } from '../../src/contract/scoring';
import type { Inputs } from '../../src/features/scoring/model';
import { asked, evaluate, explained, merge, type Explained } from '../../src/features/scoring/rules';
import { Factors, FactorTexts } from '../shared/factors';
import { readable } from '../shared/scale';
import { useAnswers } from '../shared/use-answers';
import { Sheet } from './sheet';

/** Whoever may score answers for everybody. */
export function OpenSolo({ view, locale }: { readonly view: PanelView; readonly locale: string }) {
  const { model, mayScore } = view;
  const answers = useAnswers(view.issueId, model, view.value, locale);
  const { value, unsaved, errors, status } = answers;
  const inputs = merge(value.inputs, unsaved);
  const isPreview = Object.keys(unsaved).length > 0;
  const outcome = isPreview || Object.keys(errors).length > 0 ? preview(model, readable(inputs, errors)) : value.outcome;
  const saved = status === 'saved' && Object.keys(errors).length === 0 ? text.saved : null;
  return (
    <Sheet
      view={view}
      locale={locale}
      value={value}
      outcome={outcome}
      isPreview={isPreview}
      isDisputed={false}
      saving={status === 'saving' || status === 'waiting' ? text.saving : saved}
      failure={answers.failure}
      onRetry={answers.flush}
      onConfirmed={answers.replace}
    >
      {mayScore.allowed ? (
        <Factors model={model} inputs={inputs} errors={errors} locale={locale} onAnswer={answers.answer} onLeave={answers.flush} />
      ) : (
        <>
          <FactorTexts model={model} inputs={inputs} locale={locale} />
          <p className="quiet">{mayScore.message}</p>
        </>
      )}
    </Sheet>
  );
}

/** What the same rules will say on the server once this is saved. */
const preview = (model: ModelView, inputs: Inputs): Explained =>
  explained(evaluate(model, { model: model.id, inputs: asked(model, inputs) }));
