import { events, view } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';
import { panel as text } from '../../locales/en.json';
import { openPanel, type PanelView } from '../../src/contract/scoring';
import { ask } from '../shared/client';
import { localeOf } from '../shared/locale';
import { useReading } from '../shared/use-reading';

export type PanelState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  /** There is nothing here for this person or this project: a sentence, and no use in trying again. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'open'; readonly view: PanelView; readonly locale: string };

/** Opens the panel of the issue the host shows: one call, and one more whenever somebody else has changed the issue. */
export function usePanel(): readonly [PanelState, () => void] {
  const [state, setState] = useState<PanelState>({ kind: 'loading' });

  const again = useReading(open, setState);

  const viewer = state.kind === 'open' ? state.view.viewer : undefined;
  useEffect(() => {
    if (viewer === undefined) return undefined;
    let current = true;
    const subscription = events.on(ISSUE_CHANGED, (change: IssueChange) => {
      if (!byOthers(change, viewer)) return;
      // What is shown stays when it cannot be read again.
      void open().then((next) => current && next.kind === 'open' && setState(next));
    });
    return () => {
      current = false;
      void subscription.then(({ unsubscribe }) => unsubscribe());
    };
  }, [viewer]);

  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    again();
  }, [again]);

  return [state, retry];
}

/** https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-context/ */
const ISSUE_CHANGED = 'JIRA_ISSUE_CHANGED';

interface IssueChange {
  readonly changes?: readonly { readonly changeType: string; readonly atlassianId?: string }[];
}

/** What a save of one's own brings about, such as the app's score after it, is on the panel already. */
function byOthers({ changes = [] }: IssueChange, viewer: string): boolean {
  return changes.some(({ changeType }) => changeType === 'updated') && changes.every(({ atlassianId }) => atlassianId !== viewer);
}

async function open(): Promise<PanelState> {
  try {
    const context = await view.getContext();
    const issue = context.extension['issue'] as { id: string };
    const answer = await ask(openPanel, { issueId: issue.id });
    if (!answer.ok) return { kind: answer.code === 'refused' ? 'refused' : 'failed', message: answer.message };
    return { kind: 'open', view: answer.data, locale: localeOf(context.locale) };
  } catch (error) {
    console.error('scoring/open', error);
    return { kind: 'failed', message: text.offline };
  }
}
