import { useCallback, useEffect, useState } from 'react';
import { findIssues } from '../../../src/contract/scoring';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';
import { useRefresh } from '../use-refresh';
import { asked, isUnfiltered, type Filter } from './filter';

/** A pause in typing long enough to search. */
const PAUSE_MS = 300;

export interface Found {
  /** What matches; null: everything, or nothing was found yet. */
  readonly ids: ReadonlySet<string> | null;
  readonly isLooking: boolean;
  readonly failure: string | null;
  readonly retry: () => void;
}

interface State {
  readonly filter: Filter;
  readonly ids: ReadonlySet<string> | null;
  readonly failure: string | null;
}

/** The issues a filter matches. The last answer stays until there is the next. */
export function useFind(projectId: string, filter: Filter): Found {
  const settled = useSettled(filter);
  const [state, setState] = useState<State | null>(null);
  const read = useCallback(
    async () => (isUnfiltered(settled) ? null : { filter: settled, answer: await ask(findIssues, { projectId, ...asked(settled) }) }),
    [projectId, settled],
  );
  const show = useCallback((found: Awaited<ReturnType<typeof read>>) => {
    setState((now) => {
      if (found === null) return null;
      const { answer } = found;
      return answer.ok
        ? { filter: found.filter, ids: new Set(answer.data.ids), failure: null }
        : { filter: found.filter, ids: now?.ids ?? null, failure: answer.message };
    });
  }, []);
  const again = useReading(read, show);
  useRefresh(again);

  if (isUnfiltered(filter)) return { ids: null, isLooking: false, failure: null, retry: again };
  const isCurrent = state?.filter === filter;
  return { ids: state?.ids ?? null, isLooking: !isCurrent, failure: isCurrent ? state.failure : null, retry: again };
}

/** The filter once nobody types in it any more; what is chosen from a list counts at once. */
function useSettled(filter: Filter): Filter {
  const [settled, setSettled] = useState(filter);
  useEffect(() => {
    if (filter.text === settled.text) {
      setSettled(filter);
      return undefined;
    }
    const timer = setTimeout(() => setSettled(filter), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [filter, settled]);
  return settled;
}
