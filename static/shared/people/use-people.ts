import { useCallback, useEffect, useRef, useState } from 'react';
import { findPeople } from '../../../src/contract/ownership';
import { ask } from '../client';

export interface Person {
  readonly accountId: string;
  readonly name: string;
}

/** A pause in typing long enough to search. */
const PAUSE_MS = 250;
const LONGEST_QUERY = 200;

export interface PeopleSearch {
  readonly people: readonly Person[];
  readonly searching: boolean;
  readonly failure: string | null;
  /** Searches when the person pauses; the answer to an older query is dropped. */
  readonly search: (query: string) => void;
}

/** People who could own the project or stand in for its owner, by what is typed; '' lists the first ones. */
export function usePeople(projectId: string): PeopleSearch {
  const [state, setState] = useState<Omit<PeopleSearch, 'search'>>({ people: [], searching: false, failure: null });
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(
    () => () => {
      latest.current = -1;
      clearTimeout(timer.current);
    },
    [],
  );

  const search = useCallback(
    (query: string) => {
      clearTimeout(timer.current);
      latest.current += 1;
      const turn = latest.current;
      setState(({ people }) => ({ people, searching: true, failure: null }));
      timer.current = setTimeout(
        () => {
          void ask(findPeople, { projectId, query: query.trim().slice(0, LONGEST_QUERY) }).then((answer) => {
            if (latest.current !== turn) return;
            setState(
              answer.ok
                ? { people: answer.data.people, searching: false, failure: null }
                : { people: [], searching: false, failure: answer.message },
            );
          });
        },
        query === '' ? 0 : PAUSE_MS,
      );
    },
    [projectId],
  );

  return { ...state, search };
}
