import { useCallback, useReducer, useRef } from 'react';
import { readGuard, setGuard } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';
import { readSettings } from '../read-settings';
import { reduceGuard, type GuardEvent, type GuardState, type Mode } from './guard-state';

export interface GuardApi {
  readonly state: GuardState;
  readonly retry: () => void;
  readonly choose: (mode: Mode) => void;
  /** Stores what was chosen, or `mode` with the same click. */
  readonly save: (mode?: Mode) => void;
  readonly concede: () => void;
}

/** How the order is guarded, and the person's change of it; read again when the owner is another, in whose name it is. */
export function useGuard(projectId: string, ownerRevision: number | undefined): GuardApi {
  const [state, dispatch] = useReducer(reduceGuard, { kind: 'loading' });
  const latest = useRef(state);
  latest.current = state;

  // eslint-disable-next-line react-hooks/exhaustive-deps -- the owner's revision says when to read again
  const read = useCallback(() => readSettings(readGuard, projectId), [projectId, ownerRevision]);
  const again = useReading(read, dispatch);

  const save = useCallback(
    (given?: Mode) => {
      const open = latest.current;
      if (open.kind !== 'open' || open.status === 'saving') return;
      const mode = given ?? open.choice;
      if (mode === null) return;
      dispatch({ type: 'sent', mode });
      void write(projectId, mode, (open.conflict ?? open.saved).revision).then(dispatch);
    },
    [projectId],
  );

  return {
    state,
    retry: useCallback(() => {
      dispatch({ type: 'loading' });
      again();
    }, [again]),
    choose: useCallback((mode: Mode) => dispatch({ type: 'chosen', mode }), []),
    save,
    concede: useCallback(() => dispatch({ type: 'conceded' }), []),
  };
}

/** Where somebody was faster, what they stored is read, so that the person can decide between the two. */
async function write(projectId: string, mode: Mode, revision: number): Promise<GuardEvent> {
  const answer = await ask(setGuard, { projectId, mode, revision });
  if (answer.ok) return { type: 'saved', settings: answer.data };
  if (answer.code !== 'conflict') return { type: 'failed', message: answer.message };
  const now = await ask(readGuard, { projectId });
  return now.ok ? { type: 'conflicted', settings: now.data } : { type: 'failed', message: answer.message };
}
