import * as z from 'zod/mini';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import type { AtomicWrite, Storage } from '../../core/storage';
import type { ScoringModel } from './model';
import type { StoredFactors } from './rules';
import { spreadOf, usable, type OwnAnswers, type Spread } from './team-rules';

/** The custom entity of manifest.yml: one row an issue and account. `by-account` is for what is known of a person (D4). */
const ENTITY = 'team-answer';

const inputs = z.record(z.string(), z.number());
const factors = z.object({ model: z.string(), inputs, earlier: z.optional(z.record(z.string(), inputs)) });

const row = z.object({
  version: z.literal(1),
  projectId: z.string(),
  issueId: z.string(),
  account: z.string(),
  at: z.number(),
  detail: z.object({ as: z.enum(['owner', 'delegate', 'member']), factors: z.nullable(factors) }),
});
const parseRow = (value: unknown): OwnAnswers => {
  const { account, at, detail } = row.parse(value);
  return { account, at, ...detail };
};

/** `for`: on whose behalf a delegate did it. */
const act = { by: z.string(), for: z.nullable(z.string()), at: z.number() };

const head = z.object({
  version: z.literal(1),
  /** What `givers` and `spread` are of: under another model they say nothing. */
  model: z.string(),
  givers: z.array(z.object({ account: z.string(), answered: z.array(z.string()) })),
  spread: z.record(z.string(), z.object({ low: z.number(), high: z.number() })),
  revealed: z.nullable(z.object(act)),
  override: z.nullable(z.object({ ...act, factors, reason: z.string() })),
});

export interface Act {
  readonly by: AccountId;
  readonly for: AccountId | null;
  readonly at: number;
}

/**
 * An issue's team scoring without the answers: who gave some, and how far apart they lie. Account ids stand here, in the rows' `account` and in their keys, and
 * nowhere else (D4).
 */
export interface Team {
  /** Counts every change of it and of the rows: what is written must come after it. */
  readonly revision: number;
  readonly model: string;
  readonly givers: readonly { readonly account: AccountId; readonly answered: readonly string[] }[];
  readonly spread: Readonly<Record<string, Spread>>;
  readonly revealed: Act | null;
  /** What the owner set instead, and why. */
  readonly override: (Act & { readonly factors: StoredFactors; readonly reason: string }) | null;
}

const NOBODY: Team = { revision: 0, model: '', givers: [], spread: {}, revealed: null, override: null };

const PREFIX = 'team:';
const rowKey = (issueId: IssueId, account: AccountId): string => `${issueId}:${account}`;

/** One revised value an issue: `team:{issueId}`. Absent = nobody answered. */
export async function readTeam(storage: Storage, issueId: IssueId): Promise<Team> {
  const found = await storage.revised(PREFIX + issueId, (value) => head.parse(value));
  return found === undefined ? NOBODY : { ...found.value, revision: found.revision };
}

export async function readTeams(storage: Storage, issueIds: readonly IssueId[]): Promise<ReadonlyMap<IssueId, Team>> {
  const found = await storage.revisedMany(
    issueIds.map((id) => PREFIX + id),
    (value) => head.parse(value),
  );
  return new Map([...found].map(([key, { value, revision }]) => [key.slice(PREFIX.length), { ...value, revision }]));
}

/** Of everybody who has some; read one by one, since an index may lag. */
export async function readRows(storage: Storage, issueId: IssueId, accounts: readonly AccountId[]): Promise<readonly OwnAnswers[]> {
  const rows = await storage.rowMany(
    ENTITY,
    accounts.map((account) => rowKey(issueId, account)),
    parseRow,
  );
  return [...rows.values()];
}

export const rowWrite = (projectId: ProjectId, issueId: IssueId, { account, at, ...detail }: OwnAnswers): AtomicWrite => ({
  entity: ENTITY,
  key: rowKey(issueId, account),
  value: { version: 1, projectId, issueId, account, at, detail },
});

/** Fails as `conflict` unless nobody has answered, revealed or set anything since. */
export const teamWrite = (issueId: IssueId, { revision, ...team }: Team): AtomicWrite => ({
  key: PREFIX + issueId,
  value: { version: 1, ...team },
  after: revision,
});

/** The team with these rows of its givers, and no others. */
export function withRows(team: Team, model: ScoringModel, rows: readonly OwnAnswers[]): Team {
  const given = rows.map(({ account, factors: held }) => ({ account, answers: usable(model, held) }));
  return {
    ...team,
    model: model.id,
    givers: given
      // Who answered another model's questions has answered; answers that were taken back are none.
      .filter(({ account }) => rows.find((each) => each.account === account)?.factors !== null)
      .map(({ account, answers }) => ({ account, answered: Object.keys(answers) })),
    spread: Object.fromEntries(
      model.factors.flatMap(({ key }) => {
        const spread = spreadOf(given.flatMap(({ answers }) => answers[key] ?? []));
        return spread === null ? [] : [[key, spread] as const];
      }),
    ),
  };
}
