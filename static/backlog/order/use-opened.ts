import { useMemo, useState } from 'react';
import type { Place } from '../../shared/use-place';
import { useRefresh } from '../use-refresh';
import { isUnfiltered, NO_FILTER, type Filter } from './filter';
import { indexesOf } from '../../shared/order/placed-at';
import type { Mark } from './order-list';
import type { RowStore } from './row-store';
import { useChanges, type ChangesApi } from './use-changes';
import { useFind, type Found } from './use-find';
import { isGoing, useJob, type JobApi } from './use-job';
import { useMoves, type MovesApi } from './use-moves';
import type { OpenOrder, OrderApi } from './use-order';
import { usePast, type PastState } from './use-past';
import { useRowsModel } from './use-row';

/** Why nothing can be ranked just now. */
export type Off = 'past' | 'job' | 'filter' | 'changes';

export interface Opened {
  /** What is shown, top first, and where each issue stands in the whole order. */
  readonly ids: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  /** The order that is looked at: today's, or one of the past. */
  readonly whole: readonly string[];
  readonly hidden: number;
  readonly filter: Filter;
  readonly found: Found;
  readonly isFiltered: boolean;
  readonly changes: ChangesApi;
  /** The issues the changes point out, while they are shown. */
  readonly marks: ReadonlyMap<string, Mark> | null;
  readonly past: PastState | null;
  readonly job: JobApi;
  readonly moves: MovesApi;
  /** Null: whoever may rank can. */
  readonly off: Off | null;
  readonly retryPast: () => void;
  readonly setFilter: (filter: Filter) => void;
  readonly showChanges: (areShown: boolean) => void;
  readonly lookAt: (past: number | null) => void;
  /** Nothing is hidden any more. */
  readonly clear: () => void;
}

/** Everything there is to say about an order that was read: what of it is shown, and what can be done with it now. */
export function useOpened({ projectId, reader }: Place, { view, order }: OpenOrder, api: OrderApi, store: RowStore): Opened {
  const [filter, setFilter] = useState(NO_FILTER);
  const [areChangesShown, showChanges] = useState(false);
  const [pastAt, lookAt] = useState<number | null>(null);

  const found = useFind(projectId, filter);
  const [past, retryPast] = usePast(projectId, view.tier, pastAt);
  const changes = useChanges(view, useRowsModel(store) !== null || order.length === 0);
  const job = useJob({ projectId, accountId: reader.accountId, job: view.job, onJob: api.replaceJob, onSettled: api.refresh });
  const moves = useMoves(api, store, order.length, reader.locale);
  // What others do to an issue shows in time; only the rows in sight are read again.
  useRefresh(store.refresh);

  const isFiltered = !isUnfiltered(filter);
  const marks = areChangesShown && past === null ? (changes.changes?.marks ?? null) : null;
  const whole = past === null ? order : past.kind === 'open' ? past.order : NONE;
  const places = useMemo(() => indexesOf(whole), [whole]);
  const match = isFiltered ? found.ids : null;
  const ids = useMemo(
    () => (match === null && marks === null ? whole : whole.filter((id) => (match?.has(id) ?? true) && (marks?.has(id) ?? true))),
    [whole, match, marks],
  );
  return {
    ids,
    places,
    whole,
    hidden: past?.kind === 'open' ? past.hidden : view.hidden,
    filter,
    found,
    isFiltered,
    changes,
    marks,
    past,
    job,
    moves,
    off:
      past !== null ? 'past' : view.job !== null && isGoing(view.job) ? 'job' : isFiltered ? 'filter' : marks !== null ? 'changes' : null,
    retryPast,
    setFilter,
    showChanges,
    lookAt,
    clear: () => {
      setFilter(NO_FILTER);
      showChanges(false);
    },
  };
}

const NONE: readonly string[] = [];
