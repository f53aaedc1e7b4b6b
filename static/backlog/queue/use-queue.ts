import { useCallback, useRef, useState } from 'react';
import { listRequests, type RequestView } from '../../../src/contract/requests';
import { ask } from '../../shared/client';
import { readPages, type Paged } from '../../shared/read-pages';
import { useReading } from '../../shared/use-reading';
import { useRefresh } from '../use-refresh';
import { merged } from '../merge';

type Owner = RequestView['askers'][number]['person'] | null;

export interface OpenQueue extends Paged {
  readonly kind: 'open';
  readonly requests: readonly RequestView[];
  readonly next: string | null;
  readonly owner: Owner;
  /** How many are open in all. */
  readonly open: number;
  /** Who may rank has nobody to ask. */
  readonly mayRank: boolean;
  /** How many came since the page was opened, and were announced last. */
  readonly news: number;
}

export type QueueState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly message: string } | OpenQueue;

export interface QueueApi {
  readonly state: QueueState;
  readonly retry: () => void;
  /** Quietly, as by itself every half minute. */
  readonly refresh: () => void;
  readonly more: () => void;
  /** Puts what a decision made of a request in its place. */
  readonly replace: (request: RequestView) => void;
  /** Somebody writes in this one, or just decided it: it stays where it is, whatever is read. */
  readonly hold: (id: string, held: boolean) => void;
}

/** A project's requests, read page by page. Refreshing disturbs nothing that is being written. */
export function useQueue(projectId: string, which: 'open' | 'decided'): QueueApi {
  const [state, setState] = useState<QueueState>({ kind: 'loading' });
  const held = useRef(new Set<string>());
  const pages = useRef(1);

  const read = useCallback(
    () =>
      readPages(
        pages.current,
        (after) => ask(listRequests, { projectId, which, after }),
        (first, page) => ({ ...page, requests: [...first.requests, ...page.requests] }),
      ),
    [projectId, which],
  );
  const show = useCallback((answer: Awaited<ReturnType<typeof read>>) => {
    setState((now) => {
      if (!answer.ok) return now.kind === 'open' ? { ...now, stale: answer.message } : { kind: 'failed', message: answer.message };
      const { requests, next, owner, open, mayRank } = answer.data;
      const before = now.kind === 'open' ? now : null;
      const known = new Set(before?.requests.map(({ id }) => id));
      const unseen = requests.filter(({ id }) => !known.has(id)).length;
      return {
        kind: 'open',
        requests: merged(requests, before?.requests ?? [], held.current, ({ id }) => id),
        next,
        owner,
        open,
        mayRank,
        news: before === null ? 0 : Math.max(unseen, next === null ? 0 : open - before.open),
        stale: null,
        moreFailure: null,
        isLoadingMore: false,
      };
    });
  }, []);
  const again = useReading(read, show);
  useRefresh(again);

  const more = useCallback(() => {
    if (state.kind !== 'open' || state.next === null || state.isLoadingMore) return;
    setState({ ...state, isLoadingMore: true, moreFailure: null });
    void ask(listRequests, { projectId, which, after: state.next }).then((answer) => {
      if (answer.ok) pages.current += 1;
      setState((now) => {
        if (now.kind !== 'open') return now;
        if (!answer.ok) return { ...now, isLoadingMore: false, moreFailure: answer.message };
        const shown = new Set(now.requests.map(({ id }) => id));
        const added = answer.data.requests.filter(({ id }) => !shown.has(id));
        return { ...now, isLoadingMore: false, requests: [...now.requests, ...added], next: answer.data.next, open: answer.data.open };
      });
    });
  }, [state, projectId, which]);

  return {
    state,
    more,
    refresh: again,
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
    replace: useCallback((request: RequestView) => {
      held.current.add(request.id);
      setState((now) => {
        if (now.kind !== 'open') return now;
        const before = now.requests.find(({ id }) => id === request.id);
        const closes = before !== undefined && isOpen(before) && !isOpen(request);
        return {
          ...now,
          requests: now.requests.map((shown) => (shown.id === request.id ? request : shown)),
          open: closes ? Math.max(0, now.open - 1) : now.open,
        };
      });
    }, []),
    hold: useCallback((id: string, isHeld: boolean) => {
      if (isHeld) held.current.add(id);
      else held.current.delete(id);
    }, []),
  };
}

const isOpen = ({ status }: RequestView): boolean => status === 'open' || status === 'asked-back';
