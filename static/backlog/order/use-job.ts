import { useCallback, useEffect, useRef, useState } from 'react';
import { continueRanking, stopRanking, undoRanking, type JobView } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';

/** Between two looks at what waits, or what somebody else carries out. */
const PAUSE_MS = 3_000;

export const isGoing = ({ status }: JobView): boolean => status === 'running' || status === 'waiting';

export interface JobApi {
  /** It went on while this page was open. */
  readonly isFresh: boolean;
  readonly failure: string | null;
  readonly isStopping: boolean;
  readonly isUndoing: boolean;
  readonly stop: () => void;
  readonly undo: () => void;
  /** After a failure. */
  readonly retry: () => void;
}

interface JobOptions {
  readonly projectId: string;
  readonly accountId: string;
  readonly job: JobView | null;
  readonly onJob: (job: JobView | null) => void;
  /** It is done, or was stopped: the order is another now. */
  readonly onSettled: () => void;
}

/** Carries on what is being done to the whole order, for as long as somebody looks. The app does the same by itself when nobody does. */
export function useJob(options: JobOptions): JobApi {
  const { projectId, accountId, job } = options;
  const [failure, setFailure] = useState<string | null>(null);
  const [sending, setSending] = useState<'stop' | 'undo' | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const latest = useRef(options);
  latest.current = options;

  const id = job?.id ?? null;
  const isOn = job !== null && isGoing(job);
  useEffect(() => {
    if (!isOn || failure !== null) return undefined;
    setFresh(id);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    let left = -1;
    const go = async (): Promise<void> => {
      const answer = await ask(continueRanking, { projectId });
      if (!current) return;
      if (!answer.ok) return setFailure(answer.message);
      const next = answer.data.job;
      latest.current.onJob(next);
      if (next === null || !isGoing(next)) return latest.current.onSettled();
      const isOurs = next.by.accountId === accountId && next.status === 'running' && next.left !== left;
      ({ left } = next);
      timer = setTimeout(() => void go(), isOurs ? 0 : PAUSE_MS);
    };
    void go();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [projectId, accountId, id, isOn, failure]);

  const send = useCallback(
    async (what: 'stop' | 'undo', jobId: string): Promise<void> => {
      setSending(what);
      setFailure(null);
      const answer = await (what === 'stop' ? ask(stopRanking, { projectId }) : ask(undoRanking, { projectId, jobId }));
      setSending(null);
      if (!answer.ok) return setFailure(answer.message);
      const next = answer.data.job;
      setFresh(next?.id ?? null);
      latest.current.onJob(next);
      if (next === null || !isGoing(next)) latest.current.onSettled();
    },
    [projectId],
  );

  const again = useRef<() => void>(() => undefined);
  const run = (what: 'stop' | 'undo'): void => {
    if (id === null || sending !== null) return;
    again.current = () => void send(what, id);
    again.current();
  };
  return {
    isFresh: id !== null && fresh === id,
    failure,
    isStopping: sending === 'stop',
    isUndoing: sending === 'undo',
    stop: () => run('stop'),
    undo: () => run('undo'),
    retry: () => {
      setFailure(null);
      // What goes on by itself is looked at again; what was to begin is asked for again.
      if (!isOn) again.current();
    },
  };
}
