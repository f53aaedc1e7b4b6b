import { useCallback, useState } from 'react';
import { readGuard, type GuardView } from '../../src/contract/ranking';
import { ask } from '../shared/client';
import { useReading } from '../shared/use-reading';
import { useRefresh } from './use-refresh';

export type GuardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly refused: boolean; readonly message: string }
  | { readonly kind: 'open'; readonly guard: GuardView };

/** How the backlog is guarded. What was read stays when it cannot be read again. */
export function useGuard(projectId: string): readonly [GuardState, () => void] {
  const [state, setState] = useState<GuardState>({ kind: 'loading' });
  const read = useCallback(() => ask(readGuard, { projectId }), [projectId]);
  const show = useCallback(
    (answer: Awaited<ReturnType<typeof read>>) =>
      setState((now) =>
        answer.ok
          ? { kind: 'open', guard: answer.data }
          : now.kind === 'open'
            ? now
            : { kind: 'failed', refused: answer.code === 'refused' || answer.code === 'not-found', message: answer.message },
      ),
    [],
  );
  const again = useReading(read, show);
  useRefresh(again);
  return [state, again];
}
