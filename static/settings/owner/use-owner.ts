import { useCallback, useReducer, useRef } from 'react';
import { readOwnershipSettings, setOwner } from '../../../src/contract/ownership';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';
import { readSettings } from '../read-settings';
import { accountOf, ownerUnsaved, reduceOwner, type Choice, type OwnerEvent, type OwnerState } from './owner-state';

export interface OwnerApi {
  readonly state: OwnerState;
  readonly retry: () => void;
  readonly choose: (choice: Choice) => void;
  readonly save: () => void;
  readonly concede: () => void;
}

/** Who owns the project, and the person's change of it. A change that fails or collides with another loses nothing on the screen. */
export function useOwner(projectId: string): OwnerApi {
  const [state, dispatch] = useReducer(reduceOwner, { kind: 'loading' });
  const latest = useRef(state);
  latest.current = state;

  const read = useCallback(() => readSettings(readOwnershipSettings, projectId), [projectId]);
  const again = useReading(read, dispatch);

  const save = useCallback(() => {
    const open = latest.current;
    if (open.kind !== 'open' || open.status === 'saving' || !ownerUnsaved(open)) return;
    dispatch({ type: 'sent' });
    void write(projectId, accountOf(open.choice, open.saved), (open.conflict ?? open.saved).revision).then(dispatch);
  }, [projectId]);

  return {
    state,
    retry: useCallback(() => {
      dispatch({ type: 'loading' });
      again();
    }, [again]),
    choose: useCallback((choice: Choice) => dispatch({ type: 'chosen', choice }), []),
    save,
    concede: useCallback(() => dispatch({ type: 'conceded' }), []),
  };
}

/** Where somebody was faster, what they stored is read, so that the person can decide between the two. */
async function write(projectId: string, accountId: string | null, revision: number): Promise<OwnerEvent> {
  const answer = await ask(setOwner, { projectId, accountId, revision });
  if (answer.ok) return { type: 'saved', settings: answer.data };
  if (answer.code !== 'conflict') return { type: 'failed', message: answer.message };
  const now = await ask(readOwnershipSettings, { projectId });
  return now.ok ? { type: 'conflicted', settings: now.data } : { type: 'failed', message: answer.message };
}
