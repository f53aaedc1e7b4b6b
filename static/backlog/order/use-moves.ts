import { useCallback, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { numberText } from '../../shared/numbers';
import type { RowStore } from './row-store';
import type { Moved, OrderApi } from './use-order';

const text = backlog.order.moves;

export interface MovesApi {
  readonly move: (id: string, index: number) => void;
  /** What was done last, for whoever does not see it. */
  readonly said: string | null;
  /** What was put back, and why. */
  readonly failure: { readonly sentence: string; readonly again: (() => void) | null } | null;
  readonly dismiss: () => void;
}

/** Moves one issue at a time, and says what came of it. */
export function useMoves(api: OrderApi, store: RowStore, total: number, locale: string): MovesApi {
  const [said, setSaid] = useState<string | null>(null);
  const [failure, setFailure] = useState<MovesApi['failure']>(null);
  const { move } = api;

  const onMoved = useCallback(
    (moved: Moved): void => {
      const row = store.get(moved.id);
      const key = row === undefined || row === 'absent' ? backlog.order.anIssue : row.key;
      if (moved.kind === 'moved') {
        setSaid(fill(text.moved, { key, place: numberText(moved.place, locale), total: numberText(total, locale) }));
        return;
      }
      const { again, message } = moved;
      setFailure({
        sentence: fill(text.back, { key, reason: message === '' ? text.notNow : message }),
        again:
          again === null
            ? null
            : () => {
                setFailure(null);
                again();
              },
      });
    },
    [store, total, locale],
  );

  return {
    move: useCallback(
      (id, index) => {
        setFailure(null);
        move(id, index, onMoved);
      },
      [move, onMoved],
    ),
    said,
    failure,
    dismiss: useCallback(() => setFailure(null), []),
  };
}
