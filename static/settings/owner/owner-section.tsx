import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Failure } from '../../shared/failure';
import { PersonSelect } from '../../shared/people/person-select';
import type { Person } from '../../shared/people/use-people';
import { ChangedBy } from '../../shared/saving/changed-by';
import { Notice } from '../../shared/saving/notice';
import { Section } from '../../shared/saving/section';
import { OwnerConflict } from './owner-conflict';
import type { OpenOwner } from './owner-state';
import type { OwnerApi } from './use-owner';

const text = settings.owner;
const FIELD = 'owner-field';
const HELP = 'owner-help';

interface OwnerSectionProps {
  readonly projectId: string;
  readonly owner: OwnerApi;
  readonly locale: string;
}

export function OwnerSection({ projectId, owner, locale }: OwnerSectionProps) {
  const { state } = owner;
  const settled = state.kind === 'open' ? state.saved : state.kind;
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'} settled={settled}>
      {state.kind === 'loading' && (
        <>
          <div className="skeleton skeleton-field" />
          <div className="skeleton skeleton-buttons" />
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={owner.retry} />}
      {state.kind === 'open' && <OwnerForm projectId={projectId} owner={owner} open={state} locale={locale} />}
    </Section>
  );
}

function OwnerForm({ projectId, owner, open, locale }: OwnerSectionProps & { readonly open: OpenOwner }) {
  const { saved, choice, status, failure, conflict } = open;
  const current: Person | null = saved.owner && { accountId: saved.owner.accountId, name: saved.owner.name ?? text.unknownName };
  const shown = choice === null ? current : choice.kind === 'person' ? choice.person : null;
  const unsaved = choice !== null;
  const form = useRef<HTMLDivElement>(null);

  // The two answers to a conflict take the focus from the Save button that was pressed.
  useEffect(() => {
    if (conflict !== null) form.current?.querySelector<HTMLElement>('[role=alert] button')?.focus();
  }, [conflict]);

  return (
    <div ref={form} className="stack">
      <div className="field">
        <label className="field-label" htmlFor={FIELD}>
          {text.label}
        </label>
        <PersonSelect
          projectId={projectId}
          inputId={FIELD}
          describedBy={HELP}
          person={shown}
          isDisabled={status === 'saving'}
          onChoose={(person) => owner.choose({ kind: 'person', person })}
        />
        <div id={HELP}>
          <ChangedBy change={saved.lastChange} locale={locale} />
        </div>
      </div>
      <div aria-live="polite">
        {choice?.kind === 'vacant' && <Notice appearance="warning">{fill(text.vacantMeans, { name: current?.name ?? '' })}</Notice>}
      </div>
      {conflict !== null && <OwnerConflict owner={{ ...open, conflict }} save={owner.save} concede={owner.concede} />}
      {conflict === null && (
        <div className="actions">
          <Button appearance="primary" isDisabled={!unsaved} isLoading={status === 'saving'} onClick={() => owner.save()}>
            {text.save}
          </Button>
          {/* One button for there and back, so that it keeps the focus. */}
          {current !== null && (
            <Button isDisabled={status === 'saving'} onClick={() => owner.choose(unsaved ? null : { kind: 'vacant' })}>
              {unsaved ? fill(text.keep, { name: current.name }) : text.leaveVacant}
            </Button>
          )}
        </div>
      )}
      {failure !== null && <Failure sentence={fill(settings.notSaved, { reason: failure })} onRetry={() => owner.save()} />}
      <p role="status" className="quiet" dir="auto">
        {status === 'saving' && settings.saving}
        {status === 'saved' && (saved.owner === null ? text.savedVacant : fill(text.saved, { name: saved.owner.name ?? text.unknownName }))}
      </p>
    </div>
  );
}
