import { useCallback, useState } from 'react';
import type { CriterionChange, CriterionView } from '../../src/contract/acceptance';
import type { Reader } from '../shared/reader';
import { broughtBack } from './undo';

export type Undo =
  | { readonly kind: 'removed'; readonly criterion: CriterionView; readonly after: string | null }
  | { readonly kind: 'added'; readonly ids: readonly string[] };

export interface UndoApi {
  readonly last: Undo | null;
  readonly remove: (criterion: CriterionView) => void;
  /** Several were added at once. */
  readonly added: (ids: readonly string[]) => void;
  readonly undo: () => void;
  readonly forget: () => void;
}

/** What was done last, as far as it can be undone: a criterion removed, or many added. */
export function useUndo(
  criteria: () => readonly CriterionView[],
  reader: Reader,
  change: (...changes: readonly CriterionChange[]) => void,
): UndoApi {
  const [last, setLast] = useState<Undo | null>(null);
  const remove = useCallback(
    (criterion: CriterionView) => {
      const own = criteria().filter(({ of }) => of === 'story');
      const after = own[own.findIndex(({ id }) => id === criterion.id) - 1]?.id ?? null;
      setLast({ kind: 'removed', criterion, after });
      change({ kind: 'remove', id: criterion.id });
    },
    [criteria, change],
  );
  return {
    last,
    remove,
    added: useCallback((ids: readonly string[]) => setLast({ kind: 'added', ids }), []),
    forget: useCallback(() => setLast(null), []),
    undo: () => {
      if (last === null) return;
      setLast(null);
      change(
        ...(last.kind === 'removed'
          ? broughtBack(last.criterion, last.after, reader.accountId)
          : last.ids.map((id) => ({ kind: 'remove', id }) as const)),
      );
    },
  };
}
