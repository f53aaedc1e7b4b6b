import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import type { AtomicWrite, Storage } from '../../core/storage';
import { DEFAULT_STALE_DAYS } from './staleness';

/** Whose answers count: whoever scores (`off`), the median of the team's, or the owner's (S5). */
export const TEAM_POLICIES = ['off', 'median', 'owner'] as const;
export type TeamPolicy = (typeof TEAM_POLICIES)[number];

export interface ScoringPolicy {
  readonly revision: number;
  readonly team: TeamPolicy;
  /** Days after which a score is old; null: never (S6). */
  readonly staleAfterDays: number | null;
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
}

const stored = z.object({
  version: z.literal(1),
  team: z.enum(TEAM_POLICIES),
  staleAfterDays: z.nullable(z.number()),
  changed: z.object({ by: z.string(), at: z.number() }),
});

const key = (projectId: ProjectId): string => `scoring-policy:${projectId}`;

/** One revised value a project: `scoring-policy:{projectId}`. Absent = no team scoring, ninety days. */
export async function readScoringPolicy(storage: Storage, projectId: ProjectId): Promise<ScoringPolicy> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  if (found === undefined) return { revision: 0, team: 'off', staleAfterDays: DEFAULT_STALE_DAYS, changed: null };
  const { team, staleAfterDays, changed } = found.value;
  return { revision: found.revision, team, staleAfterDays, changed };
}

/** Fails as `conflict` unless the policy is still the one `revision` counted. */
export const scoringPolicyWrite = (projectId: ProjectId, { revision, ...policy }: ScoringPolicy): AtomicWrite => ({
  key: key(projectId),
  value: { version: 1, ...policy },
  after: revision,
});
