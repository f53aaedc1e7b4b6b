import type { AccountId, IssueId } from '../../../core/actor';
import type { Tier } from '../../../core/rank';

/** One issue's place in an order: the places before it are those of the entries before it. */
export interface Entry {
  readonly id: IssueId;
  /** Number of the last history entry taken into account; 0: none since the ledger began. */
  readonly mark: number;
  /** Set while the issue is outside the scope: it keeps its place, and uses it when it comes back (R3). */
  readonly ghost?: Ghost;
}

export interface Ghost {
  readonly because: 'done' | 'in-sprint' | 'sub-task' | 'elsewhere';
  /** Epoch milliseconds. */
  readonly since: number;
  /** The active sprint it is in. */
  readonly sprint?: string;
}

/** An issue that somebody without the power moved, or that the app itself is putting back: where it stands says nothing. */
export interface Astray {
  readonly id: IssueId;
  /** As people name it, when it was seen. */
  readonly key?: string;
  readonly tier: Tier;
  /** Number of the history entry that led it astray. */
  readonly change: number;
  /** Null: Jira does not say who. */
  readonly by: AccountId | null;
  readonly bot: boolean;
  readonly at: number;
  /** Its sprint was changed with the move, and stays changed. */
  readonly sprintKept: boolean;
  /** Somebody with the power had moved it too, and nothing shows to where. */
  readonly assumed: boolean;
  readonly moves: number;
  /** The settled issues it was seen under and above, where its mover put it; null: none on that side; absent: not known. */
  readonly under?: IssueId | null;
  readonly over?: IssueId | null;
  /** Something moved it since it was seen. */
  readonly doubt: boolean;
  /** Places in the order, counted from 1: its own and where it was seen. */
  readonly from?: number;
  readonly to?: number;
  readonly total?: number;
  /** It is on its way to a place that was asked for, by score or by an undo (R5). */
  readonly job?: boolean;
}

/** An issue a job is to move: with `doubt` once the app has moved it and nothing has borne out yet that it stands there. */
export const jobStray = (id: IssueId, tier: Tier, doubt: boolean): Astray => ({
  id,
  tier,
  change: 0,
  by: null,
  bot: false,
  at: 0,
  sprintKept: false,
  assumed: false,
  moves: 0,
  doubt,
  job: true,
});

/** Whether nothing is known of it but that the job moves it. */
export const isPlainJobStray = ({ job, by, moves, assumed, under }: Astray): boolean =>
  job === true && by === null && moves === 0 && !assumed && under === undefined;

export type Order = readonly Entry[];
export type Orders = Readonly<Record<Tier, Order>>;

/** The issues that are in the scope and stand where the ledger says: what others are placed next to. */
export function settledOf(order: Order, astray: ReadonlySet<IssueId>): readonly IssueId[] {
  return order.filter(({ id, ghost }) => ghost === undefined && !astray.has(id)).map(({ id }) => id);
}

export const inScope = (order: Order): readonly IssueId[] => order.filter(({ ghost }) => ghost === undefined).map(({ id }) => id);

/** An issue to be placed directly under a settled one; null: at the very top. */
export interface Placed {
  readonly entry: Entry;
  readonly under: IssueId | null;
}

/**
 * The order with `placed` taken out and put in again: those under the same settled issue form a run in the order given, directly under it.
 * `assumed` names those that could as well stand on the other side of an issue that is astray: Jira's history does not say (ARCHITECTURE.md 4).
 */
export function place(
  order: Order,
  placed: readonly Placed[],
  isAstray: (id: IssueId) => boolean,
): { readonly order: Order; readonly assumed: ReadonlySet<IssueId> } {
  const moved = new Set(placed.map(({ entry }) => entry.id));
  const runs = new Map<IssueId | null, Entry[]>();
  for (const { entry, under } of placed) runs.set(under, [...(runs.get(under) ?? []), entry]);
  const rest = order.filter(({ id }) => !moved.has(id));
  const assumed = new Set<IssueId>();
  const next: Entry[] = [];
  const insert = (under: IssueId | null, index: number): void => {
    const run = runs.get(under);
    if (run === undefined) return;
    // Between this settled issue and the next one, somebody's stray has its place: on which side of it the run belongs is not to be known.
    for (let after = index; after < rest.length; after++) {
      const entry = rest[after];
      if (entry === undefined || entry.ghost !== undefined) continue;
      if (!isAstray(entry.id)) break;
      for (const { id } of run) assumed.add(id);
    }
    next.push(...run);
    runs.delete(under);
  };
  insert(null, 0);
  rest.forEach((entry, index) => {
    next.push(entry);
    if (entry.ghost === undefined && !isAstray(entry.id)) insert(entry.id, index + 1);
  });
  // An anchor that is no longer there: the end of the order rather than nowhere.
  for (const run of runs.values()) next.push(...run);
  return { order: next, assumed };
}

/** For each issue of `wanted`: its place counted from 1 among those in the scope. */
export function placesOf(order: Order): ReadonlyMap<IssueId, number> {
  return new Map(inScope(order).map((id, index) => [id, index + 1]));
}
