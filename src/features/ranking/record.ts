import type { IssueId } from '../../core/actor';
import { TIERS, type Tier } from '../../core/rank';
import type { Hint } from './hints';
import type { Capacity } from '../../core/authority';
import { place, placesOf, settledOf, type Astray, type Entry, type Ghost, type Order, type Placed } from './rules/ledger';
import type { Verdict } from './rules/judge';
import type { Seen } from './see';
import type { Ledger, Returned } from './stored-ledger';
import type { LogEntry } from './stored-log';

export interface Recorded {
  readonly ledger: Ledger;
  readonly log: readonly LogEntry[];
  /** Whether anything led an issue astray that somebody will be told of. */
  readonly strays: boolean;
}

type Of<Kind extends Verdict['kind']> = Extract<Verdict, { kind: Kind }>;
type SeenAs<Kind extends Verdict['kind']> = Seen & { readonly verdict: Of<Kind> };
const isSeenAs =
  <Kind extends Verdict['kind']>(kind: Kind) =>
  (seen: Seen): seen is SeenAs<Kind> =>
    seen.verdict.kind === kind;

/**
 * What was seen, taken into the ledger (ARCHITECTURE.md 4): the placed go directly under the settled issue above them, all others keep their order; the
 * astray stay where they were and are known as astray.
 */
export function record(ledger: Ledger, seen: readonly Seen[], hints: readonly Hint[], now: number): Recorded {
  const carried = new Map(hints.flatMap(({ id, carried: why }) => (why === undefined ? [] : [[id, why] as const])));
  const astray = new Map(ledger.astray);
  const returned: Returned[] = [];
  const log: LogEntry[] = [];
  const orders: Record<Tier, Order> = { ...ledger.orders };
  let strays = false;

  for (const { id, verdict, tier } of seen) if (verdict.kind === 'out' || astray.get(id)?.tier !== tier) astray.delete(id);
  for (const tier of TIERS) {
    const here = seen.filter((each) => each.tier === tier);
    if (here.length === 0) continue;
    const other = tier === 'backlog' ? 'epics' : 'backlog';
    const moved = new Set(here.filter(({ verdict }) => verdict.kind !== 'out').map(({ id }) => id));
    // An epic that became a story keeps a ghost among the epics, and the other way round.
    orders[other] = orders[other].map((entry) =>
      moved.has(entry.id) && entry.ghost === undefined ? { ...entry, ghost: { because: 'elsewhere', since: now } } : entry,
    );

    const before = orders[tier];
    const places = placesOf(before);
    const strayHere = here.filter(isSeenAs('astray'));
    const marked = mark(before, here, now);
    const known = new Set(before.map(({ id }) => id));
    // What a stranger brings without having had a place gets the last one.
    const withNew = [...marked, ...strayHere.filter(({ id }) => !known.has(id)).map(({ id, mark: last }) => ({ id, mark: last }))];
    for (const each of strayHere) astray.set(each.id, strayOf(each, astray.get(each.id)));
    const placedHere = inJirasOrder(here.filter(isSeenAs('placed')));
    for (const { id } of placedHere) astray.delete(id);

    const result = place(
      withNew,
      placedHere.map(({ id, mark: last, where }): Placed => ({ entry: { id, mark: last }, under: where?.under ?? null })),
      (id) => astray.has(id),
    );
    orders[tier] = result.order;
    const after = placesOf(result.order);
    const total = after.size;

    for (const { id, verdict } of placedHere) {
      const [from, to] = [places.get(id) ?? null, after.get(id) ?? null];
      const why = carried.get(id);
      const { change, at, moves, by, stranger } = verdict;
      const assumed = result.assumed.has(id);
      const common = { issueId: id, tier, change, at, moves, from, to, total, reason: why?.reason ?? null };
      if (stranger !== undefined) {
        const { account, bot } = stranger;
        log.push({ ...common, by: account, capacity: null, outcome: 'reported', assumed });
        const told = { id, tier, change, at, moves, by: account, bot, sprintKept: false, assumed, doubt: false, reported: true };
        returned.push({ ...told, ...numbers(from, to, total) });
      } else if (by !== null && (from !== to || assumed || why !== undefined)) {
        log.push({
          ...common,
          by: by.account,
          capacity: capacityOf(by.capacity),
          outcome: why === undefined ? 'adopted' : 'carried-out',
          assumed,
        });
      } else if (by === null && verdict.ranked && from === null) {
        log.push({ ...common, by: null, capacity: null, outcome: 'joined', assumed });
      }
    }
    const settled = settledOf(result.order, new Set(astray.keys()));
    const positions = new Map(settled.map((id, index) => [id, index + 1]));
    const runs = new Map<IssueId | null, number>();
    for (const each of inJirasOrder(strayHere)) {
      const held = astray.get(each.id);
      if (held === undefined) continue;
      if (each.verdict.own) {
        if (each.verdict.overrode) log.push(lost(each, after, total));
        continue;
      }
      strays = true;
      const under = each.where?.under ?? null;
      const run = (runs.get(under) ?? 0) + 1;
      runs.set(under, run);
      const from = held.from ?? after.get(each.id) ?? null;
      const seenAt = each.where === undefined ? null : (under === null ? 0 : (positions.get(under) ?? 0)) + run;
      astray.set(each.id, { ...held, ...numbers(from, seenAt, total) });
    }
  }
  return { ledger: { ...ledger, orders, astray, returned: [...ledger.returned, ...returned], lastLook: now }, log, strays };
}

