import type { ProjectTypes, Stories } from '../../core/acceptance';
import type { Audit } from '../../core/audit';
import type { Authority, Tenures } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { People, Projects } from '../../core/permissions';
import type { Jobs, Log } from '../../core/ports';
import type { VisibleIssues } from '../../core/rank';
import type { Sites } from '../../core/site';
import type { Storage } from '../../core/storage';

/** What the background needs: no caller, as the app. */
export interface SettleDeps {
  readonly stories: Stories;
  readonly sites: Pick<Sites, 'id' | 'current'>;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly now: Now;
  readonly newId: () => string;
  /** Milliseconds. */
  readonly pause: (time: number) => Promise<void>;
}

export interface AcceptanceDeps extends SettleDeps {
  readonly authority: Authority;
  readonly tenures: Tenures;
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly types: ProjectTypes;
}
