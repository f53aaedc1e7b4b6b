/** An Atlassian account id, as Forge's context gives it. Personal data: stored, never shown as such, reported and erased on request. */
export type AccountId = string;
/** A Jira project's or issue's numeric id, as a string. Keys change; ids do not. */
export type ProjectId = string;
export type IssueId = string;

/** What Forge says of a caller, and a caller cannot write. */
export interface CallerContext {
  readonly accountId?: string;
  readonly accountType?: string;
}

/**
 * Who calls, from Forge's own context and from nothing a caller can write.
 * `licensed` people may hold powers; everybody else has none (O3).
 */
export type Actor =
  | { readonly kind: 'person'; readonly accountId: AccountId; readonly licensed: boolean }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'app' };
