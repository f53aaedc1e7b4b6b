import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Failure } from '../../shared/failure';
import { ChangedBy } from '../../shared/saving/changed-by';
import type { Place } from '../../shared/use-place';
import { Section } from '../../shared/saving/section';
import { Editor } from './editor';
import { Leaving } from './leaving';
import { MakeOwn } from './make-own';
import { ModelChoice } from './model-choice';
import { ModelConflict } from './model-conflict';
import { currentModel, faultsIn, modelUnsaved, selectedModel, shownFaults, type OpenModel } from './model-state';
import { PassProgress } from './pass-progress';
import { Preview } from './preview';
import type { ModelApi } from './use-model';
import { WhatChanges } from './what-changes';

const text = settings.model;

interface ModelSectionProps {
  readonly place: Place;
  readonly model: ModelApi;
}

export function ModelSection({ place, model }: ModelSectionProps) {
  const { state } = model;
  // What may take a pressed button with it: saving, discarding, dropping a draft.
  const settled =
    state.kind === 'open' ? `${state.saved.revision} ${state.status === 'saving'} ${state.draft === null} ${state.leavingFor}` : state.kind;
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'} settled={settled}>
      {state.kind === 'loading' && (
        <>
          {[1, 2, 3, 4, 5, 6].map((line) => (
            <div key={line} className="skeleton skeleton-choice" />
          ))}
          <div className="skeleton skeleton-preview" />
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={model.retry} />}
      {state.kind === 'open' && <ModelForm place={place} model={model} open={state} />}
    </Section>
  );
}

function ModelForm({ place, model: { dispatch, save }, open }: ModelSectionProps & { readonly open: OpenModel }) {
  const { saved, draft, status, conflict, leavingFor, failure, tried } = open;
  const { locale } = place.reader;
  const selected = selectedModel(open);
  const current = currentModel(open);
  // A model without a name scores all the same.
  const canScore = Object.keys(faultsIn(open)).every((where) => where === 'name' || /\.(label|help)$/.test(where));
  return (
    <div className="stack">
      <ChangedBy change={saved.lastChange} locale={locale} />
      <ModelChoice open={open} onSelect={(id) => dispatch({ type: 'selected', id })} />
      {leavingFor !== null && (
        <Leaving model={selected?.name ?? ''} onStay={() => dispatch({ type: 'stayed' })} onLeave={() => dispatch({ type: 'left' })} />
      )}
      {draft === null && selected !== null && (
        <MakeOwn model={selected} own={saved.own} locale={locale} onDraft={(next) => dispatch({ type: 'drafted', draft: next })} />
      )}
      {draft !== null && (
        <Editor
          draft={draft.now}
          faults={shownFaults(open)}
          tried={tried}
          isDisabled={status === 'saving'}
          onWrite={(next, places) => dispatch({ type: 'wrote', draft: next, places })}
          onVisit={(where) => dispatch({ type: 'visited', place: where })}
        />
      )}
      {selected !== null && <Preview projectId={place.projectId} model={selected} canScore={canScore} current={current} locale={locale} />}
      {modelUnsaved(open) && conflict === null && <WhatChanges open={open} locale={locale} />}
      {conflict !== null && <ModelConflict open={{ ...open, conflict }} dispatch={dispatch} save={save} />}
      {failure !== null && <Failure sentence={fill(settings.notSaved, { reason: failure })} onRetry={save} />}
      <p role="status" className="quiet" dir="auto">
        {status === 'saving' && settings.saving}
        {status === 'saved' && fill(text.saved, { model: current?.name ?? '' })}
      </p>
      {saved.pass !== null && <PassProgress pass={saved.pass} model={current?.name ?? ''} projectKey={place.projectKey} locale={locale} />}
    </div>
  );
}
