import { useEffect, useMemo } from 'react';
import type { OrderView } from '../../../../src/contract/ranking';
import type { IssueRowView, ModelView } from '../../../../src/contract/scoring';
import type { RowStore } from '../row-store';
import { useRowsModel, useRowsVersion } from '../use-row';
import { useScores } from '../use-scores';

/** More dots than this nobody tells apart. */
export const MOST_POINTS = 500;

export type MatrixState =
  | { readonly kind: 'loading'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'open';
      readonly model: ModelView;
      readonly rows: readonly IssueRowView[];
      /** Issues that have a score but are too many to be drawn. */
      readonly beyond: number;
    };

interface MatrixOptions {
  readonly projectId: string;
  readonly tier: OrderView['tier'];
  readonly ids: readonly string[];
  readonly store: RowStore;
}

/** The rows a matrix is drawn from: all of a short list; of a long one those that have a score, from the top. */
export function useMatrix({ projectId, tier, ids, store }: MatrixOptions): readonly [MatrixState, () => void] {
  const isLong = ids.length > MOST_POINTS;
  const scores = useScores(projectId, tier, isLong);
  useRowsVersion(store);
  const model = useRowsModel(store);

  const scored = useMemo(
    () => (!isLong ? ids : scores.scores === null ? null : ids.filter((id) => (scores.scores?.get(id) ?? null) !== null)),
    [isLong, ids, scores.scores],
  );
  const wanted = useMemo(() => scored?.slice(0, MOST_POINTS) ?? null, [scored]);
  useEffect(() => {
    if (wanted !== null) store.want(wanted);
  }, [store, wanted]);

  if (scores.failure !== null) return [{ kind: 'failed', message: scores.failure }, scores.retry];
  if (wanted === null || scored === null) return [{ kind: 'loading', done: scores.done, total: ids.length }, scores.retry];
  const known = wanted.flatMap((id) => store.get(id) ?? []);
  if (known.length < wanted.length || model === null) return [{ kind: 'loading', done: known.length, total: wanted.length }, scores.retry];
  return [{ kind: 'open', model, rows: known.filter((row) => row !== 'absent'), beyond: scored.length - wanted.length }, scores.retry];
}
