import type { Audit } from '../../core/audit';
import type { Authority, Tenures } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { People, Projects } from '../../core/permissions';
import type { Jobs, Log } from '../../core/ports';
import type { Teller, VisibleIssues } from '../../core/rank';
import type { BacklogEnds, SprintBoards, SprintRequests, SprintsAsCaller } from '../../core/sprints';
import type { IssueList } from '../../core/scores';
import type { Storage } from '../../core/storage';

/** What watching, restoring and cancelling work with, nobody being present. `jobs` is their queue, one message at a time for each project. */
export interface SprintDeps {
  readonly boards: SprintBoards;
  readonly ends: BacklogEnds;
  readonly storage: Storage;
  readonly tenures: Tenures;
  readonly requests: SprintRequests;
  readonly teller: Teller;
  /** Names for mail, as the app. */
  readonly names: Pick<People, 'namesOf'>;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly log: Log;
  readonly now: Now;
}

/** And what answering somebody takes. */
export interface SprintsDeps extends SprintDeps {
  readonly asCaller: SprintsAsCaller;
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly list: Pick<IssueList, 'issues'>;
}
