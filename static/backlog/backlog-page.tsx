import { useState } from 'react';
import { acceptancePages, backlog as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { Delegates } from '../shared/delegates/delegates';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import { numberText } from '../shared/numbers';
import './backlog.css';
import { AcceptanceTab } from './acceptance/acceptance-tab';
import { undecided, useWaiting } from './acceptance/use-waiting';
import { GuardBar } from './guard-bar';
import { LogTab } from './log/log-tab';
import { OrderTab } from './order/order-tab';
import { QueueTab } from './queue/queue-tab';
import { useQueue } from './queue/use-queue';
import { SprintsTab } from './sprints/sprints-tab';
import { tasksOf } from './sprints/tasks';
import { useSprints } from './sprints/use-sprints';
import { Tabs } from './tabs';
import { useGuard } from './use-guard';
import { usePlace, type Place } from '../shared/use-place';

/** A project's backlog as its owner keeps it: how it is guarded, its order, what is asked of the owner, what waits to be accepted, its sprints, and every move. */
export function BacklogPage() {
  const [state, retry] = usePlace();
  return (
    <main className="backlog" aria-label={text.region}>
      {state.kind === 'loading' && <Loading />}
      {state.kind === 'failed' && <Failure sentence={state.message} onRetry={retry} />}
      {state.kind === 'open' && <Backlog key={state.place.projectId} place={state.place} />}
    </main>
  );
}

function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      <div className="skeleton guard-skeleton" />
      <div className="skeleton tabs-skeleton" />
    </>
  );
}

type TabKey = 'order' | 'requests' | 'acceptance' | 'sprints' | 'log' | 'delegates';

function Backlog({ place }: { readonly place: Place }) {
  const [tab, setTab] = useState<TabKey>('order');
  const [guard, retryGuard] = useGuard(place.projectId);
  const queue = useQueue(place.projectId, 'open');
  const stories = useWaiting(place.projectId);
  const sprints = useSprints(place.projectId);

  // Who may not see the project is told so, once.
  if (guard.kind === 'failed' && guard.refused) return <p>{guard.message}</p>;

  const open = queue.state.kind === 'open' ? queue.state.open : 0;
  const waiting =
    sprints.state.kind === 'open' && sprints.state.mayDecide ? Math.max(tasksOf(sprints.state.records).length, sprints.state.waiting) : 0;
  const { locale } = place.reader;
  return (
    <>
      <GuardBar state={guard} reader={place.reader} onRetry={retryGuard} />
      <Tabs<TabKey>
        label={text.tabs}
        selected={tab}
        onSelect={(next) => {
          setTab(next);
          // A request that was just approved may have ended a sprint.
          if (next === 'sprints') sprints.refresh();
        }}
        tabs={[
          { key: 'order', label: text.orderTab, panel: <OrderTab place={place} onAsked={queue.refresh} /> },
          {
            key: 'requests',
            label: <Counted label={text.requests} count={open} words={text.requestsCount} locale={locale} />,
            panel: <QueueTab place={place} queue={queue} />,
          },
          {
            key: 'acceptance',
            label: (
              <Counted
                label={acceptancePages.tab}
                count={stories.state.kind === 'open' ? undecided(stories.state) : 0}
                isMore={stories.state.kind === 'open' && stories.state.next !== null}
                words={acceptancePages.count}
                locale={locale}
              />
            ),
            panel: <AcceptanceTab place={place} waiting={stories} />,
          },
          {
            key: 'sprints',
            label: <Counted label={text.sprints.tab} count={waiting} words={text.sprints.waitingCount} locale={locale} />,
            panel: <SprintsTab place={place} sprints={sprints} />,
          },
          { key: 'log', label: text.log, panel: <LogTab place={place} owner={guard.kind === 'open' ? guard.guard.owner : null} /> },
          { key: 'delegates', label: text.delegates, panel: <Delegates projectId={place.projectId} locale={place.reader.locale} /> },
        ]}
      />
    </>
  );
}

interface CountedProps {
  readonly label: string;
  readonly count: number;
  /** There are more than were counted. */
  readonly isMore?: boolean;
  /** Holds `{count}`, for screen readers. */
  readonly words: string;
  readonly locale: string;
}

/** A tab's name, and how many wait in it. */
function Counted({ label, count, isMore = false, words, locale }: CountedProps) {
  const shown = `${numberText(count, locale)}${isMore ? '+' : ''}`;
  return (
    <>
      {label}
      {count > 0 && (
        <span className="tab-count">
          <span aria-hidden="true">{shown}</span>
          <span className="visually-hidden">, {fill(words, { count: shown })}</span>
        </span>
      )}
    </>
  );
}
