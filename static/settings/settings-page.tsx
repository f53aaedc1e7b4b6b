import { useState } from 'react';
import {
  acceptancePages as acceptanceText,
  delegates as delegatesText,
  guard as guardText,
  settings as text,
  sprintGuard as sprintText,
} from '../../locales/en.json';
import { useChecklists } from '../shared/acceptance/use-checklists';
import { Delegates } from '../shared/delegates/delegates';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import { AcceptanceSection } from './acceptance/acceptance-section';
import { useAcceptance } from './acceptance/use-acceptance';
import { hasOwner } from './guard/guard-kind';
import { RankGuardSection } from './guard/rank-guard-section';
import { SprintGuardSection } from './guard/sprint-guard-section';
import { useGuard } from './guard/use-guard';
import { useSprintGuard } from './guard/use-sprint-guard';
import { ModelSection } from './model/model-section';
import { modelUnsaved } from './model/model-state';
import { useModel } from './model/use-model';
import { OwnerSection } from './owner/owner-section';
import { OwnerRoleSection } from './owner-role/owner-role-section';
import { useOwner } from './owner/use-owner';
import { PolicySection } from './policy/policy-section';
import { usePolicy } from './policy/use-policy';
import { Section } from '../shared/saving/section';
import './settings.css';
import { WaysSection } from './ways/ways-section';
import { StatusLine } from './status-line';
import { UnsavedBar } from '../shared/saving/unsaved-bar';
import { useLeaveGuard } from '../shared/saving/use-leave-guard';
import { usePlace, type Place } from '../shared/use-place';
import { isUnsaved } from '../shared/saving/choice-state';

/** A project's settings: who owns it, how its order and its sprints are guarded, how it scores and whose answers count, and how it accepts. */
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
  const sprintGuard = useSprintGuard(place.projectId, ownerRevision);
  const model = useModel(place.projectId, locale);
  const policy = usePolicy(place.projectId);
  const acceptance = useAcceptance(place.projectId);
  const checklists = useChecklists(place.projectId);
  const unsaved = {
    owner: isUnsaved(owner.state),
    guard: isUnsaved(guard.state),
    sprintGuard: isUnsaved(sprintGuard.state),
    model: modelUnsaved(model.state),
    policy: isUnsaved(policy.state),
    acceptance: isUnsaved(acceptance.state),
    checklists: checklists.isUnsaved,
  };
  const [isLending, setLending] = useState(false);
  useLeaveGuard(Object.values(unsaved).includes(true) || isLending);

  // Who may not administer the project is told so, once.
  const states = [owner.state, guard.state, sprintGuard.state, model.state, policy.state, acceptance.state];
  const refusal = states.find((state) => state.kind === 'failed' && state.refused);
  if (refusal?.kind === 'failed') return <p>{refusal.message}</p>;

  // Templates are for whoever may see the project's issues, which not every admin may: their part says so itself.
  const open = [...states, checklists.state].filter((state) => state.kind === 'open');
  const parts = [
    unsaved.owner && text.unsaved.owner,
    unsaved.guard && guardText.section.unsaved,
    unsaved.sprintGuard && sprintText.section.unsaved,
    unsaved.model && text.unsaved.model,
    unsaved.policy && text.policy.unsaved,
    unsaved.acceptance && acceptanceText.policy.unsaved,
    unsaved.checklists && acceptanceText.checklists.unsaved,
  ].filter((part) => part !== false);
  return (
    <>
      <StatusLine owner={owner.state} guard={guard.state} sprintGuard={sprintGuard.state} model={model.state} locale={locale} />
      <OwnerSection projectId={place.projectId} owner={owner} locale={locale} />
      <Section title={delegatesText.title} explain={delegatesText.explain}>
        <Delegates projectId={place.projectId} locale={locale} ownerRevision={ownerRevision} onUnsaved={setLending} />
      </Section>
      <RankGuardSection guard={guard} locale={locale} />
      <SprintGuardSection guard={sprintGuard} locale={locale} />
      <ModelSection place={place} model={model} />
      <PolicySection policy={policy} hasOwner={guard.state.kind !== 'open' || hasOwner(guard.state.saved)} locale={locale} />
      <AcceptanceSection acceptance={acceptance} checklists={checklists} locale={locale} />
      <WaysSection projectId={place.projectId} locale={locale} />
      <OwnerRoleSection projectId={place.projectId} ownerRevision={ownerRevision} locale={locale} />
      <UnsavedBar
        parts={parts}
        locale={locale}
        isSaving={open.some(({ status }) => status === 'saving')}
        isFailed={open.some(({ failure }) => failure !== null)}
        onSave={() => {
          if (unsaved.owner) owner.save();
          if (unsaved.guard) guard.save();
          if (unsaved.sprintGuard) sprintGuard.save();
          if (unsaved.model) model.save();
          if (unsaved.policy) policy.save();
          if (unsaved.acceptance) acceptance.save();
          if (unsaved.checklists) checklists.save();
        }}
        onDiscard={() => {
          if (unsaved.owner) owner.concede();
          if (unsaved.guard) guard.concede();
          if (unsaved.sprintGuard) sprintGuard.concede();
          if (unsaved.model) model.dispatch({ type: 'conceded' });
          if (unsaved.policy) policy.concede();
          if (unsaved.acceptance) acceptance.concede();
          if (unsaved.checklists) checklists.discard();
        }}
      />
    </>
  );
}
