import { useCallback } from 'react';
import { backlog } from '../../../locales/en.json';
import type { Place } from '../../shared/use-place';
import { Drawer } from './drawer/drawer';
import { Matrix } from './matrix/matrix';
import { OrderList } from './order-list';
import { HEAD_HEIGHT } from './row-height';
import type { RowStore } from './row-store';
import { useListHeight } from './use-list-height';
import type { Opened } from './use-opened';
import type { OpenOrder, OrderApi } from './use-order';

const text = backlog.order;
const NO_PINS: ReadonlySet<string> = new Set();

export type Look = 'list' | 'matrix';

interface OrderBodyProps {
  readonly place: Place;
  readonly state: OpenOrder;
  readonly api: OrderApi;
  readonly opened: Opened;
  readonly store: RowStore;
  readonly look: Look;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onClose: () => void;
  readonly onAsked: () => void;
}

/** The list or the matrix, and beside it the issue that was chosen in it. */
export function OrderBody({ place, state, api, opened, store, look, selected, onSelect, onClose, onAsked }: OrderBodyProps) {
  const { projectId, reader } = place;
  const { view, order, pinned } = state;
  const { ids, places, marks, past, off, found } = opened;
  const height = useListHeight(Math.max(opened.whole.length, order.length), selected !== null);
  const { move } = opened.moves;
  const index = selected === null ? -1 : order.indexOf(selected);
  const onMove = useCallback((id: string, to: number) => move(id, to), [move]);
  const common = { ids, places, store, reader, selected, height, onSelect };
  return (
    <div className="order-split" data-open={selected !== null || undefined} aria-busy={found.isLooking || past?.kind === 'loading'}>
      {ids.length === 0 ? (
        <Nothing opened={opened} tier={view.tier} />
      ) : look === 'list' ? (
        <OrderList
          {...common}
          pinned={past === null ? pinned : NO_PINS}
          marks={marks}
          mayMove={view.mayRank && off === null}
          onMove={onMove}
        />
      ) : (
        <Matrix {...common} projectId={projectId} tier={view.tier} />
      )}
      {selected !== null && (
        <div className="drawer-frame" style={{ maxBlockSize: height + HEAD_HEIGHT }}>
          <Drawer
            key={selected}
            issueId={selected}
            place={place}
            store={store}
            owner={view.owner}
            index={index < 0 ? null : index}
            total={order.length}
            since={opened.moves.said}
            isPinned={pinned.has(selected)}
            mayRank={view.mayRank}
            offBecause={off === null ? null : text.off[off]}
            onMove={(to) => move(selected, to)}
            onPin={(isPinned) => api.pin(selected, isPinned)}
            onAsked={onAsked}
            onClose={onClose}
          />
        </div>
      )}
    </div>
  );
}

function Nothing({ opened, tier }: { readonly opened: Opened; readonly tier: OpenOrder['view']['tier'] }) {
  const { past, whole, hidden } = opened;
  if (past !== null && past.kind !== 'open') return <p className="empty">{past.kind === 'loading' ? text.past.loading : ''}</p>;
  return <p className="empty">{whole.length > 0 ? text.emptyFiltered : hidden > 0 ? text.emptyHidden : text.empty[tier]}</p>;
}
