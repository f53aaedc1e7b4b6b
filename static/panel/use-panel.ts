import { view } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';
import { panel as text } from '../../locales/en.json';
import { openPanel, type PanelView } from '../../src/contract/scoring';
import { ask } from '../shared/client';

export type PanelState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly view: PanelView; readonly locale: string };

/** Opens the panel of the issue the host shows: one call. */
export function usePanel(): readonly [PanelState, () => void] {
  const [state, setState] = useState<PanelState>({ kind: 'loading' });

  const load = useCallback(async (isCurrent: () => boolean) => {
    const next = await open().catch((error: unknown): PanelState => {
      console.error('scoring/open', error);
      return { kind: 'failed', message: text.offline };
    });
    if (isCurrent()) setState(next);
  }, []);

  useEffect(() => {
    let current = true;
    void load(() => current);
    return () => {
      current = false;
    };
  }, [load]);

  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    void load(() => true);
  }, [load]);

  return [state, retry];
}

async function open(): Promise<PanelState> {
  const context = await view.getContext();
  const issue = context.extension['issue'] as { id: string };
  const answer = await ask(openPanel, { issueId: issue.id });
  if (!answer.ok) return { kind: 'failed', message: answer.message };
  return { kind: 'open', view: answer.data, locale: localeOf(context.locale) };
}

/** Jira writes `en_US` and now and then something no browser knows. */
function localeOf(jiraLocale: string): string {
  try {
    return Intl.getCanonicalLocales(jiraLocale.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
