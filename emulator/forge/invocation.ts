import { AsyncLocalStorage } from 'node:async_hooks';

/** What started an invocation; decides its context, its time limit's name in messages and whether a person is there. */
export type InvocationKind = 'resolver' | 'trigger' | 'consumer' | 'schedule' | 'rule' | 'preUninstall';

/** Where an invocation is to break: just before or just after its n-th platform call has taken effect. */
export interface CrashPlan {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** One running call of one function. Mutable on purpose: it is the record the platform keeps while code runs. */
export interface Invocation {
  readonly id: string;
  readonly kind: InvocationKind;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly accountId: string | null;
  /** Epoch milliseconds on the emulator's clock. */
  readonly deadline: number;
  /** True if a schedule, or something a schedule set off, started it: what it changes does not make schedules due again. */
  readonly fromSchedule: boolean;
  /** How many queue hops led here; the platform stops endless cycles. */
  readonly depth: number;
  /** What the packages read as `__forge_runtime__`. */
  readonly runtime: object;
  readonly crashPlan: CrashPlan | undefined;
  platformCalls: number;
  logLines: number;
  /** Timers of its own that are still to fire. */
  sleeping: number;
  /** Crashed or timed out: nothing it awaits is ever answered. */
  dead: boolean;
  /** Ends it as failed now. */
  readonly crash: (reason: FailureReason, message: string) => void;
}

export type FailureReason = 'error' | 'timeout' | 'crash' | 'payload' | 'missing';

export interface InvocationFailure {
  readonly ok: false;
  readonly reason: FailureReason;
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export type InvocationOutcome = { readonly ok: true; readonly value: unknown } | InvocationFailure;

/** The invocation whose code is running: follows promises, timers and callbacks, also inside the app's own context. */
export const currentInvocation = new AsyncLocalStorage<Invocation>();
