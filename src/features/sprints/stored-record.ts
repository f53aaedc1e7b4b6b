import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import type { Deciding } from '../../core/authority';
import type { BoardId, SprintId } from '../../core/sprints';
import type { AtomicWrite, Rows, Storage } from '../../core/storage';
import { NOT_BACK, type Left, type NotBack } from './rules/plan-restore';

/** The custom entity of manifest.yml; `by-project` lists a project's sprints by the time they ended. */
const ENTITY = 'sprint-record';

export const VERDICTS = ['achieved', 'partly', 'missed', 'obsolete'] as const;
export const DESTINATIONS = ['top', 'bottom', 'sprint'] as const;

export type Destination = { readonly kind: 'top' } | { readonly kind: 'bottom' } | { readonly kind: 'sprint'; readonly sprintId: SprintId };

/** What a cancellation has done so far (C1). Each step may be done twice. */
export interface Cancelling {
  readonly destination: Destination;
  readonly step: 'closing' | 'work' | 'order' | 'done';
  /** The rearrangement of the backlog that places the work; null: none has begun. */
  readonly jobId: string | null;
  /** Not where they shall go yet. */
  readonly left: number;
  readonly problems: readonly Problem[];
}
export const PROBLEMS = ['target-gone', 'not-ranked', 'refused'] as const;
export type Problem = (typeof PROBLEMS)[number];

/** What a restoration has done so far (C2). */
export interface Restoring {
  /** Since when: a sprint of this name that is younger was made by this restoration. */
  readonly begunAt: number;
  /** The sprint made in its place; null: not made yet. */
  readonly sprintId: SprintId | null;
  readonly step: 'creating' | 'work' | 'starting' | 'asking' | 'done';
  readonly back: number;
  readonly notBack: readonly NotBack[];
  /** It was active, and this one could not be started: Jira's own sentence, or another sprint is active. */
  readonly notStarted: string | null;
}

/** What became of a sprint, once a sprint: what was, who ended it, and what was done about it. Issues and people are ids only. */
export interface SprintRecord extends Left {
  readonly sprintId: SprintId;
  /** Counts changes; what is written must come after it. */
  readonly revision: number;
  readonly boardId: BoardId | null;
  readonly name: string;
  readonly goal: string;
  readonly wasActive: boolean;
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly what: 'ended' | 'cancelled' | 'closed-early' | 'deleted';
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null: nobody can tell. */
  readonly by: AccountId | null;
  /** Null: without the power, or not known. */
  readonly capacity: Deciding | null;
  readonly reason: string | null;
  readonly finished: number;
  readonly outcome: 'reported' | 'asking' | 'kept' | 'restoring' | 'restored' | 'cancelling' | null;
  readonly decided: { readonly by: AccountId; readonly at: number } | null;
  readonly restoring: Restoring | null;
  readonly cancelling: Cancelling | null;
  /** The goal waits for the owner's verdict (C5). */
  readonly wantsVerdict: boolean;
  readonly verdict: {
    readonly verdict: (typeof VERDICTS)[number];
    readonly sentence: string;
    readonly by: AccountId;
    readonly for: AccountId | null;
    readonly at: number;
  } | null;
}

