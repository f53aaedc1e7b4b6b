import { useSyncExternalStore } from 'react';
import { ROW_HEIGHT } from './row-height';

/** What stands around the list on Jira's page and ours, about. */
const AROUND = 460;
const LEAST_ROWS = 9;
const MOST_ROWS = 24;
/** Beside an open drawer that stands below it. */
const ROWS_ABOVE_DRAWER = 6;

const narrow = window.matchMedia('(max-width: 899px)');

const subscribe = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);

/**
 * How high the list is: about what the reader's screen has left. Jira makes the frame as high as its content, so that inside it no unit of the viewport means
 * anything; the screen's height does.
 */
export function useListHeight(count: number, isDrawerOpen: boolean): number {
  const isNarrow = useNarrow();
  const fit = Math.floor((window.screen.availHeight - AROUND) / ROW_HEIGHT);
  const most = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, fit));
  const rows = isNarrow && isDrawerOpen ? Math.min(most, ROWS_ABOVE_DRAWER) : most;
  return Math.min(rows, Math.max(count, isNarrow ? 1 : LEAST_ROWS)) * ROW_HEIGHT;
}
