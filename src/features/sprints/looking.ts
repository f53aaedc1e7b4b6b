import type { ProjectId } from '../../core/actor';
import type { Tenure } from '../../core/authority';
import type { Hints } from './hints';
import type { StoredSetting } from './stored-setting';

/** An event may come three minutes late, and it alone may know who it was. */
export const LATEST_EVENT = 200_000;

export interface Looking {
  readonly projectId: ProjectId;
  readonly setting: StoredSetting;
  readonly tenure: Tenure;
  /** Whether there is an owner in whose name something can be put right (O4). */
  readonly hasOwner: boolean;
  readonly hints: Hints;
}
