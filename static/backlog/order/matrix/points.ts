import type { IssueRowView } from '../../../../src/contract/scoring';
import type { Axes } from './axes';

/** Issues at one place of the matrix, in rank order. */
export interface Point {
  readonly rows: readonly IssueRowView[];
  /** Rank of the first of them, from 0. */
  readonly place: number;
  readonly x: number;
  readonly y: number;
}

/** Where these issues stand in the matrix; those that lack an answer stand nowhere. */
export function pointsOf(rows: readonly IssueRowView[], axes: Axes, places: ReadonlyMap<string, number>): readonly Point[] {
  const points = new Map<string, Point>();
  for (const row of rows) {
    const place = places.get(row.id) ?? 0;
    const [x, y] = [axes.x.valueOf(row, place), axes.y.valueOf(row, place)];
    if (x === null || y === null) continue;
    const key = `${x}:${y}`;
    const there = points.get(key);
    points.set(key, there === undefined ? { rows: [row], place, x, y } : { ...there, rows: [...there.rows, row] });
  }
  return [...points.values()];
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

interface Spot {
  readonly left: number;
  readonly top: number;
}

/** The nearest of the spots in a direction, those straight ahead first; null: there is none. */
export function nextSpot(spots: readonly Spot[], from: number, direction: Direction): number | null {
  const origin = spots[from];
  if (origin === undefined) return null;
  let [found, least] = [-1, Infinity];
  spots.forEach((spot, index) => {
    const [right, down] = [spot.left - origin.left, spot.top - origin.top];
    const ahead = { ArrowUp: -down, ArrowDown: down, ArrowLeft: -right, ArrowRight: right }[direction];
    const aside = direction === 'ArrowUp' || direction === 'ArrowDown' ? Math.abs(right) : Math.abs(down);
    if (ahead <= 0.5) return;
    const far = ahead + 2 * aside;
    if (far < least) [found, least] = [index, far];
  });
  return found < 0 ? null : found;
}
