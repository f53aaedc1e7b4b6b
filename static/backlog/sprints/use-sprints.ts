import { useCallback, useEffect, useRef, useState } from 'react';
import { listSprints, type SprintListView, type SprintRecordView } from '../../../src/contract/sprints';
import { ask } from '../../shared/client';
import { readPages, type Paged } from '../../shared/read-pages';
import { useReading } from '../../shared/use-reading';
import { useRefresh } from '../use-refresh';

/** Until the next look where something is under way: a sprint that is being restored or cancelled. */
const SOON_MS = 5_000;

export interface OpenSprints extends SprintListView, Paged {
  readonly kind: 'open';
}

export type SprintsState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly message: string } | OpenSprints;

export interface SprintsApi {
  readonly state: SprintsState;
  readonly retry: () => void;
  /** Quietly, as by itself every half minute. */
  readonly refresh: () => void;
  readonly more: () => void;
  /** Puts what a decision made of a record in its place, and reads what else it changed. */
  readonly replace: (record: SprintRecordView) => void;
}

/** A project's sprints and what became of them, read page by page. */
export function useSprints(projectId: string): SprintsApi {
  const [state, setState] = useState<SprintsState>({ kind: 'loading' });
  const pages = useRef(1);

  const read = useCallback(
    () =>
      readPages(
        pages.current,
        (before) => ask(listSprints, { projectId, before }),
        (first, page) => ({ ...first, records: [...first.records, ...page.records], next: page.next }),
      ),
    [projectId],
  );
  const show = useCallback((answer: Awaited<ReturnType<typeof read>>) => {
    setState((now) => {
      if (answer.ok) return { kind: 'open', ...answer.data, stale: null, moreFailure: null, isLoadingMore: false };
      return now.kind === 'open' ? { ...now, stale: answer.message } : { kind: 'failed', message: answer.message };
    });
  }, []);
  const again = useReading(read, show);
  useRefresh(again);
  useEffect(() => {
    if (state.kind !== 'open' || !state.records.some(isUnderWay)) return undefined;
    const timer = setTimeout(again, SOON_MS);
    return () => clearTimeout(timer);
  }, [state, again]);

  const more = useCallback(() => {
    if (state.kind !== 'open' || state.next === null || state.isLoadingMore) return;
    setState({ ...state, isLoadingMore: true, moreFailure: null });
    void ask(listSprints, { projectId, before: state.next }).then((answer) => {
      if (answer.ok) pages.current += 1;
      setState((now) => {
        if (now.kind !== 'open') return now;
        if (!answer.ok) return { ...now, isLoadingMore: false, moreFailure: answer.message };
        const shown = new Set(now.records.map(({ sprint }) => sprint.id));
        const added = answer.data.records.filter(({ sprint }) => !shown.has(sprint.id));
        return { ...now, isLoadingMore: false, records: [...now.records, ...added], next: answer.data.next };
      });
    });
  }, [state, projectId]);

  return {
    state,
    more,
    refresh: again,
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
    replace: useCallback(
      (record: SprintRecordView) => {
        setState((now) =>
          now.kind === 'open'
            ? { ...now, records: now.records.map((shown) => (shown.sprint.id === record.sprint.id ? record : shown)) }
            : now,
        );
        again();
      },
      [again],
    ),
  };
}

const isUnderWay = ({ outcome, cancelling }: SprintRecordView): boolean =>
  outcome === 'restoring' || (outcome === 'cancelling' && cancelling?.problems.length === 0);
