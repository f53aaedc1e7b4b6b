import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import { TIERS, type Tier } from '../../core/rank';
import type { SprintId } from '../../core/sprints';
import type { AtomicWrite, Rows, Storage } from '../../core/storage';
import { wishText, type Ask, type Wish } from './rules';

/** The custom entity of manifest.yml; `by-project` lists a project's requests of one bucket by time. */
const ENTITY = 'request';

export interface Asker {
  readonly account: AccountId;
  readonly at: number;
  readonly reason: string | null;
}

export interface Remark {
  readonly kind: 'question' | 'answer';
  readonly by: AccountId;
  readonly at: number;
  readonly text: string;
}

/** Account ids stand in `askers`, `thread`, `approving` and `decision`, and in the keys of `asksOf`: nowhere else (D4). Issues are ids only (O3b). */
export interface Request {
  readonly id: string;
  readonly projectId: ProjectId;
  /** Counts changes; what is written must come after it. */
  readonly revision: number;
  readonly origin: 'hand' | 'guard';
  readonly tier: Tier;
  /** `approving`: being carried out, or was when something broke. It can be approved again. */
  readonly status: 'open' | 'asked-back' | 'approving' | 'approved' | 'declined' | 'withdrawn' | 'replaced';
  readonly ask: Ask;
  readonly askedAt: number;
  /** The first who asked comes first. */
  readonly askers: readonly Asker[];
  readonly thread: readonly Remark[];
  readonly approving: { readonly by: AccountId; readonly at: number } | null;
  /** `for`: on whose behalf a delegate decided. */
  readonly decision: {
    readonly by: AccountId;
    readonly for: AccountId | null;
    readonly at: number;
    readonly reason: string | null;
  } | null;
  /** When it was closed, in whatever way. */
  readonly closedAt: number | null;
}

export type Bucket = 'open' | 'decided' | 'none';

export const isOpen = ({ status }: Pick<Request, 'status'>): boolean =>
  status === 'open' || status === 'asked-back' || status === 'approving';

/** A request that a newer one of the same mover replaced is nothing anybody decided: no list shows it. */
const bucketOf = (request: Request): Bucket => (isOpen(request) ? 'open' : request.status === 'replaced' ? 'none' : 'decided');

const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('top') }),
  z.object({ kind: z.literal('above'), issue: z.string() }),
  z.object({ kind: z.literal('below'), issue: z.string() }),
  z.object({ kind: z.literal('position'), position: z.number() }),
]);

const detail = z.object({
  revision: z.number(),
  origin: z.enum(['hand', 'guard']),
  tier: z.enum(TIERS),
  ask: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('wish'), issue: z.string(), wish }),
    z.object({
      kind: z.literal('blocks'),
      blocks: z.array(z.object({ issues: z.array(z.string()), after: z.nullable(z.string()), before: z.nullable(z.string()) })),
    }),
    z.object({ kind: z.literal('sprint'), sprint: z.string(), name: z.string(), about: z.array(z.string()) }),
  ]),
  askedAt: z.number(),
  askers: z.array(z.object({ account: z.string(), at: z.number(), reason: z.nullable(z.string()) })),
  thread: z.array(z.object({ kind: z.enum(['question', 'answer']), by: z.string(), at: z.number(), text: z.string() })),
  approving: z.nullable(z.object({ by: z.string(), at: z.number() })),
  decision: z.nullable(z.object({ by: z.string(), for: z.nullable(z.string()), at: z.number(), reason: z.nullable(z.string()) })),
  closedAt: z.nullable(z.number()),
});

const stored = z.object({
  version: z.literal(1),
  projectId: z.string(),
  status: z.enum(['open', 'asked-back', 'approving', 'approved', 'declined', 'withdrawn', 'replaced']),
  bucket: z.enum(['open', 'decided', 'none']),
  /** When it was asked; of a closed one: when it was closed. */
  at: z.number(),
  detail,
});

