import { settings as text } from '../../locales/en.json';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import { ModelSection } from './model/model-section';
import { modelUnsaved } from './model/model-state';
import { useModel } from './model/use-model';
import { OwnerSection } from './owner/owner-section';
import { ownerUnsaved } from './owner/owner-state';
import { useOwner } from './owner/use-owner';
import './settings.css';
import { StatusLine } from './status-line';
import { UnsavedBar } from './unsaved-bar';
import { useLeaveGuard } from './use-leave-guard';
import { usePlace, type Place } from './use-place';

/** A project's settings: who owns it, and how it scores. */
export function SettingsPage() {
  const [state, retry] = usePlace();
  return (
    <main className="settings" aria-label={text.region}>
      {state.kind === 'loading' && (
        <>
          <span role="status" className="visually-hidden">
            {text.loading}
          </span>
          <div className="skeleton skeleton-status" />
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={state.message} onRetry={retry} />}
      {state.kind === 'open' && <Settings key={state.place.projectId} place={state.place} />}
    </main>
  );
}

function Settings({ place }: { readonly place: Place }) {
  const owner = useOwner(place.projectId);
  const model = useModel(place.projectId, place.locale);
  const unsaved = { owner: ownerUnsaved(owner.state), model: modelUnsaved(model.state) };
  useLeaveGuard(unsaved.owner || unsaved.model);

  // Who may not administer the project is told so, once.
  const refusal = [owner.state, model.state].find((state) => state.kind === 'failed' && state.refused);
  if (refusal?.kind === 'failed') return <p>{refusal.message}</p>;

  const open = [owner.state, model.state].filter((state) => state.kind === 'open');
  return (
    <>
      <StatusLine owner={owner.state} model={model.state} />
      <OwnerSection projectId={place.projectId} owner={owner} locale={place.locale} />
      <ModelSection place={place} model={model} />
      <UnsavedBar
        {...unsaved}
        isSaving={open.some(({ status }) => status === 'saving')}
        isFailed={open.some(({ failure }) => failure !== null)}
        onSave={() => {
          if (unsaved.owner) owner.save();
          if (unsaved.model) model.save();
        }}
        onDiscard={() => {
          if (unsaved.owner) owner.concede();
          if (unsaved.model) model.dispatch({ type: 'conceded' });
        }}
      />
    </>
  );
}
