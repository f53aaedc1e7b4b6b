import { view } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';
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
    const context = await view.getContext();
    const issue = context.extension['issue'] as { id: string };
    const answer = await ask(openPanel, { issueId: issue.id });
    if (!isCurrent()) return;
    setState(
      answer.ok
        ? { kind: 'open', view: answer.data, locale: context.locale.replace('_', '-') }
        : { kind: 'failed', message: answer.message },
    );
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
