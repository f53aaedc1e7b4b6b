import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { ask as askText, backlog } from '../../../locales/en.json';
import { AskForm, askedSentence } from '../../shared/ask/ask-form';
import type { Place } from '../../shared/use-place';
import { QueueList } from './queue-list';
import { useQueue, type QueueApi } from './use-queue';

const text = backlog.queue;

interface QueueTabProps {
  readonly place: Place;
  readonly queue: QueueApi;
}

/** What is asked of the owner (Q2), and asking. */
export function QueueTab({ place, queue }: QueueTabProps) {
  const [which, setWhich] = useState<'open' | 'decided'>('open');
  return (
    <div className="queue">
      <div className="queue-head">
        <div role="group" aria-label={text.show} className="switch">
          {(['open', 'decided'] as const).map((choice) => (
            <button key={choice} type="button" aria-pressed={choice === which} onClick={() => setWhich(choice)}>
              {text[choice]}
            </button>
          ))}
        </div>
        {which === 'open' && <Ask place={place} queue={queue} />}
      </div>
      {which === 'open' ? <QueueList which="open" place={place} queue={queue} /> : <Decided place={place} />}
    </div>
  );
}

function Decided({ place }: Pick<QueueTabProps, 'place'>) {
  return <QueueList which="decided" place={place} queue={useQueue(place.projectId, 'decided')} />;
}

/** One button, which becomes the form; what came of it stands where the button was pressed. */
function Ask({ place, queue }: QueueTabProps) {
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const owner = queue.state.kind === 'open' ? queue.state.owner : null;
  // They rank by hand.
  if (queue.state.kind === 'open' && queue.state.mayRank) return null;
  return (
    <>
      {!isOpen && (
        <Button
          ref={opener}
          isDisabled={queue.state.kind !== 'open'}
          onClick={() => {
            setSaid(null);
            setOpen(true);
          }}
        >
          {askText.open}
        </Button>
      )}
      {isOpen && (
        <AskForm
          issueId={null}
          projectKey={place.projectKey}
          locale={place.reader.locale}
          owner={owner}
          onCancel={() => setOpen(false)}
          onAsked={(_request, joined) => {
            setOpen(false);
            setSaid(askedSentence(owner, joined));
            queue.refresh();
          }}
        />
      )}
      <p role="status" className="queue-said" dir="auto">
        {said}
      </p>
    </>
  );
}