/** Marks advance; what left the scope becomes a ghost where it stood; what is in the scope is none any more. */
function mark(order: Order, seen: readonly Seen[], now: number): Order {
  const byId = new Map(seen.map((each) => [each.id, each]));
  return order.map((entry): Entry => {
    const each = byId.get(entry.id);
    if (each === undefined) return entry;
    const { id, verdict, mark: last } = each;
    if (verdict.kind !== 'out') return { id, mark: last };
    return {
      id,
      mark: last,
      ghost:
        entry.ghost?.because === verdict.because && entry.ghost.sprint === (verdict.sprint ?? undefined)
          ? entry.ghost
          : ghostOf(verdict, now),
    };
  });
}

const ghostOf = ({ because, sprint }: Of<'out'>, now: number): Ghost => ({ because, since: now, ...(sprint === null ? {} : { sprint }) });

/** What is known of a stray: what led it astray, and where it was seen. The app's own move on top of it leaves that as it was, in doubt. */
function strayOf({ id, tier, verdict, where, isPlanned }: SeenAs<'astray'>, held: Astray | undefined): Astray {
  const { change, at, moves, by, own, sprint, overrode } = verdict;
  if (own && held !== undefined) return { ...held, doubt: true, assumed: held.assumed || overrode };
  const base = { id, tier, change, at, by: own ? null : (by?.account ?? null), bot: by?.bot ?? false, sprintKept: sprint && isPlanned };
  return {
    ...base,
    moves: own ? 0 : moves + (held?.moves ?? 0),
    assumed: overrode || (held?.assumed ?? false),
    doubt: where === undefined,
    ...(where === undefined ? {} : { under: where.under, over: where.over }),
    ...(held?.from === undefined ? {} : { from: held.from }),
  };
}

/** Somebody with the power ranked it beneath the app's own move, and where to is lost: it stands at its last known place. */
function lost(
  { id, tier, verdict: { change, at, moves } }: SeenAs<'astray'>,
  places: ReadonlyMap<IssueId, number>,
  total: number,
): LogEntry {
  const at1 = places.get(id) ?? null;
  return {
    issueId: id,
    tier,
    change,
    at,
    by: null,
    capacity: null,
    outcome: 'adopted',
    from: at1,
    to: at1,
    total,
    assumed: true,
    moves,
    reason: null,
  };
}

const inJirasOrder = <T extends Seen>(seen: readonly T[]): readonly T[] =>
  [...seen].sort((a, b) => compare(a.where?.rank ?? '', b.where?.rank ?? ''));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const numbers = (from: number | null, to: number | null, total: number): { from?: number; to?: number; total: number } => ({
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
  total,
});

function capacityOf(capacity: Capacity): LogEntry['capacity'] {
  return capacity.kind === 'delegate' ? capacity : { kind: 'owner' };
}
