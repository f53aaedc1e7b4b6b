import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  /** Reads again; what is shown stays until the answer is there. */
  readonly reload: () => void;
  readonly set: (change: (data: T) => T) => void;
}

/** Reads `load()` whenever `key` changes. A late answer to an older question is dropped. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; data?: T; error?: unknown; loading: boolean }>({ key, loading: true });
  const [turn, setTurn] = useState(0);
  const loader = useRef(load);
  loader.current = load;

  useEffect(() => {
    let current = true;
    setState((old) => (old.key === key ? { ...old, loading: true } : { key, loading: true }));
    loader.current().then(
      (data) => current && setState({ key, data, loading: false }),
      (error: unknown) => current && setState((old) => ({ ...old, key, error, loading: false })),
    );
    return () => {
      current = false;
    };
  }, [key, turn]);

  const reload = useCallback(() => setTurn((old) => old + 1), []);
  const set = useCallback(
    (change: (data: T) => T) => setState((old) => (old.data === undefined ? old : { ...old, data: change(old.data) })),
    [],
  );
  const own = state.key === key;
  return { data: own ? state.data : undefined, error: own ? state.error : undefined, loading: !own || state.loading, reload, set };
}
