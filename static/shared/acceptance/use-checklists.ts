import { useCallback, useEffect, useRef, useState } from 'react';
import { readTemplates, setTemplates, type TemplatesView } from '../../../src/contract/acceptance';
import { ask } from '../client';
import { useChoice, type ChoiceApi, type ChoiceCalls } from '../saving/use-choice';
import { faultsOf, isStored, onlyChanged, tidied, withTyped, type Checklists } from './checklists';
import { reduceChecklists } from './checklists-state';

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
  /** What stands in the fields for new criteria, by `done` or the template's id. */
  readonly typed: Readonly<Record<string, string>>;
  /** Something was changed or typed. */
  readonly isUnsaved: boolean;
  readonly edit: (what: string) => void;
  /** Of what nothing was changed. */
  readonly leave: (what: string) => void;
  readonly type: (where: string, typed: string) => void;
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
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const latest = useRef({ state, typed });
  latest.current = { state, typed };
  const choice = state.kind === 'open' ? state.choice : null;
  const faults = choice === null ? {} : faultsOf(choice);

  const isSaved = state.kind === 'open' && state.status === 'saved';
  const close = useCallback(() => {
    setEditing(NOTHING);
    setTried(0);
    setTyped({});
  }, []);
  useEffect(() => {
    if (isSaved) close();
  }, [isSaved, close]);

  return {
    state,
    retry,
    editing,
    tried,
    typed,
    isUnsaved: choice !== null || Object.values(typed).some((each) => each.trim() !== ''),
    type: useCallback((where: string, words: string) => setTyped((now) => ({ ...now, [where]: words })), []),
    faults: tried === 0 ? {} : faults,
    edit: useCallback((what: string) => setEditing((now) => new Set([...now, what])), []),
    leave: useCallback((what: string) => setEditing((now) => new Set([...now].filter((each) => each !== what))), []),
    change: useCallback(
      (part: Partial<Checklists>) => {
        const open = latest.current.state;
        if (open.kind !== 'open') return;
        choose(onlyChanged({ ...(open.choice ?? { done: null, templates: null }), ...part }, open.conflict ?? open.saved));
      },
      [choose],
    ),
    save: useCallback(() => {
      const open = latest.current.state;
      if (open.kind !== 'open' || open.status === 'saving') return;
      const stored = open.conflict ?? open.saved;
      const next = withTyped(open.choice, stored, latest.current.typed, () => crypto.randomUUID());
      setTyped({});
      choose(next);
      if (Object.keys(faultsOf(next)).length > 0) setTried((count) => count + 1);
      else if (!isStored(next, stored)) save(next);
    }, [choose, save]),
    discard: useCallback(() => {
      concede();
      close();
    }, [concede, close]),
  };
}
