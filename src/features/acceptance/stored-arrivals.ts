import * as z from 'zod/mini';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import type { AtomicWrite, Storage } from '../../core/storage';
import type { StoryState } from './rules/checklist';

/** An issue that came into Done without having been accepted (A5). */
export interface Arrival {
  readonly issueId: IssueId;
  readonly projectId: ProjectId;
  /** When it came there. */
  readonly at: number;
  /** Null: Jira does not say. */
  readonly by: AccountId | null;
  readonly state: StoryState;
}

/** The custom entity of manifest.yml; `by-project` lists a project's by time. */
const ENTITY = 'arrival';
const STATES = ['none', 'open', 'ready', 'accepted', 'rejected'] as const;
const stored = z.object({
  version: z.literal(1),
  projectId: z.string(),
  at: z.number(),
  detail: z.object({ issueId: z.string(), by: z.nullable(z.string()), state: z.enum(STATES) }),
});
const parse = (value: unknown): Arrival => {
  const { projectId, at, detail } = stored.parse(value);
  return { projectId, at, ...detail };
};

/** One stay in Done is one arrival, however often it is looked at. */
const key = (issueId: IssueId, at: number): string => `arrival:${issueId}:${at}`;

export const isRecorded = async (storage: Pick<Storage, 'row'>, issueId: IssueId, at: number): Promise<boolean> =>
  (await storage.row(ENTITY, key(issueId, at), parse)) !== undefined;

export const arrivalWrite = ({ issueId, projectId, at, by, state }: Arrival): AtomicWrite => ({
  ...{ key: key(issueId, at), entity: ENTITY },
  value: { version: 1, projectId, at, detail: { issueId, by, state } },
});

/** Newest first. */
export async function listArrivals(
  storage: Pick<Storage, 'rows'>,
  projectId: ProjectId,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<{ readonly arrivals: readonly Arrival[]; readonly cursor: string | null }> {
  const page = await storage.rows({
    ...{ entity: ENTITY, index: 'by-project', partition: [projectId], sort: 'descending', limit, cursor, parse },
  });
  return { arrivals: page.rows.map(({ value }) => value), cursor: page.cursor };
}
