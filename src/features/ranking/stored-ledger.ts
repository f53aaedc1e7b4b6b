import * as z from 'zod/mini';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import { TIERS, type Tier } from '../../core/rank';
import type { AtomicWrite, Storage } from '../../core/storage';
import { isPlainJobStray, jobStray, type Astray, type Entry, type Order, type Orders } from './rules/ledger';
import { historyWrites } from './stored-history';

/** Issues a part holds: an owner's move writes one part, some 4 KB. */
const PART = 160;

/** An issue that is back in its place: what is still to be logged, asked and told of it. */
export interface Returned extends Astray {
  /** It was let stand, and is only told (O5). */
  readonly reported: boolean;
}

export interface Frozen {
  readonly because: 'blind' | 'cannot-rank';
  readonly at: number;
}

/** The last authorised order of a project's issues and what is known of those that are not in it (R2). Epoch milliseconds throughout. */
export interface Ledger {
  readonly orders: Orders;
  readonly astray: ReadonlyMap<IssueId, Astray>;
  readonly returned: readonly Returned[];
  /** History up to here was there before the ledger. */
  readonly since: number;
  readonly frozen: Frozen | null;
  /** What was last asked about the owner: whether the account is active and may see the project (O4). */
  readonly owner: { readonly account: AccountId; readonly present: boolean; readonly at: number } | null;
  readonly lastLook: number;
  /** Everything that changed until then has been looked at, as far as the search index showed it. */
  readonly swept: number;
  readonly lastFullRead: number;
  /** The order is not trusted until it is read whole. */
  readonly suspicious: boolean;
  /** Where in the backlog the next sweep's window begins. */
  readonly cursor: number;
  /** The job under way (R5): those of its issues that are not in their place yet are among the astray. `stopping`: they are to be let stand, and are `left`. */
  readonly job: { readonly id: string; readonly tier: Tier; readonly stopping: boolean; readonly left: number } | null;
}

/** A ledger as it was read; `revision` and `parts` are what a write compares and replaces. */
export interface StoredLedger extends Ledger {
  readonly revision: number;
  readonly parts: Readonly<Record<Tier, readonly Part[]>>;
}

interface Part {
  readonly key: string;
  readonly first: IssueId;
  readonly text: string;
}

const optional = z.optional(z.nullable(z.string()));
const astray = z.object({
  id: z.string(),
  key: z.optional(z.string()),
  tier: z.enum(TIERS),
  change: z.number(),
  by: z.nullable(z.string()),
  bot: z.boolean(),
  at: z.number(),
  sprintKept: z.boolean(),
  assumed: z.boolean(),
  moves: z.number(),
  under: optional,
  over: optional,
  doubt: z.boolean(),
  from: z.optional(z.number()),
  to: z.optional(z.number()),
  total: z.optional(z.number()),
  job: z.optional(z.boolean()),
});
const head = z.object({
  version: z.literal(1),
  parts: z.object({ backlog: z.array(z.string()), epics: z.array(z.string()) }),
  astray: z.array(astray),
  returned: z.array(z.extend(astray, { reported: z.boolean() })),
  since: z.number(),
  frozen: z.nullable(z.object({ because: z.enum(['blind', 'cannot-rank']), at: z.number() })),
  owner: z.nullable(z.object({ account: z.string(), present: z.boolean(), at: z.number() })),
  lastLook: z.number(),
  /** Absent in heads written before sweeps were noted. */
  swept: z.optional(z.number()),
  lastFullRead: z.number(),
  suspicious: z.boolean(),
  cursor: z.number(),
  /** A job of ten thousand issues is ten thousand ids, and not as many strays in full; in one text, those it has not moved yet and those it has. */
  job: z.optional(
    z.nullable(
      z.object({ id: z.string(), tier: z.enum(TIERS), stopping: z.boolean(), left: z.number(), waiting: z.string(), moved: z.string() }),
    ),
  ),
});
/** `[id, mark]`, or with why and since when it is outside and the sprint it is in. */
const row = z.union([
  z.tuple([z.string(), z.number()]),
  z.tuple([z.string(), z.number(), z.enum(['done', 'in-sprint', 'sub-task', 'elsewhere']), z.number(), z.nullable(z.string())]),
]);
const part = z.object({ version: z.literal(1), rows: z.array(row) });

const headKey = (projectId: ProjectId): string => `ledger:${projectId}`;

/**
 * The head names the parts. Parts never change: a new order has new parts, and becomes true with the one conditional write of the head, however many
 * they are. Undefined: the project has no ledger.
 */
export async function readLedger(storage: Storage, projectId: ProjectId): Promise<StoredLedger | undefined> {
  const found = await storage.revised(headKey(projectId), (value) => head.parse(value));
  if (found === undefined) return undefined;
  const { parts: keys, job = null, ...rest } = found.value;
  const parts = { backlog: await readParts(storage, keys.backlog), epics: await readParts(storage, keys.epics) };
  if (parts.backlog === null || parts.epics === null) {
    // Somebody wrote a newer head and removed the parts of this one while we read.
    const newer = await storage.revised(headKey(projectId), (value) => head.parse(value));
    return newer?.revision === found.revision ? undefined : readLedger(storage, projectId);
  }
  return {
    ...rest,
    swept: rest.swept ?? rest.lastLook,
    astray: new Map([...jobStrays(job), ...rest.astray.map(withoutUndefined)].map((each) => [each.id, each])),
    job: job === null ? null : { id: job.id, tier: job.tier, stopping: job.stopping, left: job.left },
    returned: rest.returned.map(withoutUndefined),
    orders: { backlog: parts.backlog.flatMap(({ entries }) => entries), epics: parts.epics.flatMap(({ entries }) => entries) },
    parts: { backlog: parts.backlog, epics: parts.epics },
    revision: found.revision,
  };
}

