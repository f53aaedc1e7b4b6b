import type { AccountId, IssueId, ProjectId } from './actor';
import type { ContentChange } from './scores';

/** What we read of an issue, as the person who asks: if they may not see it, there is nothing to read. */
export interface IssueForPanel {
  readonly id: IssueId;
  readonly key: string;
  readonly projectId: ProjectId;
  /** Whether the project is a software project: elsewhere there is no panel (M3). */
  readonly software: boolean;
  readonly typeId: string;
  /** 1 and above: epic; 0: story, task, bug; -1: sub-task. */
  readonly hierarchyLevel: number;
  readonly done: boolean;
  /** Name of the active sprint it is in, or null. */
  readonly activeSprint: string | null;
  /** The raw value of the Value factors field. */
  readonly factors: unknown;
  readonly score: number | null;
  /** The latest change of the factors Jira's history shows, or null. */
  readonly lastScored: ScoredBy | null;
  /** Id of that change's history entry. */
  readonly lastChange: string | null;
  /** Changes of what the score is given for, as far as Jira's history was shown. */
  readonly changes: readonly ContentChange[];
  /** From when that history is (epoch milliseconds): creation, or the oldest entry where Jira shows the newest alone. Answers without an entry are at least as old. */
  readonly historyFrom: number;
}

export interface ScoredBy {
  readonly by: AccountId;
  /** Display name as Jira gave it with its history; null where it did not. */
  readonly name: string | null;
  readonly at: number;
}
