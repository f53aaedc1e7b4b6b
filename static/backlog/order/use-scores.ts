import { useCallback, useEffect, useState } from 'react';
import { readScores } from '../../../src/contract/ranking';
import type { Answer } from '../../../src/contract/call';
import { ask } from '../../shared/client';
import type { Tier } from './use-order';

export type Scores = ReadonlyMap<string, number | null>;

interface State {
  /** Null: not all are read yet. */
  readonly scores: Scores | null;
  /** Issues whose scores were read so far. */
  readonly done: number;
  readonly failure: string | null;
}

export interface ScoresApi extends State {
  readonly retry: () => void;
}

const NOTHING: State = { scores: null, done: 0, failure: null };

/** The scores of a whole order, page by page. */
export function useScores(projectId: string, tier: Tier, isOn: boolean): ScoresApi {
  const [state, setState] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!isOn) return undefined;
    let current = true;
    const onPage = (done: number): boolean => {
      if (current) setState({ ...NOTHING, done });
      return current;
    };
    void readAll(projectId, tier, onPage).then((answer) => {
      if (!current || answer === null) return;
      setState(answer.ok ? { scores: answer.data, done: answer.data.size, failure: null } : { ...NOTHING, failure: answer.message });
    });
    return () => {
      current = false;
    };
  }, [projectId, tier, isOn, attempt]);
  const retry = useCallback(() => {
    setState(NOTHING);
    setAttempt((count) => count + 1);
  }, []);
  return { ...state, retry };
}

/** `onPage` hears how many were read, and answers whether to go on. */
async function readAll(projectId: string, tier: Tier, onPage: (done: number) => boolean): Promise<Answer<Scores> | null> {
  const scores = new Map<string, number | null>();
  let from: number | null = 0;
  while (from !== null) {
    const answer: Awaited<ReturnType<typeof readPage>> = await readPage(projectId, tier, from);
    if (!answer.ok) return answer;
    for (const { id, score } of answer.data.scores) scores.set(id, score);
    from = answer.data.next;
    if (!onPage(scores.size)) return null;
  }
  return { ok: true, data: scores };
}

const readPage = (projectId: string, tier: Tier, from: number) => ask(readScores, { projectId, tier, from });
