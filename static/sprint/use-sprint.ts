import { view } from '@forge/bridge';
import { useCallback, useState } from 'react';
import { cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { openCancel, type CancelView } from '../../src/contract/sprints';
import { ask } from '../shared/client';
import { readerOf, type Reader } from '../shared/reader';
import { useReading } from '../shared/use-reading';

export type SprintState =
  | { readonly kind: 'loading' }
  /** `refused`: trying again would say the same. */
  | { readonly kind: 'failed'; readonly refused: boolean; readonly message: string }
  | { readonly kind: 'open'; readonly view: CancelView; readonly reader: Reader };

export interface SprintApi {
  readonly state: SprintState;
  readonly retry: () => void;
  /** Quietly: what is shown stays until there is something newer. */
  readonly refresh: () => void;
}

/** The sprint whose menu was used, as this person sees it. Its id is a claim: the server reads the sprint as them. */
export function useSprint(): SprintApi {
  const [state, setState] = useState<SprintState>({ kind: 'loading' });
  const show = useCallback((next: SprintState) => setState((now) => (now.kind === 'open' && next.kind === 'failed' ? now : next)), []);
  const refresh = useReading(read, show);
  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    refresh();
  }, [refresh]);
  return { state, retry, refresh };
}

async function read(): Promise<SprintState> {
  const place = await readSprintPlace();
  if (place === null) return { kind: 'failed', refused: false, message: text.noPlace };
  const answer = await ask(openCancel, { sprintId: place.sprintId });
  if (answer.ok) return { kind: 'open', view: answer.data, reader: place.reader };
  const refused = answer.code === 'refused' || answer.code === 'not-found';
  return { kind: 'failed', refused, message: refused ? answer.message : fill(text.couldNotLoad, { reason: answer.message }) };
}

/** Null: Jira does not say whose menu it was. */
async function readSprintPlace(): Promise<{ readonly sprintId: string; readonly reader: Reader } | null> {
  try {
    const context = await view.getContext();
    const sprint = context.extension['sprint'] as { id: string | number };
    return { sprintId: String(sprint.id), reader: readerOf(context) };
  } catch (error) {
    console.error('getContext', error);
    return null;
  }
}
