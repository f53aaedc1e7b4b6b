import { useState } from 'react';
import { delegates as delegatesText, settings as text } from '../../locales/en.json';
import { Delegates } from '../shared/delegates/delegates';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import { GuardSection } from './guard/guard-section';
import { useGuard } from './guard/use-guard';
import { ModelSection } from './model/model-section';
import { modelUnsaved } from './model/model-state';
import { useModel } from './model/use-model';
import { hasOwner } from './guard/guard-state';
import { OwnerSection } from './owner/owner-section';
import { useOwner } from './owner/use-owner';
import { PolicySection } from './policy/policy-section';
import { usePolicy } from './policy/use-policy';
import { Section } from './section';
import './settings.css';
import { StatusLine } from './status-line';
import { UnsavedBar } from './unsaved-bar';
import { useLeaveGuard } from './use-leave-guard';
import { usePlace, type Place } from '../shared/use-place';
import { isUnsaved } from './choice-state';

/** A project's settings: who owns it, how its order is guarded, how it scores and whose answers count. */
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
  const { locale } = place.reader;
  const owner = useOwner(place.projectId);
  const ownerRevision = owner.state.kind === 'open' ? owner.state.saved.revision : undefined;
  const guard = useGuard(place.projectId, ownerRevision);
  const model = useModel(place.projectId, locale);
  const policy = usePolicy(place.projectId);
  const unsaved = {
    owner: isUnsaved(owner.state),
    guard: isUnsaved(guard.state),
    model: modelUnsaved(model.state),
    policy: isUnsaved(policy.state),
  };
  const [isLending, setLending] = useState(false);
  useLeaveGuard(Object.values(unsaved).includes(true) || isLending);

  // Who may not administer the project is told so, once.
  const refusal = [owner.state, guard.state, model.state, policy.state].find((state) => state.kind === 'failed' && state.refused);
  if (refusal?.kind === 'failed') return <p>{refusal.message}</p>;

  const open = [owner.state, guard.state, model.state, policy.state].filter((state) => state.kind === 'open');
  return (
    <>
      <StatusLine owner={owner.state} guard={guard.state} model={model.state} locale={locale} />
      <OwnerSection projectId={place.projectId} owner={owner} locale={locale} />
      <Section title={delegatesText.title} explain={delegatesText.explain}>
        <Delegates projectId={place.projectId} locale={locale} ownerRevision={ownerRevision} onUnsaved={setLending} />
      </Section>
      <GuardSection guard={guard} locale={locale} />
      <ModelSection place={place} model={model} />
      <PolicySection policy={policy} hasOwner={guard.state.kind !== 'open' || hasOwner(guard.state.saved)} locale={locale} />
      <UnsavedBar
        {...unsaved}
        locale={locale}
        isSaving={open.some(({ status }) => status === 'saving')}
        isFailed={open.some(({ failure }) => failure !== null)}
        onSave={() => {
          if (unsaved.owner) owner.save();
          if (unsaved.guard) guard.save();
          if (unsaved.model) model.save();
          if (unsaved.policy) policy.save();
        }}
        onDiscard={() => {
          if (unsaved.owner) owner.concede();
          if (unsaved.guard) guard.concede();
          if (unsaved.model) model.dispatch({ type: 'conceded' });
          if (unsaved.policy) policy.concede();
        }}
      />
    </>
  );
}
