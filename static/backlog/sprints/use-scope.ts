import { useCallback, useState } from 'react';
import { readScope, type ScopeView } from '../../../src/contract/sprints';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';

export type ScopeState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | (ScopeView & { readonly kind: 'open'; readonly isLoadingMore: boolean; readonly moreFailure: string | null });

export interface ScopeApi {
  readonly state: ScopeState;
  readonly retry: () => void;
  readonly more: () => void;
}

/** What was added to a sprint and removed from it; read anew when `since` is another. */
export function useScope(projectId: string, sprintId: string, since: string): ScopeApi {
  const [state, setState] = useState<ScopeState>({ kind: 'loading' });
  const read = useCallback(() => ask(readScope, { projectId, sprintId }), [projectId, sprintId]);
  const show = useCallback((answer: Awaited<ReturnType<typeof read>>) => {
    setState((now) => {
      if (answer.ok) return { kind: 'open', ...answer.data, isLoadingMore: false, moreFailure: null };
      return now.kind === 'open' ? now : { kind: 'failed', message: answer.message };
    });
  }, []);
  const again = useReading(read, show, since);

  return {
    state,
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
    more: useCallback(() => {
      if (state.kind !== 'open' || state.next === null || state.isLoadingMore) return;
      setState({ ...state, isLoadingMore: true, moreFailure: null });
      void ask(readScope, { projectId, sprintId, before: state.next }).then((answer) =>
        setState((now) => {
          // Read anew meanwhile.
          if (now.kind !== 'open' || now.rows !== state.rows) return now;
          if (!answer.ok) return { ...now, isLoadingMore: false, moreFailure: answer.message };
          const { rows, hidden, next } = answer.data;
          return { ...now, isLoadingMore: false, rows: [...now.rows, ...rows], hidden: now.hidden + hidden, next };
        }),
      );
    }, [state, projectId, sprintId]),
  };
}
