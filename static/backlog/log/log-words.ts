import { ask, backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RankLogRowView } from '../../../src/contract/ranking';
import { nameOf, type Reader } from '../../shared/reader';

/** Whether a row stands for a whole order that was rearranged, and no issue of its own. */
export const isOfJob = (outcome: RankLogRowView['outcome']): boolean =>
  outcome === 'by-score' || outcome === 'undo' || outcome === 'sprint';

/** "Dana", or "Dana for Sam" where somebody acted for the owner. */
export function whoWords({ by, capacity }: Pick<RankLogRowView, 'by' | 'capacity'>, reader: Reader): string {
  if (by === null) return backlog.rankLog.nobody;
  const name = nameOf(by, reader);
  if (capacity?.for == null || capacity.for.accountId === by.accountId) return name;
  return capacity.for.accountId === reader.accountId
    ? fill(ask.forYou, { name })
    : fill(ask.forOwner, { name, owner: nameOf(capacity.for, reader) });
}
