/** Something an open page shows may have changed, and by whom. Sent as server-sent event `change`. */
export interface Change {
  readonly issueId?: string;
  readonly issueKey?: string;
  readonly projectId?: string;
  readonly projectKey?: string;
  readonly changeType: 'updated' | 'commented' | 'other';
  readonly atlassianId?: string;
  /** How that account is called. */
  readonly actorName?: string;
  /** The issue was ranked, or went into or out of a sprint. */
  readonly moved?: true;
}
