import { useCallback, useEffect, useRef, useState } from 'react';
import { readTemplates, setTemplates, type TemplatesView } from '../../../src/contract/acceptance';
import { ask } from '../client';
import { reduceChoice, type ChoiceState, type OpenChoice } from '../saving/choice-state';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../saving/use-choice';
import { faultsOf, isStored, onlyChanged, tidied, type Checklists } from './checklists';

export type OpenChecklists = OpenChoice<TemplatesView, Checklists>;
export type ChecklistsState = ChoiceState<TemplatesView, Checklists>;

export const reduceChecklists = reduceChoice<TemplatesView, Checklists>(isStored);

const calls: ChoiceCalls<TemplatesView, Checklists> = {
  reduce: reduceChecklists,
  read: readTemplates,
  store: (projectId, choice, revision) => ask(setTemplates, { projectId, revision, ...tidied(choice) }),
};

export interface ChecklistsApi extends Pick<ChoiceApi<TemplatesView, Checklists>, 'state' | 'retry'> {
  /** What is open for writing: `done`, or templates by their ids. */
  readonly editing: ReadonlySet<string>;
  /** Counts refused attempts to save; after each the first fault has the focus. */
  readonly tried: number;
  /** Sentences for what is written; none before somebody tried to save it. */
  readonly faults: Readonly<Record<string, string>>;
  readonly edit: (what: string) => void;
  /** Of what nothing was changed. */
  readonly leave: (what: string) => void;
  readonly change: (part: Partial<Checklists>) => void;
  readonly save: () => void;
  /** Back to what is stored. */
  readonly discard: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** A project's Definition of Done and its templates, and the person's change of them (A2). */
export function useChecklists(projectId: string): ChecklistsApi {
  const { state, retry, choose, save, concede } = useChoice(calls, projectId);
  const [editing, setEditing] = useState(NOTHING);
  const [tried, setTried] = useState(0);
  const latest = useRef(state);
  latest.current = state;
  const choice = state.kind === 'open' ? state.choice : null;
  const faults = choice === null ? {} : faultsOf(choice);

  const isSaved = state.kind === 'open' && state.status === 'saved';
  const close = useCallback(() => {
    setEditing(NOTHING);
    setTried(0);
  }, []);
  useEffect(() => {
    if (isSaved) close();
  }, [isSaved, close]);

  return {
    state,
    retry,
    editing,
    tried,
    faults: tried === 0 ? {} : faults,
    edit: useCallback((what: string) => setEditing((now) => new Set([...now, what])), []),
    leave: useCallback((what: string) => setEditing((now) => new Set([...now].filter((each) => each !== what))), []),
    change: useCallback(
      (part: Partial<Checklists>) => {
        const open = latest.current;
        if (open.kind !== 'open') return;
        choose(onlyChanged({ ...(open.choice ?? { done: null, templates: null }), ...part }, open.saved));
      },
      [choose],
    ),
    save: useCallback(() => {
      const open = latest.current;
      if (open.kind !== 'open' || open.choice === null) return;
      if (Object.keys(faultsOf(open.choice)).length > 0) setTried((count) => count + 1);
      else save();
    }, [save]),
    discard: useCallback(() => {
      concede();
      close();
    }, [concede, close]),
  };
}

/** What is shown: the change, or what is stored by now. */
export function shownOf({ saved, conflict, choice }: OpenChecklists): Pick<TemplatesView, 'done' | 'templates'> {
  const stored = conflict ?? saved;
  return { done: [...(choice?.done ?? stored.done)], templates: [...(choice?.templates ?? stored.templates)] };
}
