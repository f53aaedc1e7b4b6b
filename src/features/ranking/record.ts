import type { IssueId } from '../../core/actor';
import type { Capacity } from '../../core/authority';
import { TIERS, type Tier } from '../../core/rank';
import type { Hint } from './hints';
import type { Verdict } from './rules/judge';
import { place, placesOf, settledOf, type Astray, type Entry, type Ghost, type Order, type Placed } from './rules/ledger';
import type { Seen } from './see';
import type { Ledger, Returned } from './stored-ledger';
import type { LogEntry } from './stored-log';

export interface Recorded {
  readonly ledger: Ledger;
  readonly log: readonly LogEntry[];
}

type Of<Kind extends Verdict['kind']> = Extract<Verdict, { kind: Kind }>;
type SeenAs<Kind extends Verdict['kind']> = Seen & { readonly verdict: Of<Kind> };
const isSeenAs =
  <Kind extends Verdict['kind']>(kind: Kind) =>
  (seen: Seen): seen is SeenAs<Kind> =>
    seen.verdict.kind === kind;

/**
 * What was seen, taken into the ledger (ARCHITECTURE.md 4): the placed go directly under the settled issue above them, all others keep their order; the
 * astray stay where they were and are known as astray; what is gone for good has no place any more.
 */
export function record(ledger: Ledger, seen: readonly Seen[], hints: readonly Hint[], gone: ReadonlySet<IssueId>, now: number): Recorded {
  const recorded = [withoutGone(ledger, gone), [] as LogEntry[]] as const;
  const [next, log] = TIERS.reduce<readonly [Ledger, readonly LogEntry[]]>(([before, rows], tier) => {
    const here = seen.filter((each) => each.tier === tier);
    if (here.length === 0) return [before, rows];
    const after = recordTier(before, tier, here, hints, now);
    return [after.ledger, [...rows, ...after.log]];
  }, recorded);
  return { ledger: { ...next, lastLook: now }, log };
}

function withoutGone(ledger: Ledger, gone: ReadonlySet<IssueId>): Ledger {
  if (gone.size === 0) return ledger;
  const without = (order: Order): Order => order.filter(({ id }) => !gone.has(id));
  return {
    ...ledger,
    orders: { backlog: without(ledger.orders.backlog), epics: without(ledger.orders.epics) },
    astray: new Map([...ledger.astray].filter(([id]) => !gone.has(id))),
  };
}

function recordTier(ledger: Ledger, tier: Tier, here: readonly Seen[], hints: readonly Hint[], now: number): Recorded {
  const strays = inJirasOrder(here.filter(isSeenAs('astray')));
  const placed = inJirasOrder(here.filter(isSeenAs('placed')));
  const astray = new Map(ledger.astray);
  for (const { id, verdict } of here) if (verdict.kind === 'out' || astray.get(id)?.tier !== tier) astray.delete(id);
  for (const { id } of placed) astray.delete(id);
  for (const each of strays) astray.set(each.id, strayOf(each, astray.get(each.id)));

  const before = ledger.orders[tier];
  const known = new Set(before.map(({ id }) => id));
  // What a stranger brings without having had a place gets the last one.
  const brought = strays.filter(({ id }) => !known.has(id)).map(({ id, mark: last }): Entry => ({ id, mark: last }));
  const { order, assumed } = place(
    [...marked(before, here, now), ...brought],
    placed.map(({ id, mark: last, where }): Placed => ({ entry: { id, mark: last }, under: where?.under ?? null })),
    (id) => astray.has(id),
  );
  const places = { before: placesOf(before), after: placesOf(order) };
  for (const [id, numbers] of placesSeen(strays, astray, order, places.after)) {
    const held = astray.get(id);
    if (held !== undefined) astray.set(id, { ...held, ...numbers });
  }
  const reasons = new Map(hints.flatMap(({ id, carried }) => (carried === undefined ? [] : [[id, carried.reason] as const])));
  const other = tier === 'backlog' ? 'epics' : 'backlog';
  const orders = { ...ledger.orders, [tier]: order, [other]: withGhosts(ledger.orders[other], here, now) };
  return {
    ledger: { ...ledger, orders, astray, returned: [...ledger.returned, ...placed.flatMap((each) => reportedOf(each, assumed, places))] },
    log: [
      ...placed.flatMap((each) => rowOf(each, reasons.get(each.id), assumed, places)),
      ...strays.flatMap((each) => (each.verdict.own && each.verdict.overrode ? [lost(each, places.after)] : [])),
    ],
  };
}

interface Places {
  readonly before: ReadonlyMap<IssueId, number>;
  readonly after: ReadonlyMap<IssueId, number>;
}

/** Marks advance; what left the scope becomes a ghost where it stood; what is in the scope is none any more. */
function marked(order: Order, seen: readonly Seen[], now: number): Order {
  const byId = new Map(seen.map((each) => [each.id, each]));
  return order.map((entry): Entry => {
    const each = byId.get(entry.id);
    if (each === undefined) return entry;
    const { id, verdict, mark } = each;
    if (verdict.kind !== 'out') return { id, mark };
    const isKnown = entry.ghost?.because === verdict.because && entry.ghost.sprint === (verdict.sprint ?? undefined);
    return { id, mark, ghost: isKnown && entry.ghost !== undefined ? entry.ghost : ghostOf(verdict, now) };
  });
}

