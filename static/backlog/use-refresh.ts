import { useEffect } from 'react';

const EVERY_MS = 30_000;

/** Refreshes every half minute while somebody can see the page, and whenever they come back to it. Keep `refresh` the same while it means the same. */
export function useRefresh(refresh: () => void): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') refresh();
    };
    const timer = setInterval(look, EVERY_MS);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refresh]);
}
