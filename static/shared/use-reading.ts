import { useCallback, useEffect, useState } from 'react';

/**
 * Reads when the page opens, whenever `read` or `since` is another, and again when asked to. What comes after the page is gone, or after a newer reading began, is dropped.
 * `read` must not reject. Both functions keep their identity while they mean the same.
 */
export function useReading<T>(read: () => Promise<T>, show: (what: T) => void, since?: string): () => void {
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    void read().then((what) => {
      if (current) show(what);
    });
    return () => {
      current = false;
    };
  }, [read, show, attempt, since]);
  return useCallback(() => setAttempt((count) => count + 1), []);
}