const capacity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner') }),
  z.object({ kind: z.literal('delegate'), for: z.string() }),
]);
const destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('top') }),
  z.object({ kind: z.literal('bottom') }),
  z.object({ kind: z.literal('sprint'), sprintId: z.string() }),
]);
const detail = z.object({
  revision: z.number(),
  boardId: z.nullable(z.string()),
  name: z.string(),
  goal: z.string(),
  wasActive: z.boolean(),
  startDate: z.nullable(z.number()),
  endDate: z.nullable(z.number()),
  what: z.enum(['ended', 'cancelled', 'closed-early', 'deleted']),
  by: z.nullable(z.string()),
  capacity: z.nullable(capacity),
  reason: z.nullable(z.string()),
  finished: z.number(),
  unfinished: z.array(z.string()),
  foreign: z.array(z.object({ issue: z.string(), projectId: z.string() })),
  outcome: z.nullable(z.enum(['reported', 'asking', 'kept', 'restoring', 'restored', 'cancelling'])),
  decided: z.nullable(z.object({ by: z.string(), at: z.number() })),
  restoring: z.nullable(
    z.object({
      begunAt: z.number(),
      sprintId: z.nullable(z.string()),
      step: z.enum(['creating', 'work', 'starting', 'asking', 'done']),
      back: z.number(),
      notBack: z.array(z.object({ issue: z.string(), why: z.enum(NOT_BACK) })),
      notStarted: z.nullable(z.string()),
    }),
  ),
  cancelling: z.nullable(
    z.object({
      destination,
      step: z.enum(['closing', 'work', 'order', 'done']),
      jobId: z.nullable(z.string()),
      left: z.number(),
      problems: z.array(z.enum(PROBLEMS)),
    }),
  ),
  wantsVerdict: z.boolean(),
  verdict: z.nullable(
    z.object({ verdict: z.enum(VERDICTS), sentence: z.string(), by: z.string(), for: z.nullable(z.string()), at: z.number() }),
  ),
});
const stored = z.object({ version: z.literal(1), projectId: z.string(), at: z.number(), detail });

const rowKey = (projectId: ProjectId, sprintId: SprintId): string => `${projectId}:${sprintId}`;
const parse = (value: unknown): Omit<SprintRecord, 'sprintId'> => {
  const { projectId, at, detail: rest } = stored.parse(value);
  return { projectId, at, ...rest };
};
const withId = (key: string, record: Omit<SprintRecord, 'sprintId'>): SprintRecord => ({
  sprintId: key.slice(record.projectId.length + 1),
  ...record,
});

export async function readRecord(storage: Storage, projectId: ProjectId, sprintId: SprintId): Promise<SprintRecord | undefined> {
  const key = rowKey(projectId, sprintId);
  const found = await storage.row(ENTITY, key, parse);
  return found === undefined ? undefined : withId(key, found);
}

/** Newest first. What it shows may be a little old. */
export async function listRecords(
  storage: Storage,
  projectId: ProjectId,
  { limit, before }: { readonly limit: number; readonly before: string | null },
): Promise<Rows<SprintRecord>> {
  const page = await storage.rows({
    entity: ENTITY,
    index: 'by-project',
    partition: [projectId],
    sort: 'descending',
    limit,
    cursor: before,
    parse,
  });
  return { rows: page.rows.map(({ key, value }) => ({ key, value: withId(key, value) })), cursor: page.cursor };
}

/** Two writes: the row, and the counter beside it that lets the row be written on a condition. They only ever change together. */
export function recordWrites(record: SprintRecord): readonly AtomicWrite[] {
  const { sprintId, projectId, at, revision, ...rest } = record;
  const key = rowKey(projectId, sprintId);
  return [
    { entity: ENTITY, key, value: { version: 1, projectId, at, detail: { revision: revision + 1, ...rest } } },
    { key: `sprint-record:${key}`, value: { version: 1 }, after: revision },
  ];
}

/** Records something is still being done about: a sweep finds them here. */
const BUSY = 'sprint-busy:';
const busyKey = ({ projectId, sprintId }: Pick<SprintRecord, 'projectId' | 'sprintId'>): string => `${BUSY}${projectId}:${sprintId}`;

export const markBusy = (storage: Storage, record: Pick<SprintRecord, 'projectId' | 'sprintId'>): Promise<void> =>
  storage.set(busyKey(record), { version: 1 });
export const markIdle = (storage: Storage, record: Pick<SprintRecord, 'projectId' | 'sprintId'>): Promise<void> =>
  storage.delete(busyKey(record));

export async function busyRecords(storage: Storage): Promise<readonly Pick<SprintRecord, 'projectId' | 'sprintId'>[]> {
  return (await storage.keys(BUSY)).map((key) => {
    const [projectId = '', sprintId = ''] = key.slice(BUSY.length).split(':');
    return { projectId, sprintId };
  });
}
