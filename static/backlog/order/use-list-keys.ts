import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { ROW_HEIGHT } from './row-height';
import type { LiftApi } from '../../shared/order/use-lift';

interface ListKeysOptions {
  /** As shown, with what is lifted where it is carried. */
  readonly ids: readonly string[];
  readonly indexes: ReadonlyMap<string, number>;
  readonly scroller: RefObject<HTMLElement>;
  /** Null: nothing can be ranked here now. */
  readonly lift: LiftApi | null;
  readonly scrollTo: (index: number) => void;
  readonly onActive: (id: string) => void;
  readonly onSelect: (id: string) => void;
}

interface ListKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** The keyboard of the list: arrows lead from row to row, Enter opens one, M lifts it, and then the same keys carry it. */
export function useListKeys({ ids, indexes, scroller, lift, scrollTo, onActive, onSelect }: ListKeysOptions): ListKeys {
  // The row that shall have the focus once it is on the page.
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-id="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = event.target instanceof HTMLElement ? event.target : null;
    const id = row?.dataset['id'];
    // Keys pressed on a link in a row are that link's.
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = indexes.get(id) ?? 0;
    const rows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const to = target(event.key, index, ids.length, rows);
    const lifted = lift?.lifted ?? null;
    if (to !== null) {
      event.preventDefault();
      if (lifted !== null) {
        lift?.moveTo(to);
        wanted.current = lifted.id;
      } else {
        const next = ids[to];
        if (next === undefined) return;
        wanted.current = next;
        onActive(next);
      }
      scrollTo(to);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (lifted === null) return onSelect(id);
      wanted.current = id;
      lift?.drop();
    } else if (event.key === 'Escape' && lifted !== null) {
      event.preventDefault();
      event.stopPropagation();
      wanted.current = id;
      scrollTo(lifted.from);
      lift?.cancel();
    } else if (event.key.toLowerCase() === 'm' && lifted === null && lift !== null) {
      event.preventDefault();
      lift.begin(id, index);
    }
  };

  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    // Rows that trade places keep the focus; somebody who goes elsewhere has put nothing down.
    const stays = relatedTarget === null || (relatedTarget instanceof HTMLElement && relatedTarget.dataset['id'] === lift?.lifted?.id);
    if (!stays) lift?.cancel();
  };
  return { onKeyDown, onBlur };
}

function target(key: string, index: number, count: number, page: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'ArrowDown':
      return Math.min(last, index + 1);
    case 'PageUp':
      return Math.max(0, index - page);
    case 'PageDown':
      return Math.min(last, index + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
