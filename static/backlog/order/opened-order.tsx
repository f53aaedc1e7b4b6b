import { useRef, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Failure } from '../../shared/failure';
import type { Place } from '../../shared/use-place';
import { MoveNews } from './move-news';
import { OrderBars } from './order-bars';
import { OrderBody, type Look } from './order-body';
import { OrderLine } from './order-line';
import { OrderTools } from './order-tools';
import { Preview } from './preview/preview';
import type { RowStore } from './row-store';
import { useOpened } from './use-opened';
import type { OpenOrder, OrderApi } from './use-order';
import { useRowsFailure } from './use-row';

const text = backlog.order;

interface OpenedOrderProps {
  readonly place: Place;
  readonly state: OpenOrder;
  readonly api: OrderApi;
  readonly store: RowStore;
  readonly look: Look;
  readonly onAsked: () => void;
}

/** An order that was read, with all that can be done with it. */
export function OpenedOrder({ place, state, api, store, look, onAsked }: OpenedOrderProps) {
  const { reader } = place;
  const { view, order, pinned, stale } = state;
  const opened = useOpened(place, state, api, store);
  const [selected, setSelected] = useState<string | null>(null);
  const [isPreviewing, setPreviewing] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const asOf = useRef<HTMLButtonElement>(null);
  const rowsFailure = useRowsFailure(store);
  const { found } = opened;

  const close = (): void => {
    // Back to the row, or the point of the matrix, it was opened from.
    root.current?.querySelector<HTMLElement>(`[data-id="${selected ?? ''}"], [data-ids~="${selected ?? ''}"]`)?.focus();
    setSelected(null);
  };
  return (
    <div ref={root} className="order-opened" data-covered={isPreviewing || undefined}>
      <OrderBars
        view={view}
        opened={opened}
        reader={reader}
        onBack={() => {
          opened.lookAt(null);
          requestAnimationFrame(() => asOf.current?.focus());
        }}
      />
      <OrderTools view={view} opened={opened} reader={reader} asOf={asOf} onPreview={() => setPreviewing(true)} />
      <OrderLine opened={opened} isList={look === 'list'} mayRank={view.mayRank} owner={view.owner} locale={reader.locale} />
      <MoveNews moves={opened.moves} />
      {stale !== null && <Failure sentence={fill(text.stale, { reason: stale })} onRetry={api.refresh} />}
      {found.failure !== null && <Failure sentence={fill(text.filters.failed, { reason: found.failure })} onRetry={found.retry} />}
      {rowsFailure !== null && <Failure sentence={fill(text.rowsFailed, { reason: rowsFailure })} onRetry={store.retry} />}
      <OrderBody
        place={place}
        state={state}
        api={api}
        opened={opened}
        store={store}
        look={look}
        selected={selected}
        onSelect={setSelected}
        onClose={close}
        onAsked={onAsked}
      />
      {isPreviewing && (
        <Preview
          view={view}
          order={order}
          pinned={pinned}
          store={store}
          reader={reader}
          onPin={api.pin}
          onJob={(job) => {
            setPreviewing(false);
            api.replaceJob(job);
          }}
          onChanged={api.refresh}
          onClose={() => setPreviewing(false)}
        />
      )}
    </div>
  );
}
