import type { AccountId, ProjectId } from './actor';
import type { Capacity } from './authority';

/** One decision, for ever: who, in what capacity, for whom, what was and what is (D3). Ids only, never titles or names. */
export interface AuditEntry {
  readonly projectId: ProjectId;
  readonly kind: 'owner-named';
  readonly actor: AccountId;
  readonly capacity: Capacity;
  readonly accountableOwner: AccountId | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** A storage write that must succeed or fail together with what it records. */
export interface AtomicWrite {
  readonly key: string;
  readonly value: unknown;
  /** A custom entity's name; absent for plain key-value. */
  readonly entity?: string;
}

export interface Audit {
  /** The write that records `entry`; the caller commits it in one transaction with the change itself. */
  entry(entry: AuditEntry): AtomicWrite;
}
