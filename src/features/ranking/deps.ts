import type { Now } from '../../core/clock';
import type { Tenures } from '../../core/authority';
import type { Jobs, Log } from '../../core/ports';
import type { RankedBacklog, Teller } from '../../core/rank';
import type { GuardRequests } from '../../core/requests';
import type { People } from '../../core/permissions';
import type { Storage } from '../../core/storage';

/** What the guard works with. `jobs` is its queue, one message at a time for each project. */
export interface GuardDeps {
  readonly backlog: RankedBacklog;
  readonly storage: Storage;
  readonly tenures: Tenures;
  readonly requests: GuardRequests;
  readonly teller: Teller;
  /** Names for mail, as the app. */
  readonly names: Pick<People, 'namesOf'>;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly now: Now;
  readonly newId: () => string;
}
