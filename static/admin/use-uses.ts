import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { readRuleUses, removeRules, type RuleUseView } from '../../src/contract/acceptance';
import { ask } from '../shared/client';
import { reduceUses, type UsesEvent, type UsesState } from './uses-state';

export interface UsesApi {
  readonly state: UsesState;
  readonly dispatch: (event: UsesEvent) => void;
  readonly retry: () => void;
  readonly remove: (rules: readonly RuleUseView[]) => void;
}

/** Every transition that uses our rules, read some workflows at a time, and taking them away. */
export function useUses(): UsesApi {
  const [state, dispatch] = useReducer(reduceUses, { kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const isGone = useRef(false);

  useEffect(() => {
    isGone.current = false;
    let isOver = false;
    const tell = (event: UsesEvent): void => {
      if (!isOver) dispatch(event);
    };
    void read(tell, () => isOver);
    return () => {
      isOver = true;
      isGone.current = true;
    };
  }, [attempt]);

  return {
    state,
    dispatch,
    retry: useCallback(() => {
      dispatch({ type: 'loading' });
      setAttempt((count) => count + 1);
    }, []),
    remove: useCallback((rules: readonly RuleUseView[]) => void take(rules, dispatch, () => isGone.current), []),
  };
}

const page = (from: number) => ask(readRuleUses, { from });

async function read(tell: (event: UsesEvent) => void, isOver: () => boolean): Promise<void> {
  let from: number | null = 0;
  while (from !== null && !isOver()) {
    const answer: Awaited<ReturnType<typeof page>> = await page(from);
    if (!answer.ok) {
      tell({ type: 'unread', refused: answer.code === 'refused', message: answer.message });
      return;
    }
    const { uses, next, hasRole } = answer.data;
    tell({ type: 'read', uses, hasRole: from === 0 ? hasRole : null, isLast: next === null });
    from = next;
  }
}

/** Asks again for what there was no time for. An answer that takes nothing away ends it. */
async function take(rules: readonly RuleUseView[], tell: (event: UsesEvent) => void, isOver: () => boolean): Promise<void> {
  tell({ type: 'began', total: rules.length });
  let waiting = rules.map(({ workflow, ruleId }) => ({ workflowId: workflow.id, ruleId }));
  const left = new Map<string, string>();
  while (waiting.length > 0 && !isOver()) {
    const answer = await ask(removeRules, { rules: waiting.slice(0, 500) });
    if (!answer.ok) {
      for (const { ruleId } of waiting) left.set(ruleId, answer.message);
      tell({ type: 'ended', left, failure: answer.message });
      return;
    }
    tell({ type: 'removed', removed: answer.data.removed });
    for (const { ruleId, why, message } of answer.data.left) if (why !== 'later') left.set(ruleId, message);
    const gone = new Set([...answer.data.removed.map(({ ruleId }) => ruleId), ...left.keys()]);
    const rest = waiting.filter(({ ruleId }) => !gone.has(ruleId));
    if (rest.length === waiting.length) break;
    waiting = rest;
  }
  tell({ type: 'ended', left, failure: null });
}
