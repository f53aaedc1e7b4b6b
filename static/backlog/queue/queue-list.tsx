import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useState } from 'react';
import { backlog, panel } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RequestView } from '../../../src/contract/requests';
import { Failure } from '../../shared/failure';
import { numberText } from '../../shared/numbers';
import { RequestItem } from '../../shared/requests/request-item';
import { useRequest } from '../../shared/requests/use-request';
import type { Reader } from '../../shared/reader';
import type { Place } from '../../shared/use-place';
import type { OpenQueue, QueueApi } from './use-queue';

const text = backlog.queue;

interface QueueListProps {
  readonly which: 'open' | 'decided';
  readonly place: Place;
  readonly queue: QueueApi;
}

export function QueueList({ which, place, queue }: QueueListProps) {
  const { state } = queue;
  if (state.kind === 'loading') return <Loading />;
  if (state.kind === 'failed') return <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={queue.retry} />;
  return (
    <>
      <News state={state} locale={place.reader.locale} />
      {state.stale !== null && <Failure sentence={fill(text.stale, { reason: state.stale })} onRetry={queue.refresh} />}
      {state.requests.length === 0 && <p className="empty">{emptySentence(which, state, place.reader)}</p>}
      {state.requests.length > 0 && (
        <ol className="requests">
          {state.requests.map((request) => (
            <Item key={request.id} request={request} owner={state.owner} reader={place.reader} queue={queue} />
          ))}
        </ol>
      )}
      {state.moreFailure !== null && <Failure sentence={fill(text.moreFailed, { reason: state.moreFailure })} onRetry={queue.more} />}
      {state.next !== null && state.moreFailure === null && (
        <div>
          <Button isLoading={state.isLoadingMore} onClick={queue.more}>
            {text.more}
          </Button>
        </div>
      )}
    </>
  );
}

interface ItemProps {
  readonly request: RequestView;
  readonly owner: OpenQueue['owner'];
  readonly reader: Reader;
  readonly queue: QueueApi;
}

function Item({ request, owner, reader, queue: { hold, replace } }: ItemProps) {
  const api = useRequest(request, reader, replace);
  const { id } = request;
  const onHold = useCallback((held: boolean) => hold(id, held), [hold, id]);
  return (
    <li>
      <RequestItem request={request} owner={owner} reader={reader} api={api} onHold={onHold} />
    </li>
  );
}

function emptySentence(which: QueueListProps['which'], { owner }: OpenQueue, reader: Reader): string {
  if (which === 'decided') return text.emptyDecided;
  if (owner === null) return text.emptyVacant;
  return owner.accountId === reader.accountId ? text.emptyYou : fill(text.empty, { name: owner.name ?? panel.formerUser });
}

/** Says politely what came while somebody looks elsewhere on the page; an earlier announcement gives way. */
function News({ state: { news, requests }, locale }: { readonly state: OpenQueue; readonly locale: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (news > 0) setSaid(news === 1 ? text.newOne : fill(text.newMany, { count: numberText(news, locale) }));
  }, [news, requests, locale]);
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  );
}

function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      {['a', 'b', 'c'].map((row) => (
        <div key={row} className="skeleton request-skeleton" />
      ))}
    </>
  );
}
