import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { IssueId } from '../../core/actor';
import type { Anchor, Tier } from '../../core/rank';
import type { Block } from '../../core/requests';
import type { SprintId } from '../../core/sprints';

/** Where somebody would like an issue to stand. Positions count from 1. */
export type Wish =
  | { readonly kind: 'top' }
  | { readonly kind: 'above'; readonly issue: IssueId }
  | { readonly kind: 'below'; readonly issue: IssueId }
  | { readonly kind: 'position'; readonly position: number };

/** Another place for issues: for one by hand, or the moves of a burst that was put back. */
export type MoveAsk =
  { readonly kind: 'wish'; readonly issue: IssueId; readonly wish: Wish } | { readonly kind: 'blocks'; readonly blocks: readonly Block[] };

/** That a sprint be cancelled. `about`: some of its issues, since Jira's mails are about an issue. */
export interface SprintAsk {
  readonly kind: 'sprint';
  readonly sprint: SprintId;
  readonly name: string;
  readonly about: readonly IssueId[];
}

/** What a request asks for. */
export type Ask = MoveAsk | SprintAsk;

/** One ranking in Jira: at most 50 issues, in this order, next to the anchor. */
export interface Call {
  readonly issues: readonly IssueId[];
  readonly anchor: Anchor;
}

/** Why a request can't be carried out as it was meant. */
export type Moved =
  | { readonly why: 'issue-gone'; readonly issue: IssueId }
  | { readonly why: 'anchor-gone'; readonly side: 'above' | 'below'; readonly issue: IssueId }
  | { readonly why: 'shorter'; readonly position: number; readonly total: number }
  | { readonly why: 'places-gone' }
  | { readonly why: 'issues-hidden'; readonly count: number }
  | { readonly why: 'neighbour-hidden' };

export type Plan =
  | {
      readonly kind: 'plan';
      /** Made one after the other; none where everything stands in its place already. */
      readonly calls: readonly Call[];
      /** The order they lead to. */
      readonly order: readonly IssueId[];
    }
  | { readonly kind: 'moved'; readonly moved: Moved };

/** What Jira takes in one call. */
const MOST_RANKED = 50;

/** The issues a request moves, in the order they shall stand. */
export function issuesOf(ask: Ask): readonly IssueId[] {
  if (ask.kind === 'sprint') return [];
  return ask.kind === 'wish' ? [ask.issue] : ask.blocks.flatMap(({ issues }) => issues);
}

/** The issues a request names without moving them. */
export function anchorsOf(ask: Ask): readonly IssueId[] {
  if (ask.kind === 'sprint') return [];
  if (ask.kind === 'blocks') return ask.blocks.flatMap(({ after, before }) => [after, before].flatMap((id) => id ?? []));
  return ask.wish.kind === 'above' || ask.wish.kind === 'below' ? [ask.wish.issue] : [];
}

/** The same for the same wish, whoever has it: equal wishes for one issue are one request. */
export function wishText(wish: Wish): string {
  switch (wish.kind) {
    case 'top':
      return 'top';
    case 'above':
    case 'below':
      return `${wish.kind}:${wish.issue}`;
    case 'position':
      return `position:${wish.position}`;
  }
}

/** The calls that carry a request out in the order as it is now, or why it has lost its meaning. All or nothing. */
export function planOf(ask: MoveAsk, order: readonly IssueId[]): Plan {
  const gone = issuesOf(ask).find((id) => !order.includes(id));
  if (gone !== undefined) return { kind: 'moved', moved: { why: 'issue-gone', issue: gone } };
  let current = order;
  const calls: Call[] = [];
  const steps =
    ask.kind === 'wish' ? [() => placed(ask, order)] : ask.blocks.map((block) => (now: readonly IssueId[]) => inside(block, now));
  for (const step of steps) {
    const { issues, anchor } = step(current);
    if ('why' in anchor) return { kind: 'moved', moved: anchor };
    const next = put(current, issues, anchor);
    // What stands there already is left alone: Jira would write a line into its history.
    if (next.some((id, index) => id !== current[index])) calls.push(...inFifties(issues, anchor));
    current = next;
  }
  return { kind: 'plan', calls, order: current };
}

