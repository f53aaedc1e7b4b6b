import { useCallback, useSyncExternalStore } from 'react';
import type { ModelView } from '../../../src/contract/scoring';
import type { KnownRow, RowStore } from './row-store';

/** One issue's row, once it is known. */
export function useRow(store: RowStore, id: string): KnownRow | undefined {
  const subscribe = useCallback((listener: () => void) => store.subscribe(id, listener), [store, id]);
  return useSyncExternalStore(subscribe, () => store.get(id));
}

/** Why rows could not be read. */
export const useRowsFailure = (store: RowStore): string | null => useSyncExternalStore(store.watch, store.failure);

export const useRowsModel = (store: RowStore): ModelView | null => useSyncExternalStore(store.watch, store.model);

/** Draws again with every row that comes: for what is made of many of them. */
export const useRowsVersion = (store: RowStore): number => useSyncExternalStore(store.watch, store.version);
