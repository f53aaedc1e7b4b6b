import { useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { AskButton } from '../../shared/ask/ask-button';
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

function Ask({ place, queue }: QueueTabProps) {
  const { state } = queue;
  // They rank by hand.
  if (state.kind === 'open' && state.mayRank) return null;
  const owner = state.kind === 'open' ? state.owner : null;
  return <AskButton issueId={null} place={place} owner={owner} isDisabled={state.kind !== 'open'} onAsked={queue.refresh} />;
}
