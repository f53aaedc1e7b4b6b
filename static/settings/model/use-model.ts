import { useCallback, useEffect, useReducer, useRef, type Dispatch } from 'react';
import { chooseModel, readScoringSettings } from '../../../src/contract/scoring';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';
import { readSettings } from '../../shared/saving/read-settings';
import { choiceOf, faultsIn, modelUnsaved, reduceModel, type ModelChoice, type ModelEvent, type ModelState } from './model-state';

/** How often a running pass is looked at. */
const LOOK_MS = 2_000;

export interface ModelApi {
  readonly state: ModelState;
  readonly dispatch: Dispatch<ModelEvent>;
  readonly retry: () => void;
  readonly save: () => void;
}

/** The project's scoring model, and the person's change of it. */
export function useModel(projectId: string, locale: string): ModelApi {
  const [state, dispatch] = useReducer(reduceModel, { kind: 'loading' });
  const latest = useRef(state);
  latest.current = state;

  const read = useCallback(() => readSettings(readScoringSettings, projectId), [projectId]);
  const again = useReading(read, dispatch);

  const running = state.kind === 'open' && state.saved.pass?.running === true;
  useEffect(() => {
    if (!running) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const look = async (): Promise<void> => {
      // Nobody watches a tab that is put away.
      if (document.visibilityState === 'visible') {
        const answer = await ask(readScoringSettings, { projectId });
        if (current && answer.ok) dispatch({ type: 'watched', settings: answer.data });
      }
      if (current) timer = setTimeout(() => void look(), LOOK_MS);
    };
    timer = setTimeout(() => void look(), LOOK_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [running, projectId]);

  const save = useCallback(() => {
    const open = latest.current;
    if (open.kind !== 'open' || open.status === 'saving' || !modelUnsaved(open)) return;
    if (Object.keys(faultsIn({ ...open, told: {} })).length > 0) {
      dispatch({ type: 'tried' });
      return;
    }
    dispatch({ type: 'sent' });
    void write(projectId, choiceOf(open, locale), (open.conflict ?? open.saved).revision).then(dispatch);
  }, [projectId, locale]);

  const retry = useCallback(() => {
    dispatch({ type: 'loading' });
    again();
  }, [again]);

  return { state, dispatch, retry, save };
}

async function write(projectId: string, choice: ModelChoice, revision: number): Promise<ModelEvent> {
  const answer = await ask(chooseModel, { projectId, revision, choice });
  if (answer.ok) return { type: 'saved', settings: answer.data };
  if (answer.code !== 'conflict') return { type: 'failed', message: answer.message, fields: answer.fields ?? {} };
  const now = await ask(readScoringSettings, { projectId });
  return now.ok ? { type: 'conflicted', settings: now.data } : { type: 'failed', message: answer.message, fields: {} };
}
