import { useCallback, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { readFilters } from '../../../src/contract/scoring';
import { ask } from '../../shared/client';

export type Choices = z.infer<typeof readFilters.output>;

export interface ChoicesState {
  readonly choices: Choices | null;
  readonly failure: string | null;
  /** Reads them when somebody first looks, and again after a failure. */
  readonly look: () => void;
}

/** What this project's issues can be filtered by. */
export function useFilters(projectId: string): ChoicesState {
  const [state, setState] = useState<Omit<ChoicesState, 'look'>>({ choices: null, failure: null });
  const asked = useRef(false);
  const look = useCallback(() => {
    if (asked.current) return;
    asked.current = true;
    setState({ choices: null, failure: null });
    void ask(readFilters, { projectId }).then((answer) => {
      asked.current = answer.ok;
      setState(answer.ok ? { choices: answer.data, failure: null } : { choices: null, failure: answer.message });
    });
  }, [projectId]);
  return { ...state, look };
}
