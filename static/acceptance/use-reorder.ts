import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CriterionView } from '../../src/contract/acceptance';
import { placedAt } from '../shared/order/placed-at';
import { useLift, type LiftApi } from '../shared/order/use-lift';
import { focusWords } from './focus';
import { shortText } from './story-words';
import { useDrag } from './use-drag';

export interface Reorder {
  /** As shown, with what is lifted where it is carried. */
  readonly ids: readonly string[];
  readonly lifted: string | null;
  /** Where what is dragged would drop, in pixels below the list's top. */
  readonly dropAt: number | null;
  /** For screen readers: what is carried, and where it is. */
  readonly said: string;
  readonly onHandleKey: (event: KeyboardEvent, id: string) => void;
  readonly onHandleBlur: () => void;
  readonly nudge: (id: string, by: -1 | 1) => void;
}

interface ReorderOptions {
  readonly list: RefObject<HTMLElement>;
  readonly criteria: readonly CriterionView[];
  readonly isOn: boolean;
  /** `after`: the criterion it is to stand directly below; null: first. */
  readonly onMove: (id: string, after: string | null) => void;
}

/** The order of the criteria, by drag and by keyboard; its functions stay the same, so that rows need not be drawn again. */
export function useReorder({ list, criteria, isOn, onMove }: ReorderOptions): Reorder {
  const own = useMemo(() => criteria.map(({ id }) => id), [criteria]);
  const [said, setSaid] = useState('');
  const nameOf = (id: string): string => shortText(criteria.find((each) => each.id === id)?.text ?? '');
  const say = (sentence: string, id: string, index: number): void =>
    setSaid(fill(sentence, { name: nameOf(id), place: index + 1, total: own.length }));
  const put = (id: string, index: number): void => {
    onMove(id, placedAt(own, id, index)[index - 1] ?? null);
    say(text.dropped, id, index);
  };

  const lift = useLift(own, {
    onLifted: (id, index) => say(text.lifted, id, index),
    onPlace: (id, index) => say(text.liftedTo, id, index),
    onCancelled: (id) => say(text.liftCancelled, id, own.indexOf(id)),
    onDropped: put,
  });
  const { lifted } = lift;
  const ids = useMemo(() => (lifted === null ? own : placedAt(own, lifted.id, lifted.to)), [own, lifted]);
  const dropAt = useDrag({ list, ids: own, isOn, onMove: put });

  // Rows that trade places may lose the focus: whoever carries one keeps it.
  const carried = lifted?.id;
  const place = lifted?.to;
  useEffect(() => {
    if (carried === undefined) return;
    const handle = list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(carried)}"] .criterion-handle`);
    if (handle && document.activeElement !== handle) handle.focus();
    handle?.scrollIntoView({ block: 'nearest' });
  }, [carried, place, list]);

  const latest = useRef({ lift, own, put });
  latest.current = { lift, own, put };
  const stable = useMemo(
    () => ({
      onHandleKey: (event: KeyboardEvent, id: string) => onKey(event, id, latest.current),
      onHandleBlur: () => {
        // Moved in the page, a row loses the focus and gets it back; somebody who went elsewhere has put nothing down.
        queueMicrotask(() => {
          const { lift: now } = latest.current;
          const row = document.activeElement?.closest<HTMLElement>('[data-id]');
          if (document.activeElement !== document.body && row?.dataset['id'] !== now.lifted?.id) now.cancel();
        });
      },
      nudge: (id: string, by: -1 | 1) => {
        const { own: order, put: move } = latest.current;
        const to = order.indexOf(id) + by;
        if (to >= 0 && to < order.length) move(id, to);
      },
    }),
    [],
  );
  return { ids, lifted: lifted?.id ?? null, dropAt, said, ...stable };
}

/** M or Space lifts, arrows carry, M, Space or Enter puts down, Escape puts back. */
function onKey(event: KeyboardEvent, id: string, { lift, own }: { readonly lift: LiftApi; readonly own: readonly string[] }): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { lifted } = lift;
  const index = own.indexOf(id);
  const to = target(event.key, lifted?.to ?? index, own.length);
  const isLiftKey = event.key === ' ' || event.key === 'Enter' || event.key.toLowerCase() === 'm';
  if (to === null && !isLiftKey && event.key !== 'Escape') return;
  if (event.key === 'Escape' && lifted === null) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === 'Escape') lift.cancel();
  else if (isLiftKey && lifted === null) lift.begin(id, index);
  else if (isLiftKey) lift.drop();
  else if (to !== null && lifted !== null) lift.moveTo(to);
  else if (to !== null) {
    const next = own[to];
    if (next !== undefined) focusWords(next, '.criterion-handle');
  }
}

function target(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
