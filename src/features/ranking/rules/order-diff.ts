import type { IssueId } from '../../../core/actor';
import { notRising } from './locate';

/** An issue at its index, counted from 0. */
export type At = readonly [index: number, id: IssueId];

/** How one order became another: taken out where they stood, put in where they stand. An issue in both was moved. The fewest that explain it. */
export interface OrderDiff {
  readonly out: readonly At[];
  readonly into: readonly At[];
}

export function diffOrders(before: readonly IssueId[], after: readonly IssueId[]): OrderDiff {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [was, is] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const places = new Map(was.map((id, index) => [id, index]));
  const shared = is.filter((id) => places.has(id));
  // As texts of one length they compare as the numbers do.
  const moved = new Set(notRising(shared.map((id) => String(places.get(id)).padStart(8, '0'))).map((index) => shared[index]));
  const stays = new Set(shared.filter((id) => !moved.has(id)));
  const leftOf = (ids: readonly IssueId[]): readonly At[] =>
    ids.flatMap((id, index) => (stays.has(id) ? [] : [[head + index, id] as const]));
  return { out: leftOf(was), into: leftOf(is) };
}

/** The order before, from the one after. */
export function undoDiff(after: readonly IssueId[], { out, into }: OrderDiff): readonly IssueId[] {
  const put = new Set(into.map(([, id]) => id));
  const rest = after.filter((id) => !put.has(id));
  const before: IssueId[] = [];
  let next = 0;
  // Both lists go up: each issue taken out comes back as soon as those before it are there.
  for (const [index, id] of out) {
    while (before.length < index && next < rest.length) before.push(rest[next++] ?? id);
    before.push(id);
  }
  return [...before, ...rest.slice(next)];
}

export const isSame = ({ out, into }: OrderDiff): boolean => out.length === 0 && into.length === 0;
