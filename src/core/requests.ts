import type { AccountId, IssueId, ProjectId } from './actor';
import type { Tier } from './rank';

/** Issues that shall stand together, in this order, directly under `after` (null: at the top), which `before` stands below (null: at the end). */
export interface Block {
  readonly issues: readonly IssueId[];
  readonly after: IssueId | null;
  readonly before: IssueId | null;
}

/** Moves of one person that the guard put back, as a request to the owner (R4). */
export interface PutBackMoves {
  /** The same for the same burst: filing it twice makes one request. */
  readonly id: string;
  readonly projectId: ProjectId;
  readonly tier: Tier;
  /** Who moved them. */
  readonly by: AccountId;
  /** Epoch milliseconds of the last move. */
  readonly at: number;
  readonly blocks: readonly Block[];
}

export interface GuardRequests {
  file(moves: PutBackMoves): Promise<void>;
}

/** A project's order as the guard knows it, or as the search index shows it where nothing is guarded. In scope only, top first. */
export interface Orders {
  inOrder(projectId: ProjectId, tier: Tier): Promise<readonly IssueId[]>;
}

/** What requests tell the guard: issues that were ranked by somebody who may, in answer to a request. */
export interface CarriedOut {
  note(projectId: ProjectId, issues: readonly IssueId[], why: { readonly requestId: string; readonly reason: string }): Promise<void>;
}
