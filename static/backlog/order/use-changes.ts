import { useCallback, useEffect, useRef, useState } from 'react';
import { noteVisit, readChanges, type ChangesView, type OrderView } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';
import type { Mark } from './order-list';

/** A page that was opened again so soon is the same visit. */
const SAME_VISIT_MS = 3_600_000;

export interface Changes {
  readonly since: number;
  readonly view: ChangesView;
  /** The issues that moved or are new, with where they stood. */
  readonly marks: ReadonlyMap<string, Mark>;
}

export interface ChangesApi {
  /** Null: nothing to tell. */
  readonly changes: Changes | null;
  readonly dismiss: () => void;
}

/**
 * What is different since the reader was here last; asked for once the first rows are there. That it could not be read is no reason to disturb anybody: the
 * order is there, and the rank log has it all.
 */
export function useChanges({ projectId, tier, lastVisit }: OrderView, isReady: boolean): ChangesApi {
  const [changes, setChanges] = useState<Changes | null>(null);
  const asked = useRef(false);

  useEffect(() => {
    if (!isReady || asked.current) return;
    asked.current = true;
    const now = Date.now();
    if (lastVisit === null) {
      void ask(noteVisit, { projectId, tier });
      return;
    }
    void ask(readChanges, { projectId, tier, since: lastVisit }).then((answer) => {
      if (!answer.ok) return;
      const { moved, joined, left } = answer.data.counts;
      if (moved + joined + left > 0) setChanges({ since: lastVisit, view: answer.data, marks: marksOf(answer.data) });
      else if (now - lastVisit > SAME_VISIT_MS) void ask(noteVisit, { projectId, tier });
    });
  }, [isReady, projectId, tier, lastVisit]);

  const dismiss = useCallback(() => {
    setChanges(null);
    void ask(noteVisit, { projectId, tier });
  }, [projectId, tier]);
  return { changes, dismiss };
}

function marksOf({ moved, joined }: ChangesView): ReadonlyMap<string, Mark> {
  return new Map<string, Mark>([
    ...joined.map((id): [string, Mark] => [id, { from: null }]),
    ...moved.map(({ id, from }): [string, Mark] => [id, { from }]),
  ]);
}
