import type { AccountId, Actor, IssueId, ProjectId } from './actor';

/** Powers an owner has and may lend (O2). */
export const LENDABLE_POWERS = ['rank', 'sprint', 'accept', 'score', 'decide', 'answer'] as const;
export type LendablePower = (typeof LENDABLE_POWERS)[number];

/**
 * `configure` is a project administrator's: naming the owner, changing settings. `lend` is the owner's and the project administrator's. `edit` is what comes with
 * Jira's right to edit the issue. `administer-site` is a Jira administrator's, wherever they have no part in a project. None of them can be lent.
 */
export type Power = LendablePower | 'configure' | 'lend' | 'edit' | 'administer-site';

/** In what capacity somebody acts: shown and audited with everything they do. */
export type Capacity =
  | { readonly kind: 'owner' }
  | { readonly kind: 'delegate'; readonly for: AccountId }
  /** By Jira's own right: who may edit the issue (score, edit) or administer the project (configure). */
  | { readonly kind: 'member' }
  | { readonly kind: 'admin' };

/** Of the owner, or of somebody the owner has lent the power to. */
export type Deciding = Extract<Capacity, { kind: 'owner' | 'delegate' }>;

export const deciding = (capacity: Capacity | null): Deciding | null =>
  capacity?.kind === 'owner' || capacity?.kind === 'delegate' ? capacity : null;

export type RefusalReason =
  | 'anonymous'
  | 'unlicensed'
  | 'app'
  | 'cannot-see'
  | 'cannot-edit'
  | 'cannot-edit-issue'
  | 'not-admin'
  | 'not-site-admin'
  | 'not-owner'
  | 'not-lender'
  | 'vacant';

export type Decision =
  | { readonly allowed: true; readonly capacity: Capacity; readonly accountableOwner: AccountId | null }
  | { readonly allowed: false; readonly reason: RefusalReason };

/** Where a power is used. `issueId` for what is done to an issue: rights are checked on the issue, which is stricter than on the project. */
export interface Place {
  readonly projectId: ProjectId;
  readonly issueId?: IssueId;
}

/**
 * The one way to decide: may this account use this power in this project now, and in what capacity? Every resolver function
 * asks it before it does anything else. Asks Jira as the caller, so it can only be used while the caller's invocation runs.
 */
export interface Authority {
  /** The power `administer-site`, which is about no project. */
  mayAdministerSite(actor: Actor): Promise<Decision>;
  mayUse(actor: Actor, power: Power, place: Place): Promise<Decision>;
  /** The same for several powers, for one question to Jira. */
  mayUseEach<P extends Power>(actor: Actor, powers: readonly P[], place: Place): Promise<Readonly<Record<P, Decision>>>;
}

/** Who held which power when, for what Jira's history shows (O2). Needs no caller's invocation. */
export interface Tenure {
  /** Who owns the project now; null: vacant. */
  readonly owner: AccountId | null;
  /** In what capacity this account held the power at that time (epoch milliseconds), or null. Former owners and ended delegations count for their time. */
  capacityAt(account: AccountId, power: LendablePower, at: number): Capacity | null;
}

export interface Tenures {
  of(projectId: ProjectId): Promise<Tenure>;
}

/** Who holds a power now: the owner first, then who stands in. Nobody where the project is vacant. */
export interface Holders {
  holders(projectId: ProjectId, power: LendablePower): Promise<readonly AccountId[]>;
}
