import { view } from '@forge/bridge';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { changeStory, type CriterionChange, type StoryView } from '../../src/contract/acceptance';
import { ask } from '../shared/client';
import type { Reader } from '../shared/reader';
import { begin, MOST_AT_ONCE, reduce, type Draft, type Edits } from './edits';
import { withChanges } from './local-story';

/** Long enough for the next tick, so that several are one call. */
const QUIET_MS = 350;

export interface EditsApi extends Edits {
  /** What is on the server, with what is not yet. */
  readonly story: StoryView;
  readonly change: (...changes: readonly CriterionChange[]) => void;
  readonly retry: () => void;
  readonly discard: () => void;
  readonly letGo: (key: number) => void;
  readonly type: (draft: Draft) => void;
  readonly close: (id: string, field: Draft['field']) => void;
  /** Something else than a change of criteria brought the story here. */
  readonly replace: (story: StoryView) => void;
  /** Sends what waits, and answers the story when all of it is on the server; null: it could not be sent. */
  readonly settled: () => Promise<StoryView | null>;
}

/** Shows each change at once and sends it when the person pauses, one call at a time, in order. A save that fails loses nothing. */
export function useEdits(read: StoryView, reader: Reader): EditsApi {
  const [state, dispatch] = useReducer(reduce, read, begin);
  const latest = useRef(state);
  latest.current = state;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const waiting = useRef<((story: StoryView | null) => void)[]>([]);
  const { base, pending, sending, isHeld, at } = state;
  const issueId = read.issue.id;

  useEffect(() => dispatch({ type: 'read', story: read }), [read]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const now = latest.current;
    if (now.sending > 0 || now.pending.length === 0) return;
    const changes = now.pending.slice(0, MOST_AT_ONCE);
    latest.current = { ...now, sending: changes.length };
    dispatch({ type: 'sent', count: changes.length });
    void ask(changeStory, { issueId, changes: [...changes] }).then((answer) => {
      if (!answer.ok) return dispatch({ type: 'failed', message: answer.message });
      dispatch({ type: 'answered', ...answer.data });
      if (isOtherwise(now.base, answer.data.story)) refreshIssue();
    });
  }, [issueId]);

  useEffect(() => {
    if (pending.length === 0 || sending > 0 || isHeld) return undefined;
    timer.current = setTimeout(flush, waiting.current.length > 0 ? 0 : QUIET_MS);
    return () => clearTimeout(timer.current);
  }, [pending, sending, isHeld, flush]);

  useEffect(() => {
    if (sending > 0 || (pending.length > 0 && !isHeld)) return;
    const calls = waiting.current.splice(0);
    for (const call of calls) call(pending.length === 0 ? base : null);
  }, [base, pending, sending, isHeld]);

  useEffect(() => {
    // A tab that is put away may never come back; one that is online again need not be told so.
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', flush);
    window.addEventListener('online', flush);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('online', flush);
    };
  }, [flush]);

  const story = useMemo(() => withChanges(base, pending, reader.accountId, at).story, [base, pending, reader, at]);

  const acts = useMemo(
    () => ({
      change: (...changes: readonly CriterionChange[]) => dispatch({ type: 'made', changes, at: nowFor(latest.current.base) }),
      retry: () => {
        dispatch({ type: 'retried' });
        flush();
      },
      discard: () => dispatch({ type: 'discarded' }),
      letGo: (key: number) => dispatch({ type: 'let-go', key }),
      type: (draft: Draft) => dispatch({ type: 'typed', draft }),
      close: (id: string, field: Draft['field']) => dispatch({ type: 'closed', id, field }),
      replace: (next: StoryView) => {
        dispatch({ type: 'read', story: next });
        refreshIssue();
      },
      settled: () => {
        const { pending: open, sending: sent } = latest.current;
        if (open.length === 0 && sent === 0) return Promise.resolve(latest.current.base);
        const done = new Promise<StoryView | null>((resolve) => waiting.current.push(resolve));
        dispatch({ type: 'retried' });
        flush();
        return done;
      },
    }),
    [flush],
  );
  return { ...state, ...acts, story };
}

/** The server's clock may be ahead: what happens here happens after what it knows of. */
const nowFor = ({ rejection, acceptance }: StoryView): number => Math.max(Date.now(), (rejection?.at ?? 0) + 1, (acceptance?.at ?? 0) + 1);

/** Whether Jira's own Acceptance field says something else now. */
function isOtherwise(before: StoryView, after: StoryView): boolean {
  const said = ({ state, criteria }: StoryView): string => [state, ...criteria.map((each) => each.state)].join();
  return said(before) !== said(after);
}

/** A host that cannot refresh shows it when the issue is opened next. */
function refreshIssue(): void {
  view.refresh().catch(() => undefined);
}
