import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  /** Reads again; what is shown stays until the answer is there. */
  readonly reload: () => void;
  /** Shows what a person has done before it is read again; what was being read does not know of it. Nothing to do while there is no data. */
  readonly set: (change: (data: T) => T) => void;
}

/** Reads `load()` whenever `key` changes. A late answer to an older question is dropped, and so is one that knows nothing of what was `set` meanwhile. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; data?: T; error?: unknown; loading: boolean }>({ key, loading: true });
  const [turn, setTurn] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  const changes = useRef(0);

  useEffect(() => {
    let current = true;
    const before = changes.current;
    setState((old) => (old.key === key ? { ...old, loading: true } : { key, loading: true }));
    loader.current().then(
      (data) => {
        const isKnown = (old: { key: string; data?: T }): boolean => old.key === key && old.data !== undefined;
        if (current)
          setState((old) => (before !== changes.current && isKnown(old) ? { ...old, loading: false } : { key, data, loading: false }));
      },
      (error: unknown) => current && setState((old) => ({ ...old, key, error, loading: false })),
    );
    return () => {
      current = false;
    };
  }, [key, turn]);

  const reload = useCallback(() => setTurn((old) => old + 1), []);
  const set = useCallback((change: (data: T) => T) => {
    changes.current += 1;
    setState((old) => (old.data === undefined ? old : { ...old, data: change(old.data) }));
  }, []);
  const own = state.key === key;
  return { data: own ? state.data : undefined, error: own ? state.error : undefined, loading: !own || state.loading, reload, set };
}
