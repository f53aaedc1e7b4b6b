import { cancelSprint as text } from '../../locales/en.json';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import { Cancel } from './cancel';
import { CloseButton } from './close-button';
import { Foot } from './foot';
import './sprint.css';
import { useSprint } from './use-sprint';

/** "Cancel sprint…" in a sprint's menu (C1): one decision, with everything it is about. */
export function CancelPage() {
  const api = useSprint();
  const { state } = api;
  return (
    <main className="cancel" aria-label={text.region} aria-busy={state.kind === 'loading'}>
      {state.kind === 'loading' && <Loading />}
      {state.kind === 'failed' && (
        <>
          {state.refused ? <p dir="auto">{state.message}</p> : <Failure sentence={state.message} onRetry={api.retry} />}
          <Foot>
            <CloseButton />
          </Foot>
        </>
      )}
      {state.kind === 'open' && <Cancel view={state.view} reader={state.reader} onAsked={api.refresh} />}
    </main>
  );
}

/** As high as a sprint of some issues. */
function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      <div className="skeleton cancel-skeleton-title" />
      <div className="skeleton cancel-skeleton-goal" />
      <div className="cancel-columns">
        <div className="skeleton cancel-skeleton-work" />
        <div className="skeleton cancel-skeleton-work" />
      </div>
      <div className="skeleton cancel-skeleton-form" />
    </>
  );
}
