import * as z from 'zod/mini';
import type { IssueId, ProjectId } from '../../core/actor';
import type { AtomicWrite, Rows, Storage } from '../../core/storage';
import { NO_CHECKLIST, VERDICTS, VOIDED, readySince, type Checklist } from './rules/checklist';

/** A checklist as it is stored: with the project it was written in, and how often it was changed. Account ids stand in its marks, verdicts and decisions (D4). */
export interface StoredChecklist extends Checklist {
  /** 0: there is none yet. */
  readonly revision: number;
  /** Null: there is none yet. */
  readonly projectId: ProjectId | null;
}

const capacity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner') }),
  z.object({ kind: z.literal('delegate'), for: z.string() }),
]);
const mark = z.object({ by: z.string(), at: z.number() });
const words = z.nullable(z.string());
const decision = z.object({ ...mark.shape, capacity, words });

const stored = z.object({
  version: z.literal(1),
  projectId: z.string(),
  criteria: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      mandatory: z.boolean(),
      of: z.enum(['story', 'done']),
      evidence: z.nullable(z.string()),
      claim: z.nullable(mark),
      verdict: z.nullable(z.object({ ...decision.shape, value: z.enum(VERDICTS) })),
    }),
  ),
  asked: z.nullable(z.object({ by: z.nullable(z.string()), at: z.number() })),
  acceptance: z.nullable(decision),
  rejection: z.nullable(z.object({ ...decision.shape, told: z.boolean() })),
  voided: z.nullable(z.object({ why: z.enum(VOIDED), by: z.nullable(z.string()), at: z.number() })),
});

const key = (issueId: IssueId): string => `acceptance:${issueId}`;

const parse = (value: unknown): Checklist & { readonly projectId: ProjectId } => {
  const { version: _, ...rest } = stored.parse(value);
  return rest;
};

const NONE: StoredChecklist = { ...NO_CHECKLIST, revision: 0, projectId: null };

export async function readChecklist(storage: Pick<Storage, 'revised'>, issueId: IssueId): Promise<StoredChecklist> {
  const found = await storage.revised(key(issueId), parse);
  return found === undefined ? NONE : { ...found.value, revision: found.revision };
}

/** Issues without one are absent. */
export async function readChecklists(
  storage: Pick<Storage, 'revisedMany'>,
  issueIds: readonly IssueId[],
): Promise<ReadonlyMap<IssueId, StoredChecklist>> {
  const found = await storage.revisedMany(issueIds.map(key), parse);
  return new Map(
    issueIds.flatMap((id) => {
      const held = found.get(key(id));
      return held === undefined ? [] : [[id, { ...held.value, revision: held.revision }] as const];
    }),
  );
}

/** The custom entity of manifest.yml that lists stories: `by-bucket` those of the site that wait, `by-project` those of one project. */
const ENTITY = 'story';
const BUCKETS = ['waiting', 'other'] as const;
const row = z.object({ version: z.literal(1), projectId: z.string(), bucket: z.enum(BUCKETS), at: z.number() });

/** The checklist and its place in the lists. */
export function checklistWrites(
  issueId: IssueId,
  { revision, projectId, ...list }: StoredChecklist & { readonly projectId: ProjectId },
): readonly AtomicWrite[] {
  const since = readySince(list);
  const { criteria, asked, acceptance, rejection, voided } = list;
  return [
    { key: key(issueId), value: { version: 1, projectId, criteria, asked, acceptance, rejection, voided }, after: revision },
    {
      key: rowKey(issueId),
      value: { version: 1, projectId, bucket: since === null ? 'other' : 'waiting', at: since ?? 0 },
      entity: ENTITY,
    },
  ];
}

const rowKey = (issueId: IssueId): string => `story:${issueId}`;
const issueOf = (storedKey: string): IssueId => storedKey.split(':')[1] ?? '';

/** Stories that wait, oldest first; the index may lag: each is to be read as it is now. */
export async function listWaiting(
  storage: Pick<Storage, 'rows'>,
  projectId: ProjectId | null,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<Pick<Rows<never>, 'cursor'> & { readonly stories: readonly { readonly issueId: IssueId; readonly projectId: ProjectId }[] }> {
  const found = await storage.rows({
    ...{ entity: ENTITY, ...waitingIn(projectId), sort: 'ascending', limit, cursor },
    parse: (value) => row.parse(value),
  });
  return { stories: found.rows.map((each) => ({ issueId: issueOf(each.key), projectId: each.value.projectId })), cursor: found.cursor };
}

const waitingIn = (projectId: ProjectId | null) =>
  projectId === null ? { index: 'by-bucket', partition: ['waiting'] } : { index: 'by-project', partition: [projectId, 'waiting'] };

/** All that have a checklist, in no order, a page at a time. */
export async function listStories(
  storage: Pick<Storage, 'rows'>,
  bucket: (typeof BUCKETS)[number],
  cursor: string | null,
): Promise<{ readonly issueIds: readonly IssueId[]; readonly cursor: string | null }> {
  const found = await storage.rows({
    ...{ entity: ENTITY, index: 'by-bucket', partition: [bucket], sort: 'ascending', limit: 100, cursor },
    parse: (value) => row.parse(value),
  });
  return { issueIds: found.rows.map((each) => issueOf(each.key)), cursor: found.cursor };
}

const UNSETTLED = 'acceptance-unsettled:';
const unsettledKey = (issueId: IssueId, turn: string): string => `${UNSETTLED}${issueId}:${turn}`;
/** Whoever takes a turn at the field leaves a mark, which the sweep finds if they die. */
export const markWrite = (issueId: IssueId, turn: string, at: number): AtomicWrite => ({
  key: unsettledKey(issueId, turn),
  value: { version: 1, at },
});
export const isInStep = (storage: Pick<Storage, 'delete'>, issueId: IssueId, turn: string): Promise<void> =>
  storage.delete(unsettledKey(issueId, turn));
/** Whose turn it is to write the field of an issue. */
export const turnKey = (issueId: IssueId): string => `acceptance-turn:${issueId}`;

/** Marks of writers who may have died before the field was in step. `age` in milliseconds: younger ones are still at it. */
export async function unsettled(
  storage: Pick<Storage, 'keys' | 'getMany'>,
  now: number,
  age: number,
): Promise<readonly { readonly issueId: IssueId; readonly turn: string; readonly at: number }[]> {
  const keys = await storage.keys(UNSETTLED);
  const marks = await storage.getMany(keys, (value) => z.object({ version: z.literal(1), at: z.number() }).parse(value));
  return [...marks]
    .filter(([, { at }]) => now - at >= age)
    .map(([each, { at }]) => {
      const [, issueId = '', turn = ''] = each.split(':');
      return { issueId, turn, at };
    });
}

/** The project is gone with its issues, or one issue is. */
export async function forgetChecklist(storage: Pick<Storage, 'forgetRevised' | 'forgetRow'>, issueId: IssueId): Promise<void> {
  await storage.forgetRow(ENTITY, rowKey(issueId));
  await storage.forgetRevised(turnKey(issueId));
  await storage.forgetRevised(key(issueId));
}
