import { useCallback, useState } from 'react';
import type * as z from 'zod/mini';
import { readArrivals } from '../../../src/contract/acceptance';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';

type Page = z.infer<typeof readArrivals.output>;
export type Arrival = Page['arrivals'][number];

export interface OpenArrivals extends Page {
  readonly kind: 'open';
  readonly isLoadingMore: boolean;
  readonly moreFailure: string | null;
}

export type ArrivalsState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly message: string } | OpenArrivals;

export interface ArrivalsApi {
  readonly state: ArrivalsState;
  readonly retry: () => void;
  readonly more: () => void;
}

/** What reached Done unaccepted, newest first, page by page (A5). */
export function useArrivals(projectId: string): ArrivalsApi {
  const [state, setState] = useState<ArrivalsState>({ kind: 'loading' });
  const read = useCallback(() => ask(readArrivals, { projectId }), [projectId]);
  const show = useCallback(
    (answer: Awaited<ReturnType<typeof read>>) =>
      setState(
        answer.ok ? { kind: 'open', ...answer.data, isLoadingMore: false, moreFailure: null } : { kind: 'failed', message: answer.message },
      ),
    [],
  );
  const again = useReading(read, show);

  const more = useCallback(() => {
    if (state.kind !== 'open' || state.next === null || state.isLoadingMore) return;
    setState({ ...state, isLoadingMore: true, moreFailure: null });
    void ask(readArrivals, { projectId, after: state.next }).then((answer) => {
      setState((now) => {
        if (now.kind !== 'open' || now.arrivals !== state.arrivals) return now;
        if (!answer.ok) return { ...now, isLoadingMore: false, moreFailure: answer.message };
        const { arrivals, hidden, next } = answer.data;
        return { ...now, isLoadingMore: false, arrivals: [...now.arrivals, ...arrivals], hidden: now.hidden + hidden, next };
      });
    });
  }, [state, projectId]);

  return {
    state,
    more,
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
  };
}