type StoredJob = NonNullable<z.infer<typeof head>['job']>;

function jobStrays(job: StoredJob | null): readonly Astray[] {
  if (job === null) return [];
  const idsOf = (text: string): readonly IssueId[] => text.split(' ').filter((id) => id !== '');
  return [...idsOf(job.waiting).map((id) => jobStray(id, job.tier, false)), ...idsOf(job.moved).map((id) => jobStray(id, job.tier, true))];
}

function storedJob({ job, astray }: Ledger): StoredJob | null {
  if (job === null) return null;
  const plain = [...astray.values()].filter((each) => isPlainJobStray(each) && each.tier === job.tier);
  const text = (doubt: boolean): string =>
    plain
      .filter((each) => each.doubt === doubt)
      .map(({ id }) => id)
      .join(' ');
  return { ...job, waiting: text(false), moved: text(true) };
}

async function readParts(storage: Storage, keys: readonly string[]): Promise<readonly (Part & { readonly entries: Order })[] | null> {
  const found = await Promise.all(
    keys.map(async (key) => {
      const value = await storage.get(key, (stored) => part.parse(stored));
      return value === undefined ? null : { ...partOf(key, value.rows), entries: value.rows.map(toEntry) };
    }),
  );
  return found.includes(null) ? null : found.filter((each) => each !== null);
}

/** Writes what changed and answers the ledger as it is stored now. `conflict`: somebody else wrote first, and nothing is changed: look again. */
export async function writeLedger(
  { storage, newId }: { readonly storage: Storage; readonly newId: () => string },
  projectId: ProjectId,
  before: StoredLedger | undefined,
  ledger: Ledger,
  at: number,
  also: readonly AtomicWrite[] = [],
): Promise<StoredLedger | 'conflict'> {
  const old = before?.parts ?? { backlog: [], epics: [] };
  const parts = { backlog: cut(ledger.orders.backlog, old.backlog), epics: cut(ledger.orders.epics, old.epics) };
  const made: string[] = [];
  const kept = new Map([...old.backlog, ...old.epics].map((each) => [each.text, each]));
  const write = async (rows: readonly Row[]): Promise<Part> => {
    const known = kept.get(JSON.stringify(rows));
    if (known !== undefined) return known;
    const key = `ledger:${projectId}:${newId()}`;
    made.push(key);
    await storage.set(key, { version: 1, rows });
    return partOf(key, rows);
  };
  const written = { backlog: await Promise.all(parts.backlog.map(write)), epics: await Promise.all(parts.epics.map(write)) };
  const { returned, since, frozen, owner, lastLook, swept, lastFullRead, suspicious, cursor } = ledger;
  const keys = { backlog: written.backlog.map(({ key }) => key), epics: written.epics.map(({ key }) => key) };
  const rest = { since, frozen, owner, lastLook, swept, lastFullRead, suspicious, cursor };
  const job = storedJob(ledger);
  const astray = [...ledger.astray.values()].filter((each) => job === null || each.tier !== job.tier || !isPlainJobStray(each));
  const value = { version: 1, parts: keys, astray, returned, ...rest, job };
  const revision = before?.revision ?? 0;
  const history = historyWrites(projectId, before?.orders ?? null, ledger.orders, { at, revision: revision + 1, id: newId() });
  const done = await storage.commit([{ key: headKey(projectId), value, after: revision }, ...history, ...also]);
  const used = new Set([...keys.backlog, ...keys.epics]);
  await storage.deleteAll(done === 'done' ? keysOf(old).filter((key) => !used.has(key)) : made);
  return done === 'done' ? { ...ledger, parts: written, revision: revision + 1 } : 'conflict';
}

/** Ends a project's ledger. */
export async function forgetLedger(storage: Storage, projectId: ProjectId): Promise<void> {
  const ledger = await readLedger(storage, projectId);
  if (ledger === undefined) return;
  await storage.forgetRevised(headKey(projectId));
  await storage.deleteAll(keysOf(ledger.parts));
}

const keysOf = ({ backlog, epics }: StoredLedger['parts']): readonly string[] => [...backlog, ...epics].map(({ key }) => key);

/** Cuts an order where the old parts began, so that what did not change is not written again; a part that grew too long is cut in two. */
function cut(order: Order, old: readonly Part[]): readonly (readonly Row[])[] {
  const starts = new Set(old.map(({ first }) => first));
  const parts: Row[][] = [];
  for (const entry of order) {
    const current = parts.at(-1);
    const isFull = current !== undefined && current.length >= (starts.size === 0 ? PART : 2 * PART);
    const isCut = current === undefined || isFull || (starts.has(entry.id) && current.length >= PART / 4);
    if (isCut) parts.push([toRow(entry)]);
    else current.push(toRow(entry));
  }
  return parts;
}

type Row = z.infer<typeof row>;

const partOf = (key: string, rows: readonly Row[]): Part => ({ key, first: rows[0]?.[0] ?? '', text: JSON.stringify(rows) });

const toRow = ({ id, mark, ghost }: Entry): Row =>
  ghost === undefined ? [id, mark] : [id, mark, ghost.because, ghost.since, ghost.sprint ?? null];

function toEntry(stored: z.infer<typeof row>): Entry {
  const [id, mark, because, since, sprint] = stored;
  if (because === undefined || since === undefined) return { id, mark };
  return { id, mark, ghost: { because, since, ...(sprint === null || sprint === undefined ? {} : { sprint }) } };
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
