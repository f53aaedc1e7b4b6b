import Button from '@atlaskit/button/new';
import { useId } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintGuardView } from '../../../src/contract/sprints';
import { Failure } from '../../shared/failure';
import { sprintStateSentence, toneOf } from '../../shared/guard/state-sentence';
import type { Reader } from '../../shared/reader';
import { MomentIn } from '../../shared/requests/moment-in';
import '../../shared/requests/requests.css';
import type { Place } from '../../shared/use-place';
import '../log/log.css';
import { ActiveSprints } from './active-sprints';
import { RecordItem } from './record-item';
import './sprints.css';
import { tasksOf } from './tasks';
import { Trend } from './trend';
import type { OpenSprints, SprintsApi } from './use-sprints';
import { Waiting } from './waiting';

const text = backlog.sprints;

interface SprintsTabProps {
  readonly place: Place;
  readonly sprints: SprintsApi;
}

/** What runs, what became of sprints, and what needs the owner's word (C2 to C5). */
export function SprintsTab({ place, sprints }: SprintsTabProps) {
  const { state } = sprints;
  return (
    <div className="sprints">
      {state.kind === 'loading' && <Loading />}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={sprints.retry} />}
      {state.kind === 'open' && <Sprints place={place} sprints={sprints} state={state} />}
    </div>
  );
}

function Sprints({ place, sprints, state }: SprintsTabProps & { readonly state: OpenSprints }) {
  const { records, active, guard, mayDecide, trend } = state;
  const isEmpty = records.length === 0 && active.length === 0;
  return (
    <>
      <GuardLine guard={guard} reader={place.reader} />
      {state.stale !== null && <Failure sentence={fill(text.stale, { reason: state.stale })} onRetry={sprints.refresh} />}
      {mayDecide && <Waiting tasks={tasksOf(records)} place={place} onDone={sprints.replace} />}
      {isEmpty ? (
        <p className="empty">{guard.state.kind === 'off' ? (guard.mayConfigure ? text.offYours : text.off) : text.nothingYet}</p>
      ) : (
        <>
          <ActiveSprints active={active} place={place} />
          <Trend trend={trend} reader={place.reader} />
          <Records state={state} sprints={sprints} reader={place.reader} />
        </>
      )}
    </>
  );
}

function GuardLine({ guard, reader }: { readonly guard: SprintGuardView; readonly reader: Reader }) {
  const since = guard.state.kind === 'frozen' ? guard.state.at : 0;
  return (
    <div className={`guard guard-${toneOf(guard.state)}`}>
      <p dir="auto">
        <MomentIn sentence={sprintStateSentence(guard, reader.accountId)} at={since} locale={reader.locale} />
      </p>
    </div>
  );
}

interface RecordsProps {
  readonly state: OpenSprints;
  readonly sprints: SprintsApi;
  readonly reader: Reader;
}

function Records({ state, sprints, reader }: RecordsProps) {
  const id = useId();
  const { records, mayDecide, moreFailure, next } = state;
  return (
    <section className="sprints-part" aria-labelledby={id}>
      <h2 id={id}>{text.records.title}</h2>
      {records.length === 0 && <p className="quiet">{text.nothingYet}</p>}
      {records.length > 0 && (
        <ol className="sprint-records">
          {records.map((record) => (
            <li key={record.sprint.id}>
              <RecordItem record={record} mayDecide={mayDecide} reader={reader} />
            </li>
          ))}
        </ol>
      )}
      {moreFailure !== null && <Failure sentence={fill(text.moreFailed, { reason: moreFailure })} onRetry={sprints.more} />}
      {next !== null && moreFailure === null && (
        <div>
          <Button isLoading={state.isLoadingMore} onClick={sprints.more}>
            {text.more}
          </Button>
        </div>
      )}
    </section>
  );
}

function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      <div className="skeleton guard-skeleton" />
      {['a', 'b', 'c'].map((row) => (
        <div key={row} className="skeleton request-skeleton" />
      ))}
    </>
  );
}
