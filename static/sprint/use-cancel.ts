import { useCallback, useEffect, useRef, useState } from 'react';
import { cancelSprint, openCancel, type CancellingView } from '../../src/contract/sprints';
import { ask } from '../shared/client';
import { isUnderWay } from './cancel-words';
import type { CancelInput } from './draft';

const EVERY_MS = 2_000;
/** Where it cannot be read how far it is, looks come more and more rarely. */
const MOST_MS = 30_000;

export interface CancelApi {
  /** How far it is; null: nothing has begun. */
  readonly cancelling: CancellingView | null;
  /** What is being done; null: nothing has begun. */
  readonly input: CancelInput | null;
  readonly isSending: boolean;
  /** Why it did not begin, or how far it is could not be read. */
  readonly failure: string | null;
  readonly start: (input: CancelInput) => void;
  readonly retry: () => void;
}

/**
 * Begins the cancellation and goes on with it for as long as somebody looks; the app does the same by itself when nobody does. Without the input it was begun
 * with it can only be looked at.
 */
export function useCancel(
  { projectId, sprintId, mayCancel }: { readonly projectId: string; readonly sprintId: string; readonly mayCancel: boolean },
  found: CancellingView | null,
): CancelApi {
  const [cancelling, setCancelling] = useState(found);
  const [input, setInput] = useState<CancelInput | null>(found === null ? null : { destination: found.destination, reason: found.reason });
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  // Grows with every look that failed, so that the next one comes later; the effect below begins anew with it.
  const [failed, setFailed] = useState(0);
  const [looks, setLooks] = useState(0);

  const go = useCallback(
    async (given: CancelInput | null, isCurrent: () => boolean): Promise<void> => {
      const answer = given === null || !mayCancel ? await look(sprintId) : await ask(cancelSprint, { projectId, sprintId, ...given });
      if (!isCurrent()) return;
      setSending(false);
      setLooks((count) => count + 1);
      if (!answer.ok) {
        setFailed((count) => count + 1);
        return setFailure(answer.message);
      }
      setFailure(null);
      setFailed(0);
      if (answer.data.cancelling !== null) setCancelling(answer.data.cancelling);
    },
    [projectId, sprintId, mayCancel],
  );

  const isOn = cancelling !== null && isUnderWay(cancelling);
  useEffect(() => {
    if (!isOn) return undefined;
    let current = true;
    const timer = setTimeout(() => void go(input, () => current), Math.min(EVERY_MS * 2 ** failed, MOST_MS));
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [isOn, input, failed, looks, go]);

  // The page is gone only with the modal.
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const start = (given: CancelInput): void => {
    if (isSending) return;
    setInput(given);
    setSending(true);
    setFailure(null);
    void go(given, () => alive.current);
  };

  return {
    cancelling,
    input,
    isSending,
    failure,
    start,
    retry: () => {
      if (isSending) return;
      setSending(true);
      void go(input, () => alive.current);
    },
  };
}

async function look(sprintId: string) {
  const answer = await ask(openCancel, { sprintId });
  return answer.ok ? { ok: true as const, data: { cancelling: answer.data.cancelling } } : answer;
}
