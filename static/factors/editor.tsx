import { view } from '@forge/bridge';
import Button from '@atlaskit/button/new';
import { useEffect } from 'react';
import { editor as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { Failure } from '../shared/failure';
import { Skeleton } from '../shared/skeleton';
import '../shared/factors.css';
import './editor.css';
import { EditInForm } from './edit-in-form';
import { EditInPlace } from './edit-in-place';
import { useQuestions, type EditorState } from './use-questions';

/** The editor of the Value factors field, wherever Jira shows one: on the issue, in the forms that create or move it, and for many issues at once. */
export function Editor() {
  const [state, retry] = useQuestions();

  // Jira's forms are dialogs, and those lie on another surface than the issue view does.
  const kind = state.kind === 'loading' ? undefined : state.place?.kind;
  useEffect(() => {
    document.documentElement.classList.toggle('on-dialog', kind !== undefined && kind !== 'view');
  }, [kind]);

  if (state.kind === 'open') {
    const { place, model, locale } = state;
    return place.kind === 'view' ? (
      <EditInPlace model={model} stored={place.stored} locale={locale} />
    ) : (
      <EditInForm model={model} place={place} locale={locale} />
    );
  }
  return (
    <section className="sheet" aria-label={text.region} aria-busy={state.kind === 'loading'}>
      <Instead state={state} onRetry={retry} />
    </section>
  );
}

/** What is said where there is nothing to answer (yet). */
function Instead({ state, onRetry }: { readonly state: Exclude<EditorState, { kind: 'open' }>; readonly onRetry: () => void }) {
  switch (state.kind) {
    case 'loading':
      return <Skeleton above={1} below={1} />;
    case 'failed':
      return (
        <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={onRetry}>
          {state.place?.kind === 'view' && <Leave />}
        </Failure>
      );
    case 'refused':
      return (
        <>
          <p>{state.message}</p>
          {state.place.kind === 'view' && <Leave />}
        </>
      );
    case 'no-project':
      return <p>{state.place.kind === 'no-project' && state.place.isCreating ? text.noProject : text.noPlace}</p>;
    case 'differ':
      return <p dir="auto">{fill(text.bulkDiffer, { models: state.models.join(', ') })}</p>;
  }
}

/** Back to the field's value, on the issue view. */
function Leave() {
  const close = (): void => void view.close().catch(() => undefined);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div>
      <Button spacing="compact" onClick={close}>
        {text.cancel}
      </Button>
    </div>
  );
}