/** An epic that became a story keeps a ghost among the epics, and the other way round. */
function withGhosts(order: Order, seen: readonly Seen[], now: number): Order {
  const moved = new Set(seen.filter(({ verdict }) => verdict.kind !== 'out').map(({ id }) => id));
  return order.map((entry): Entry =>
    moved.has(entry.id) && entry.ghost === undefined ? { ...entry, ghost: { because: 'elsewhere', since: now } } : entry,
  );
}

const ghostOf = ({ because, sprint }: Of<'out'>, now: number): Ghost => ({ because, since: now, ...(sprint === null ? {} : { sprint }) });

/** What is known of a stray: what led it astray, and where it was seen. The app's own move on top of it leaves that as it was, in doubt. */
function strayOf({ id, key, tier, verdict, where, isPlanned }: SeenAs<'astray'>, held: Astray | undefined): Astray {
  const { change, at, moves, by, own, sprint, overrode } = verdict;
  if (own && held !== undefined) return { ...held, doubt: true, assumed: held.assumed || overrode };
  return {
    id,
    key,
    tier,
    change,
    at,
    by: own ? null : (by?.account ?? null),
    bot: by?.bot ?? false,
    sprintKept: sprint && isPlanned,
    moves: own ? 0 : moves + (held?.moves ?? 0),
    assumed: overrode || (held?.assumed ?? false),
    doubt: where === undefined,
    ...(where === undefined ? {} : { under: where.under, over: where.over }),
    ...(held?.from === undefined ? {} : { from: held.from }),
    ...(held?.job === true ? { job: true } : {}),
  };
}

/** For each stray its own place and the one where it was seen. Of what the app moved itself nothing new was seen. */
function placesSeen(
  strays: readonly SeenAs<'astray'>[],
  astray: ReadonlyMap<IssueId, Astray>,
  order: Order,
  places: ReadonlyMap<IssueId, number>,
): ReadonlyMap<IssueId, Numbers> {
  const positions = new Map(settledOf(order, new Set(astray.keys())).map((id, index) => [id, index + 1]));
  const runs = new Map<IssueId | null, number>();
  return new Map(
    strays
      .filter(({ verdict }) => !verdict.own)
      .map(({ id, where }) => {
        const under = where?.under ?? null;
        const run = (runs.get(under) ?? 0) + 1;
        runs.set(under, run);
        const seenAt = where === undefined ? null : (under === null ? 0 : (positions.get(under) ?? 0)) + run;
        return [id, numbers(astray.get(id)?.from ?? places.get(id) ?? null, seenAt, places.size)] as const;
      }),
  );
}

/** The log's row of a place that counts: adopted, or carried out, or created above others. What stands as it stood is no news. */
function rowOf(
  { id, tier, verdict }: SeenAs<'placed'>,
  reason: string | undefined,
  assumed: ReadonlySet<IssueId>,
  places: Places,
): readonly LogEntry[] {
  const { change, at, moves, by, stranger, ranked } = verdict;
  const [from, to] = [places.before.get(id) ?? null, places.after.get(id) ?? null];
  const row = {
    issueId: id,
    tier,
    change,
    at,
    moves,
    from,
    to,
    total: places.after.size,
    reason: reason ?? null,
    assumed: assumed.has(id),
  };
  // What a stranger moved and may stand is logged when it is told.
  if (stranger !== undefined) return [];
  if (by === null) return ranked && from === null ? [{ ...row, by: null, capacity: null, outcome: 'joined' }] : [];
  if (from === to && !row.assumed && reason === undefined) return [];
  const outcome = reason === undefined ? 'adopted' : 'carried-out';
  return [{ ...row, by: by.account, capacity: capacityOf(by.capacity), outcome }];
}

/** Somebody with the power ranked it beneath the app's own move, and where to is lost: it stands at its last known place. */
function lost({ id, tier, verdict: { change, at, moves } }: SeenAs<'astray'>, places: ReadonlyMap<IssueId, number>): LogEntry {
  const stands = places.get(id) ?? null;
  const common = { issueId: id, tier, change, at, moves, from: stands, to: stands, total: places.size };
  return { ...common, by: null, capacity: null, outcome: 'adopted', assumed: true, reason: null };
}

/** In report mode: what is to be told and logged of a move that stands. */
function reportedOf(
  { id, key, tier, verdict: { change, at, moves, stranger } }: SeenAs<'placed'>,
  assumed: ReadonlySet<IssueId>,
  places: Places,
): readonly Returned[] {
  if (stranger === undefined) return [];
  const told = { id, key, tier, change, at, moves, by: stranger.account, bot: stranger.bot, sprintKept: false, assumed: assumed.has(id) };
  return [
    {
      ...told,
      doubt: false,
      reported: true,
      ...numbers(places.before.get(id) ?? null, places.after.get(id) ?? null, places.after.size),
    },
  ];
}

const inJirasOrder = <T extends Seen>(seen: readonly T[]): readonly T[] =>
  [...seen].sort((a, b) => compare(a.where?.rank ?? '', b.where?.rank ?? ''));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Numbers = Pick<Astray, 'from' | 'to' | 'total'>;

const numbers = (from: number | null, to: number | null, total: number): Numbers => ({
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
  total,
});

const capacityOf = (capacity: Capacity): LogEntry['capacity'] => (capacity.kind === 'delegate' ? capacity : { kind: 'owner' });