type Placed = { readonly issues: readonly IssueId[]; readonly anchor: Anchor | Moved };

function placed({ issue, wish }: Extract<Ask, { kind: 'wish' }>, order: readonly IssueId[]): Placed {
  const others = order.filter((id) => id !== issue);
  const at = (position: number): Anchor => beside(others[position - 1], others.at(-1), issue);
  switch (wish.kind) {
    case 'top':
      return { issues: [issue], anchor: at(1) };
    case 'position':
      return {
        issues: [issue],
        anchor: wish.position > order.length ? { why: 'shorter', position: wish.position, total: order.length } : at(wish.position),
      };
    case 'above':
    case 'below': {
      const here = others.includes(wish.issue);
      const anchor = wish.kind === 'above' ? { before: wish.issue } : { after: wish.issue };
      return { issues: [issue], anchor: here ? anchor : { why: 'anchor-gone', side: wish.kind, issue: wish.issue } };
    }
  }
}

/** A block goes under the issue it stood under; where that one has left, above the issue it stood above. */
function inside({ issues, after, before }: Block, order: readonly IssueId[]): Placed {
  const others = order.filter((id) => !issues.includes(id));
  const [first = ''] = issues;
  if (after === null) return { issues, anchor: beside(others[0], undefined, first) };
  if (others.includes(after)) return { issues, anchor: { after } };
  if (before === null) return { issues, anchor: beside(undefined, others.at(-1), first) };
  return { issues, anchor: others.includes(before) ? { before } : { why: 'places-gone' } };
}

/** Before this one, else after that one. Where there is neither the issue is alone, and its own neighbour. */
function beside(before: IssueId | undefined, after: IssueId | undefined, alone: IssueId): Anchor {
  if (before !== undefined) return { before };
  return { after: after ?? alone };
}

/** What Jira makes of a call. An anchor among the issues themselves stays where it is, and leads them. */
export function put(order: readonly IssueId[], issues: readonly IssueId[], anchor: Anchor): readonly IssueId[] {
  const beneath = 'after' in anchor ? anchor.after : null;
  const target = 'after' in anchor ? anchor.after : anchor.before;
  const moving = issues.filter((id) => id !== target);
  const others = order.filter((id) => !moving.includes(id));
  const index = others.indexOf(target) + (beneath === null ? 0 : 1);
  return [...others.slice(0, index), ...moving, ...others.slice(index)];
}

function inFifties(issues: readonly IssueId[], anchor: Anchor): readonly Call[] {
  const target = 'after' in anchor ? anchor.after : anchor.before;
  const moving = issues.filter((id) => id !== target);
  const calls: Call[] = [];
  for (let start = 0; start < moving.length; start += MOST_RANKED) {
    const last = moving[start - 1];
    calls.push({ issues: moving.slice(start, start + MOST_RANKED), anchor: last === undefined ? anchor : { after: last } });
  }
  return calls;
}

/** "SHOP-7 is no longer in the backlog, so …". `keyOf` is null for what the reader may not see. */
export function movedSentence(moved: Moved, tier: Tier, keyOf: (id: IssueId) => string | null): string {
  const order = text.orders[tier];
  switch (moved.why) {
    case 'issue-gone': {
      const key = keyOf(moved.issue);
      return key === null ? fill(text.moved.hiddenIssueGone, { order }) : fill(text.moved.issueGone, { key, order });
    }
    case 'anchor-gone': {
      const key = keyOf(moved.issue);
      return key === null ? fill(text.moved.hiddenAnchorGone, { order }) : fill(text.moved[moved.side], { key, order });
    }
    case 'shorter':
      return fill(text.moved.shorter, { order, total: moved.total, position: moved.position });
    case 'places-gone':
      return fill(text.moved.placesGone, { order });
    case 'issues-hidden':
      return moved.count === 1 ? text.moved.oneHidden : fill(text.moved.hidden, { count: moved.count });
    case 'neighbour-hidden':
      return text.moved.neighbourHidden;
  }
}
