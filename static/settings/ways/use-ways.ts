import { useCallback, useState } from 'react';
import { readRuleChanges, readWays, type RuleChangesView, type WaysView } from '../../../src/contract/acceptance';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';

export type WaysState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly ways: WaysView; readonly changes: RuleChangesView };

/** How issues of the project come into Done, and what became of the rules there. */
export function useWays(projectId: string): readonly [WaysState, () => void] {
  const [state, setState] = useState<WaysState>({ kind: 'loading' });
  const read = useCallback(async (): Promise<WaysState> => {
    const ways = await ask(readWays, { projectId });
    if (!ways.ok) return { kind: 'failed', message: ways.message };
    // Which workflows the project has is known from then on, where anybody may know it.
    const changes = await ask(readRuleChanges, { projectId });
    return changes.ok ? { kind: 'open', ways: ways.data, changes: changes.data } : { kind: 'failed', message: changes.message };
  }, [projectId]);
  const again = useReading(read, setState);
  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    again();
  }, [again]);
  return [state, retry];
}
