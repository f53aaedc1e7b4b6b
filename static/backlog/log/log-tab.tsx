import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { GuardView } from '../../../src/contract/ranking';
import { Failure } from '../../shared/failure';
import { numberText } from '../../shared/numbers';
import type { Place } from '../../shared/use-place';
import { ANY, isAny } from './filter';
import './log.css';
import { LogFilters } from './log-filters';
import { LogTable } from './log-table';
import { useExport } from './use-export';
import { useLog } from './use-log';

const text = backlog.rankLog;

interface LogTabProps {
  readonly place: Place;
  readonly owner: GuardView['owner'];
}

/** Every change of the order that was seen (R6), filtered, and as a file. */
export function LogTab({ place: { projectId, projectKey, reader }, owner }: LogTabProps) {
  const [filter, setFilter] = useState(ANY);
  const log = useLog(projectId, filter, reader.timeZone);
  const file = useExport(projectId, projectKey, filter, reader.timeZone);
  const { state } = log;
  const count = (number: number): string => numberText(number, reader.locale);
  return (
    <div className="log">
      <LogFilters filter={filter} people={log.people} owner={owner} reader={reader} onFilter={setFilter} />
      <div className="log-tools">
        <p role="status" className="quiet">
          {file.state.kind === 'running'
            ? fill(text.exporting, { count: count(file.state.count) })
            : file.state.kind === 'done'
              ? fill(text.exported, { count: count(file.state.count) })
              : state.kind === 'open' && state.rows.length > 0 && fill(text.shown, { count: count(state.rows.length) })}
        </p>
        {/* One button for there and back, so that it keeps the focus. */}
        <Button
          isDisabled={state.kind !== 'open' || (state.rows.length === 0 && file.state.kind !== 'running')}
          onClick={file.state.kind === 'running' ? file.stop : file.start}
        >
          {file.state.kind === 'running' ? text.stop : text.export}
        </Button>
      </div>
      {file.state.kind === 'failed' && (
        <Failure sentence={fill(text.exportFailed, { count: count(file.state.count), reason: file.state.message })} onRetry={file.start} />
      )}
      {state.kind === 'loading' && <Loading />}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={log.retry} />}
      {state.kind === 'open' && state.rows.length === 0 && <p className="empty">{isAny(state.filter) ? text.empty : text.emptyFiltered}</p>}
      {state.kind === 'open' && state.rows.length > 0 && <LogTable rows={state.rows} reader={reader} />}
      {state.kind === 'open' && state.moreFailure !== null && (
        <Failure sentence={fill(text.moreFailed, { reason: state.moreFailure })} onRetry={log.more} />
      )}
      {state.kind === 'open' && state.next !== null && state.moreFailure === null && (
        <div>
          <Button isLoading={state.isLoadingMore} onClick={log.more}>
            {text.more}
          </Button>
        </div>
      )}
    </div>
  );
}

function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      {['a', 'b', 'c', 'd', 'e'].map((row) => (
        <div key={row} className="skeleton log-skeleton" />
      ))}
    </>
  );
}