const parse = (value: unknown): Omit<Request, 'id'> => {
  const { projectId, status, detail: rest } = stored.parse(value);
  return { projectId, status, ...rest };
};

export async function readRequest(storage: Storage, id: string): Promise<Request | undefined> {
  const found = await storage.row(ENTITY, id, parse);
  return found === undefined ? undefined : { id, ...found };
}

/** A page of a project's requests: open ones oldest first, decided ones newest first. What it shows may be a little old. */
export async function listed(
  storage: Storage,
  projectId: ProjectId,
  bucket: Bucket,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<Rows<Request>> {
  const sort = bucket === 'open' ? 'ascending' : 'descending';
  const page = await storage.rows({ entity: ENTITY, index: 'by-project', partition: [projectId, bucket], sort, limit, cursor, parse });
  return { rows: page.rows.map(({ key, value }) => ({ key, value: { id: key, ...value } })), cursor: page.cursor };
}

const PAGE = 100;
/** Beyond a thousand open requests the oldest are looked at. */
const MOST_PAGES = 10;

export async function* openOnes(storage: Storage, projectId: ProjectId): AsyncIterable<readonly Request[]> {
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found: Rows<Request> = await listed(storage, projectId, 'open', { limit: PAGE, cursor });
    yield found.rows.map(({ value }) => value);
    if (found.cursor === null) return;
    ({ cursor } = found);
  }
}

/** Two writes: the row, and the counter beside it that lets the row be written on a condition. They only ever change together. */
export function requestWrites(request: Request): readonly AtomicWrite[] {
  const { id, projectId, status, revision, ...rest } = request;
  const value = {
    version: 1,
    projectId,
    status,
    bucket: bucketOf(request),
    at: request.closedAt ?? request.askedAt,
    detail: { revision: revision + 1, ...rest },
  };
  return [
    { entity: ENTITY, key: id, value },
    { key: `request:${id}`, value: { version: 1 }, after: revision },
  ];
}

const pointer = z.object({ version: z.literal(1), requestId: z.string() });

/** Names the request that stands for everybody who wishes the same. It may be closed by now. */
export interface Pointer {
  readonly key: string;
  readonly revision: number;
  readonly requestId: string | null;
}

export const wishKey = (projectId: ProjectId, issue: IssueId, wished: Wish): string => `asking:${projectId}:${issue}:${wishText(wished)}`;

/** The request to cancel a sprint, whoever asks for it. */
export const cancelKey = (projectId: ProjectId, sprint: SprintId): string => `asking:${projectId}:sprint:${sprint}`;

/** A digest, since a key has no room for all the issues of a long burst. */
export function movesKey(projectId: ProjectId, tier: Tier, by: AccountId, issues: readonly IssueId[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([by, ...[...issues].sort()]))
    .digest('hex');
  return `asking:${projectId}:${tier}:${digest}`;
}

export async function readPointer(storage: Storage, key: string): Promise<Pointer> {
  const found = await storage.revised(key, (value) => pointer.parse(value));
  return { key, revision: found?.revision ?? 0, requestId: found?.value.requestId ?? null };
}

export const pointerWrite = ({ key, revision }: Pointer, requestId: string): AtomicWrite => ({
  key,
  value: { version: 1, requestId },
  after: revision,
});

/** What one person asked by hand in one project and has not been closed, as far as known. */
export interface Asks {
  readonly key: string;
  readonly revision: number;
  readonly requests: readonly string[];
}

const asks = z.object({ version: z.literal(1), requests: z.array(z.string()) });

export async function asksOf(storage: Storage, projectId: ProjectId, account: AccountId): Promise<Asks> {
  const key = `asks:${projectId}:${account}`;
  const found = await storage.revised(key, (value) => asks.parse(value));
  return { key, revision: found?.revision ?? 0, requests: found?.value.requests ?? [] };
}

export const asksWrite = ({ key, revision }: Asks, requests: readonly string[]): AtomicWrite => ({
  key,
  value: { version: 1, requests },
  after: revision,
});
