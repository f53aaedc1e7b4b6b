import { events, view } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';
import { panel } from '../../locales/en.json';
import { openStory, type StoryView } from '../../src/contract/acceptance';
import { ask } from '../shared/client';
import { readerOf, type Reader } from '../shared/reader';
import { useReading } from '../shared/use-reading';

export type StoryState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  /** There is nothing here for this person or this project: a sentence, and no use in trying again. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'open'; readonly story: StoryView; readonly reader: Reader };

/** https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-panel/ */
const ISSUE_CHANGED = 'JIRA_ISSUE_CHANGED';

/** A frame gets the focus with every click into it: what was read so lately is as it was. */
const FRESH_MS = 15_000;

interface IssueChange {
  readonly changes?: readonly { readonly changeType: string; readonly atlassianId?: string }[];
}

/**
 * Opens the checklist of the issue the host shows: one call, and one more whenever somebody else has changed the issue and whenever the person comes back to the page. Not
 * by the clock: it stands on every issue, and Jira counts what is read.
 */
export function useStory(): readonly [StoryState, () => void] {
  const [state, setState] = useState<StoryState>({ kind: 'loading' });
  const readAt = useRef(0);
  const show = useCallback((next: StoryState) => {
    readAt.current = Date.now();
    setState((now) => withSameReader(now, next));
  }, []);
  const again = useReading(open, show);

  const viewer = state.kind === 'open' ? state.reader.accountId : undefined;
  useEffect(() => {
    if (viewer === undefined) return undefined;
    let current = true;
    // What is shown stays when it cannot be read again.
    const refresh = (): void => void open().then((next) => current && next.kind === 'open' && show(next));
    const look = (): void => {
      if (document.visibilityState === 'visible' && Date.now() - readAt.current > FRESH_MS) refresh();
    };
    const subscription = events.on(ISSUE_CHANGED, ({ changes = [] }: IssueChange) => {
      if (changes.some(({ changeType }) => changeType === 'updated') && changes.some(({ atlassianId }) => atlassianId !== viewer))
        refresh();
    });
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      current = false;
      void subscription.then(({ unsubscribe }) => unsubscribe());
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [viewer, show]);

  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    again();
  }, [again]);
  return [state, retry];
}

/** Whoever looks is the same person: what is drawn for them need not be drawn again. */
function withSameReader(now: StoryState, next: StoryState): StoryState {
  if (now.kind !== 'open' || next.kind !== 'open') return next;
  const { reader } = now;
  const isSame = (Object.keys(reader) as (keyof Reader)[]).every((key) => reader[key] === next.reader[key]);
  return isSame ? { ...next, reader } : next;
}

async function open(): Promise<StoryState> {
  try {
    const context = await view.getContext();
    const issue = context.extension['issue'] as { id: string };
    const answer = await ask(openStory, { issueId: issue.id });
    if (!answer.ok)
      return { kind: answer.code === 'refused' || answer.code === 'not-found' ? 'refused' : 'failed', message: answer.message };
    return { kind: 'open', story: answer.data.story, reader: readerOf(context) };
  } catch (error) {
    console.error('acceptance/open', error);
    return { kind: 'failed', message: panel.offline };
  }
}
