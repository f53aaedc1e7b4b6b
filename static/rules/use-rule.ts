import { workflowRules } from '@forge/jira-bridge';
import { useCallback, useEffect, useRef, useState } from 'react';
import { rulePage as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { readRule, type Needs } from '../../src/contract/acceptance';
import { ask } from '../shared/client';
import { useReading } from '../shared/use-reading';
import { readSaved, type SavedRead } from './read-saved';

export interface RuleApi {
  readonly state: SavedRead;
  readonly needs: Needs;
  readonly choose: (needs: Needs) => void;
  /** What is saved lets nothing through here. Null: not known. */
  readonly isCurrent: boolean | null;
  /** Why it was not saved, or cannot be. */
  readonly failure: string | null;
  readonly retry: () => void;
}

/**
 * The settings of one rule. Jira's own button saves them: it calls what is handed to `onConfigure`, and saves the text that this answers. The expression is the server's,
 * which knows this site's field and this installation; where it cannot be had nothing is saved, and the page says why.
 */
export function useRule(): RuleApi {
  const [state, setState] = useState<SavedRead>({ kind: 'loading' });
  const [chosen, choose] = useState<Needs | null>(null);
  const [isCurrent, setCurrent] = useState<boolean | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const saved = state.kind === 'read' ? state.rule : null;
  const needs = chosen ?? saved?.needs ?? 'accepted';
  const latest = useRef(needs);
  latest.current = needs;

  const again = useReading(readSaved, setState);

  useEffect(() => {
    const configuration = async (): Promise<string> => {
      const answer = await ask(readRule, { needs: latest.current, saved: null });
      setFailure(answer.ok ? null : fill(text.notSaved, { reason: answer.message }));
      // Without a text Jira saves nothing and leaves the form open: documented, though the type does not say so.
      return answer.ok ? JSON.stringify({ needs: latest.current, expression: answer.data.expression }) : (undefined as unknown as string);
    };
    workflowRules.onConfigure(configuration).catch((error: unknown) => {
      console.error('onConfigure', error);
      setFailure(text.elsewhere);
    });
  }, []);

  useEffect(() => {
    if (saved === null) return;
    void ask(readRule, { needs: saved.needs, saved: saved.expression }).then((answer) =>
      setCurrent(answer.ok ? answer.data.current : null),
    );
  }, [saved]);

  return {
    ...{ state, needs, choose, isCurrent, failure },
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
  };
}
