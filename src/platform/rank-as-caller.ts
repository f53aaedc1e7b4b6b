import type { RankAsCaller } from '../core/rank';
import { rankNextTo } from './rank-next-to';

/** Jira asks for *Schedule issues* and *Edit issues* on each of them, and ranks none where one is missing. */
export const rankAsCaller: RankAsCaller = {
  rank: (ids, anchor) => rankNextTo('user', ids, anchor),
};
