import { useVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { numberText } from '../../shared/numbers';
import { indexesOf, placedAt } from '../../shared/order/placed-at';
import { useLift } from '../../shared/order/use-lift';
import type { Reader } from '../../shared/reader';
import './order-list.css';
import { OrderRow } from './order-row';
import { ROW_HEIGHT } from './row-height';
import type { RowStore } from './row-store';
import { useDrop } from './use-drop';
import { useListKeys } from './use-list-keys';

const text = backlog.order;

/** Issues are asked for in pages of the list, so that scrolling back and forth asks for nothing twice. */
const PAGE = 50;
const OVERSCAN = 8;

export interface Mark {
  readonly from: number | null;
}

interface OrderListProps {
  /** What is shown, top first. */
  readonly ids: readonly string[];
  /** Id -> index in the whole order. */
  readonly places: ReadonlyMap<string, number>;
  readonly store: RowStore;
  readonly reader: Reader;
  readonly pinned: ReadonlySet<string>;
  /** From where to where issues went, for those of the past that are pointed out. */
  readonly marks: ReadonlyMap<string, Mark> | null;
  readonly selected: string | null;
  readonly mayMove: boolean;
  readonly height: number;
  readonly onSelect: (id: string) => void;
  readonly onMove: (id: string, index: number) => void;
}

/** The backlog in rank order: only the rows in sight are on the page. A grid whose rows take the focus: https://www.w3.org/WAI/ARIA/apg/patterns/grid/ */
export function OrderList(props: OrderListProps) {
  const { ids, places, store, reader, pinned, marks, selected, mayMove, height, onSelect, onMove } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const keyOf = useCallback(
    (id: string): string => {
      const row = store.get(id);
      return row === undefined || row === 'absent' ? text.anIssue : row.key;
    },
    [store],
  );
  const count = (number: number): string => numberText(number, reader.locale);
  const sayPlace = (id: string, index: number): void =>
    setSaid(fill(text.liftedTo, { key: keyOf(id), place: count(index + 1), total: count(ids.length) }));

  const lift = useLift(ids, {
    onLifted: (id, index) => setSaid(fill(text.lifted, { key: keyOf(id), place: count(index + 1), total: count(ids.length) })),
    onPlace: sayPlace,
    onCancelled: (id) => setSaid(fill(text.liftCancelled, { key: keyOf(id) })),
    onDropped: onMove,
  });
  const { lifted } = lift;
  const shown = useMemo(() => (lifted === null ? ids : placedAt(ids, lifted.id, lifted.to)), [ids, lifted]);
  const indexes = useMemo(() => indexesOf(shown), [shown]);
  const [dragged, setDragged] = useState<string | null>(null);
  const current = active !== null && indexes.has(active) ? active : (shown[0] ?? null);

  // A row that has the focus, or is dragged, stays on the page when it is scrolled out of sight.
  const held = [current, dragged].flatMap((id) => (id === null ? [] : (indexes.get(id) ?? [])));
  const heldKey = held.join();
  const rangeExtractor = useCallback(
    (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...heldKey.split(',').filter(Boolean).map(Number)])].sort((a, b) => a - b),
    [heldKey],
  );
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor,
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};

  const [from, until] = [Math.floor(startIndex / PAGE) * PAGE, (Math.floor(endIndex / PAGE) + 1) * PAGE];
  useEffect(() => store.want(shown.slice(from, until)), [store, shown, from, until]);

  // What is chosen, and moved by its number, stays in sight.
  const chosenAt = selected === null ? undefined : indexes.get(selected);
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (chosenAt !== undefined) scrollToIndex(chosenAt);
  }, [chosenAt, scrollToIndex]);

  const keys = useListKeys({
    ids: shown,
    indexes,
    scroller,
    lift: mayMove ? lift : null,
    scrollTo: (index) => virtual.scrollToIndex(index),
    onActive: setActive,
    onSelect,
  });
  const dropAt = useDrop({ scroller, count: ids.length, indexes, isOn: mayMove, onDragged: setDragged, onMove });

  return (
    <div className="order-list">
      <div role="grid" aria-label={text.caption} aria-rowcount={shown.length + 1} aria-describedby={mayMove ? id : undefined}>
        <Head mayMove={mayMove} />
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its rows take the focus */}
        <div ref={scroller} role="rowgroup" className="order-scroll" style={{ height }} onKeyDown={keys.onKeyDown} onBlur={keys.onBlur}>
          <div className="order-body" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index }) => {
              const issue = shown[index];
              if (issue === undefined) return null;
              const mark = marks?.get(issue);
              return (
                <OrderRow
                  key={issue}
                  id={issue}
                  index={index}
                  place={lifted === null ? (places.get(issue) ?? index) : index}
                  store={store}
                  reader={reader}
                  isPinned={pinned.has(issue)}
                  markFrom={mark === undefined ? undefined : mark.from}
                  isSelected={issue === selected}
                  isActive={issue === current}
                  isLifted={issue === lifted?.id}
                  mayMove={mayMove}
                  onSelect={onSelect}
                  onActive={setActive}
                />
              );
            })}
            {dropAt !== null && <div className="order-drop" style={{ transform: `translateY(${dropAt * ROW_HEIGHT - 1}px)` }} />}
          </div>
        </div>
      </div>
      {mayMove && (
        <p id={id} className="visually-hidden">
          {text.keys}
        </p>
      )}
      <p role="status" aria-live="assertive" className="visually-hidden">
        {said}
      </p>
    </div>
  );
}

function Head({ mayMove }: { readonly mayMove: boolean }) {
  return (
    <div role="rowgroup" className="order-head">
      <div role="row" aria-rowindex={1} className="order-row order-row-head">
        {mayMove && <span aria-hidden="true" className="order-handle" />}
        {(['rank', 'key', 'type', 'summary', 'score', 'estimate', 'status', 'assignee', 'sprint'] as const).map((column) => (
          <span key={column} role="columnheader" className={`order-${column}`}>
            {text.columns[column]}
          </span>
        ))}
      </div>
    </div>
  );
}
