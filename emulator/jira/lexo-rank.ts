import { LexoRank } from 'lexorank';

/**
 * Arithmetic on Jira's rank values, `bucket|integer:decimals` in base 36 (`0|i0001h:`). The integer always has six digits, so values
 * order as plain strings, also across buckets: see ranking.ts on rebalancing.
 */
export type Bucket = 0 | 1 | 2;

/** Where a site's first issue goes: the middle. */
export const FIRST_RANK = '0|hzzzzz:';

const DIGITS = 6;
const INTEGERS = 36 ** DIGITS;
/** Rebalanced issues are spread over the middle half, which leaves room for new ones at both ends. */
const SPREAD_FROM = INTEGERS / 4;
const SPREAD_TO = (INTEGERS / 4) * 3;

export function bucketOf(rank: string): Bucket {
  return Number(rank.slice(0, 1)) as Bucket;
}

export function nextBucket(bucket: Bucket): Bucket {
  return ((bucket + 1) % 3) as Bucket;
}

/** A rank below `lower` and above `upper` in the list, i.e. lower < result < upper. null = nothing on that side. */
export function rankBetween(lower: string | null, upper: string | null): string {
  if (lower === null && upper === null) return FIRST_RANK;
  if (lower === null) return strictly(null, LexoRank.parse(upper!).genPrev().format(), upper);
  // Neighbours in two buckets: a rebalancing is under way between them, and after the lower one there is always room.
  if (upper === null || bucketOf(lower) !== bucketOf(upper)) return strictly(lower, LexoRank.parse(lower).genNext().format(), upper);
  return strictly(lower, LexoRank.parse(lower).between(LexoRank.parse(upper)).format(), upper);
}

/**
 * The rank in `bucket` for the issue a rebalancing moves next, evenly spaced for the `remaining` issues (this one included).
 * `towards: 'top'`: issues come from the last one up, and go before `neighbour`, the first rank already in the bucket;
 * `towards: 'bottom'`: from the first one down, after `neighbour`, the last one. null = none there yet.
 */
export function rebalancedRank(bucket: Bucket, neighbour: string | null, remaining: number, towards: 'top' | 'bottom'): string {
  const near = neighbour === null ? (towards === 'top' ? SPREAD_TO : SPREAD_FROM) : integerOf(neighbour);
  const room = towards === 'top' ? near - SPREAD_FROM : SPREAD_TO - near;
  const gap = Math.floor(room / (remaining + 1));
  if (gap < 1) return towards === 'top' ? rankBetween(null, neighbour) : rankBetween(neighbour, null);
  return withInteger(bucket, towards === 'top' ? near - gap : near + gap);
}

/** `count` evenly spaced ranks of bucket 0, for loading a whole backlog at once. */
export function spreadRanks(count: number): readonly string[] {
  const gap = Math.floor((SPREAD_TO - SPREAD_FROM) / (count + 1));
  return Array.from({ length: count }, (_, index) => withInteger(0, SPREAD_FROM + gap * (index + 1)));
}

function integerOf(rank: string): number {
  return parseInt(rank.slice(2, 2 + DIGITS), 36);
}

function withInteger(bucket: Bucket, integer: number): string {
  return `${bucket}|${integer.toString(36).padStart(DIGITS, '0')}:`;
}

/** The package has no proof of its result; an order that is silently wrong would be far worse than an error. */
function strictly(lower: string | null, rank: string, upper: string | null): string {
  if ((lower !== null && rank <= lower) || (upper !== null && rank >= upper))
    throw new Error(`No rank between ${lower} and ${upper}: ${rank}`);
  return rank;
}
