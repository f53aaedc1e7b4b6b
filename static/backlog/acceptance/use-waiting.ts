import { useCallback, useRef, useState } from 'react';
import { readWaiting, type WaitingView } from '../../../src/contract/acceptance';
import { ask } from '../../shared/client';
import { readPages, type Paged } from '../../shared/read-pages';
import { useReading } from '../../shared/use-reading';
import { merged } from '../merge';
import { useRefresh } from '../use-refresh';
import type { Decided } from './waiting-words';

export interface OpenWaiting extends Paged {
  readonly kind: 'open';
  readonly stories: readonly WaitingView[];
  /** By issue id. */
  readonly decided: ReadonlyMap<string, Decided>;
  readonly hidden: number;
  readonly next: string | null;
  readonly owner: { readonly accountId: string; readonly name: string | null } | null;
  readonly mayAccept: boolean;
}

export type WaitingState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly message: string } | OpenWaiting;

export interface WaitingApi {
  readonly state: WaitingState;
  readonly retry: () => void;
  /** Quietly, as by itself every half minute. */
  readonly refresh: () => void;
  readonly more: () => void;
  /** Puts what was made of a story in its place; `decided` null: it waits again. */
  readonly replace: (story: WaitingView, decided: Decided | null) => void;
  /** Somebody writes in this one, or just decided it: it stays where it is, whatever is read. */
  readonly hold: (issueId: string, held: boolean) => void;
}

const idOf = ({ issue }: WaitingView): string => issue.id;

/** Stories that wait for the owner, of one project, or of all in which the reader decides (A7); read page by page. */
export function useWaiting(projectId: string | null): WaitingApi {
  const [state, setState] = useState<WaitingState>({ kind: 'loading' });
  const held = useRef(new Set<string>());
  const pages = useRef(1);

  const read = useCallback(
    () =>
      readPages(
        pages.current,
        (after) => ask(readWaiting, { projectId, after }),
        (first, page) => ({ ...page, stories: [...first.stories, ...page.stories], hidden: first.hidden + page.hidden }),
      ),
    [projectId],
  );
  const show = useCallback((answer: Awaited<ReturnType<typeof read>>) => {
    setState((now) => {
      const before = now.kind === 'open' ? now : null;
      if (!answer.ok) return before === null ? { kind: 'failed', message: answer.message } : { ...before, stale: answer.message };
      const shown = new Map(before?.stories.map((story) => [idOf(story), story]));
      const decided = before?.decided ?? new Map<string, Decided>();
      // What was read while they decided knows nothing of it.
      const stories = answer.data.stories.map((story) => (decided.has(idOf(story)) ? (shown.get(idOf(story)) ?? story) : story));
      return {
        kind: 'open',
        ...answer.data,
        stories: merged(stories, before?.stories ?? [], held.current, idOf),
        decided,
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
    void ask(readWaiting, { projectId, after: state.next }).then((answer) => {
      if (answer.ok) pages.current += 1;
      setState((now) => {
        if (now.kind !== 'open') return now;
        if (!answer.ok) return { ...now, isLoadingMore: false, moreFailure: answer.message };
        const shown = new Set(now.stories.map(idOf));
        const added = answer.data.stories.filter((story) => !shown.has(idOf(story)));
        const { next, hidden } = answer.data;
        return { ...now, isLoadingMore: false, stories: [...now.stories, ...added], next, hidden: now.hidden + hidden };
      });
    });
  }, [state, projectId]);

  return {
    state,
    more,
    refresh: again,
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
    replace: useCallback((story: WaitingView, decided: Decided | null) => {
      setState((now) => {
        if (now.kind !== 'open') return now;
        const others = [...now.decided].filter(([id]) => id !== idOf(story));
        return {
          ...now,
          stories: now.stories.map((shown) => (idOf(shown) === idOf(story) ? story : shown)),
          decided: new Map(decided === null ? others : [...others, [idOf(story), decided]]),
        };
      });
    }, []),
    hold: useCallback((issueId: string, isHeld: boolean) => {
      if (isHeld) held.current.add(issueId);
      else held.current.delete(issueId);
    }, []),
  };
}

/** How many wait, of those that were read. */
export const undecided = ({ stories, decided }: OpenWaiting): number => stories.filter(({ issue }) => !decided.has(issue.id)).length;
