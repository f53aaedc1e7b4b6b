import type { AccountId, ProjectId } from './actor';
import type { Capacity } from './authority';
import type { AtomicWrite } from './storage';

/** One decision, for ever: who, in what capacity, for whom, what was and what is (D3). Ids only, never titles or names. */
export interface AuditEntry {
  readonly projectId: ProjectId;
  readonly kind:
    | 'owner-named'
    | 'guard-set'
    | 'powers-lent'
    | 'delegation-ended'
    | 'scoring-model-chosen'
    | 'scoring-policy-set'
    | 'score-overridden'
    | 'score-override-cleared'
    | 'ranked-by-score'
    | 'ranking-undone'
    | 'sprint-work-placed'
    | 'sprint-guard-set'
    | 'sprint-cancelled'
    | 'sprint-kept'
    | 'sprint-restored'
    | 'goal-verdict'
    | 'story-accepted'
    | 'story-rejected'
    | 'acceptance-voided'
    | 'templates-set'
    | 'acceptance-policy-set'
    | 'owner-role-kept'
    | 'rules-removed'
    | 'request-approved'
    | 'request-declined';
  readonly actor: AccountId;
  readonly capacity: Capacity;
  readonly accountableOwner: AccountId | null;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Audit {
  /** The write that records `entry`; the caller commits it in one transaction with the change itself. */
  entry(entry: AuditEntry): AtomicWrite;
}
