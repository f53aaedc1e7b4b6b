import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { backlog } from '../../../../locales/en.json';
import type { Reader } from '../../../shared/reader';
import { indexesOf } from '../../../shared/order/placed-at';
import { ROW_HEIGHT } from '../row-height';
import type { RowStore } from '../row-store';
import { useNarrow } from '../use-list-height';
import type { Scores } from '../use-scores';
import { Lines } from './lines';
import { NewRow, OldRow } from './rows';
import type { Proposal } from './use-proposal';

const text = backlog.order.preview;
const MOST_FRAMES = 30;
const OVERSCAN = 6;

interface CompareProps {
  readonly proposal: Proposal;
  readonly scores: Scores;
  readonly pinned: ReadonlySet<string>;
  readonly isOnlyMoved: boolean;
  readonly store: RowStore;
  readonly reader: Reader;
  readonly onPin: (id: string, pinned: boolean) => void;
}

/** The old order and the new one, with a line from where an issue stands to where it will. What the old side and the lines show, the new side says. */
export function Compare({ proposal, scores, pinned, isOnlyMoved, store, reader, onPin }: CompareProps) {
  const { order, target, moved, from, to } = proposal;
  const isNarrow = useNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const pick = useMemo(() => (ids: readonly string[]) => (isOnlyMoved ? ids.filter((id) => moved.has(id)) : ids), [isOnlyMoved, moved]);
  const left = useMemo(() => pick(order), [pick, order]);
  const right = useMemo(() => pick(target), [pick, target]);
  // Where a line begins and ends: in what is shown, not in the whole order.
  const starts = useMemo(() => (isOnlyMoved ? indexesOf(left) : from), [isOnlyMoved, left, from]);
  const ends = useMemo(() => (isOnlyMoved ? indexesOf(right) : to), [isOnlyMoved, right, to]);

  const virtual = useVirtualizer({
    count: right.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const items = virtual.getVirtualItems();
  useEffect(
    () => store.want([...new Set([...right.slice(startIndex, endIndex + 1), ...left.slice(startIndex, endIndex + 1)])]),
    [store, left, right, startIndex, endIndex],
  );

  // Whoever pins an issue goes where it goes.
  const followed = useRef<string | null>(null);
  const { scrollToIndex } = virtual;
  useEffect(() => {
    const id = followed.current;
    const index = id === null ? -1 : right.indexOf(id);
    if (id === null || index < 0) return undefined;
    scrollToIndex(index);
    // The row is there some frames after the list has scrolled to it.
    let frames = MOST_FRAMES;
    let frame = 0;
    const follow = (): void => {
      const button = scroller.current?.querySelector<HTMLElement>(`[data-pin="${id}"]`);
      frames -= 1;
      if (button === undefined || button === null) {
        if (frames > 0) frame = requestAnimationFrame(follow);
        return;
      }
      followed.current = null;
      button.focus();
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [right, scrollToIndex]);
  const pin = useCallback(
    (id: string, isPinned: boolean) => {
      followed.current = id;
      onPin(id, isPinned);
    },
    [onPin],
  );

  return (
    <div className="preview-compare">
      <div className="preview-heads" aria-hidden="true">
        {!isNarrow && <span>{text.old}</span>}
        {!isNarrow && <span />}
        <span>{text.new}</span>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- by keyboard it can only be scrolled where it takes the focus */}
      <div ref={scroller} className="preview-scroll" tabIndex={0} role="table" aria-label={text.caption} aria-rowcount={right.length}>
        <div className="preview-body" style={{ height: virtual.getTotalSize() }}>
          {!isNarrow && (
            <div aria-hidden="true" className="preview-old">
              {items.map(({ index }) => {
                const id = left[index];
                return id === undefined ? null : (
                  <OldRow key={id} id={id} index={index} place={from.get(id) ?? 0} isMoved={moved.has(id)} store={store} reader={reader} />
                );
              })}
            </div>
          )}
          {!isNarrow && <Lines left={left} right={right} starts={starts} ends={ends} moved={moved} first={startIndex} last={endIndex} />}
          <div className="preview-new" role="rowgroup">
            {items.map(({ index }) => {
              const id = right[index];
              return id === undefined ? null : (
                <NewRow
                  key={id}
                  id={id}
                  index={index}
                  from={from.get(id) ?? 0}
                  to={to.get(id) ?? 0}
                  isMoved={moved.has(id)}
                  isPinned={pinned.has(id)}
                  score={scores.get(id) ?? null}
                  store={store}
                  reader={reader}
                  onPin={pin}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
