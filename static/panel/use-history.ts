import { useCallback, useEffect, useState } from 'react';
import { scoreHistory, type HistoryView } from '../../src/contract/scoring';
import { ask } from '../shared/client';

export interface HistoryState {
  /** What was read last; stays while it is read again. */
  readonly view: HistoryView | null;
  /** Why it could not be read. */
  readonly failure: string | null;
}

/** The issue's history of answers: read when somebody first looks, and again whenever its value has changed while they do. */
export function useHistory(issueId: string, isOpen: boolean, value: unknown): readonly [HistoryState, () => void] {
  const [state, setState] = useState<HistoryState>({ view: null, failure: null });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!isOpen) return undefined;
    let current = true;
    void ask(scoreHistory, { issueId }).then((answer) => {
      if (current) setState(({ view }) => (answer.ok ? { view: answer.data, failure: null } : { view, failure: answer.message }));
    });
    return () => {
      current = false;
    };
  }, [issueId, isOpen, value, attempt]);

  // The failure stays until there is something to show in its place.
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  return [state, retry];
}
