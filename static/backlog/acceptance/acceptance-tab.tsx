import { useState } from 'react';
import { acceptancePages } from '../../../locales/en.json';
import { ChecklistsForm } from '../../shared/acceptance/checklists-form';
import { useChecklists } from '../../shared/acceptance/use-checklists';
import '../../shared/requests/requests.css';
import { Section } from '../../shared/saving/section';
import { UnsavedBar } from '../../shared/saving/unsaved-bar';
import { useLeaveGuard } from '../../shared/saving/use-leave-guard';
import type { Place } from '../../shared/use-place';
import './acceptance.css';
import { Arrivals } from './arrivals';
import { useWaiting, type WaitingApi } from './use-waiting';
import { WaitingList } from './waiting-list';

const { waiting: text, checklists: checklistsText, arrivals: arrivalsText } = acceptancePages;

interface AcceptanceTabProps {
  readonly place: Place;
  readonly waiting: WaitingApi;
}

/** What waits for the owner's word (A7), what stands on every checklist (A2), and what came into Done without it (A5). */
export function AcceptanceTab({ place, waiting }: AcceptanceTabProps) {
  return (
    <div className="acceptance">
      <Waiting place={place} waiting={waiting} />
      <Checklists place={place} />
      <Section title={arrivalsText.title} explain={arrivalsText.explain}>
        <Arrivals projectId={place.projectId} reader={place.reader} />
      </Section>
    </div>
  );
}

function Waiting({ place: { reader }, waiting }: AcceptanceTabProps) {
  const [which, setWhich] = useState<'here' | 'all'>('here');
  const { state, refresh } = waiting;
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'}>
      {state.kind === 'open' && state.mayAccept && (
        <div role="group" aria-label={text.show} className="switch">
          {(['here', 'all'] as const).map((choice) => (
            <button key={choice} type="button" aria-pressed={choice === which} onClick={() => setWhich(choice)}>
              {text[choice]}
            </button>
          ))}
        </div>
      )}
      {which === 'here' ? (
        <WaitingList which="here" reader={reader} list={waiting} onDecided={nothing} />
      ) : (
        <Everywhere reader={reader} onDecided={refresh} />
      )}
    </Section>
  );
}

const nothing = (): void => undefined;

function Everywhere({ reader, onDecided }: { readonly reader: Place['reader']; readonly onDecided: () => void }) {
  return <WaitingList which="all" reader={reader} list={useWaiting(null)} onDecided={onDecided} />;
}

function Checklists({ place }: { readonly place: Place }) {
  const { locale } = place.reader;
  const api = useChecklists(place.projectId);
  const { state, isUnsaved } = api;
  useLeaveGuard(isUnsaved);
  const open = state.kind === 'open' ? state : null;
  const settled = open === null ? state.kind : `${open.saved.revision} ${open.status === 'saving'} ${open.conflict === null} ${isUnsaved}`;
  return (
    <>
      <Section title={checklistsText.title} explain={checklistsText.explain} busy={state.kind === 'loading'} settled={settled}>
        <ChecklistsForm api={api} locale={locale} />
      </Section>
      <UnsavedBar
        parts={isUnsaved ? [checklistsText.unsaved] : []}
        locale={locale}
        isSaving={open?.status === 'saving'}
        isFailed={open?.failure != null}
        onSave={api.save}
        onDiscard={api.discard}
      />
    </>
  );
}
