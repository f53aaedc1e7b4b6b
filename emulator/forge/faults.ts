import { z } from 'zod';
import type { Fault as JiraFault } from '../jira/rest/faults';
import type { CrashPlan } from './invocation';

/** Calls to Jira that are to fail. A timeout is a latency longer than the function's own limit. */
const JiraFaultSchema = z.strictObject({
  method: z.string().optional(),
  /** A regular expression on the path. */
  path: z.string().optional(),
  who: z.enum(['app', 'anyone']).default('app'),
  status: z.number().int().min(400).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.json().optional(),
  latencyMs: z.number().int().min(0).optional(),
  times: z.number().int().min(1).default(1),
});

const CrashSchema = z.strictObject({ function: z.string().default('*'), call: z.number().int().min(1), when: z.enum(['before', 'after']) });

/** `POST /_emulator/faults`: what is to go wrong from now on. A part that is not named stays as it is; `{"reset":true}` ends all. */
export const FaultsSchema = z.strictObject({
  reset: z.boolean().optional(),
  events: z
    .strictObject({
      /** Shares, 0..1, on top of the switches. */
      loss: z.number().min(0).max(1).optional(),
      doubling: z.number().min(0).max(1).optional(),
      /** Added to the switch's delay. */
      delayMs: z.number().int().min(0).optional(),
      reorder: z.boolean().optional(),
      /** The next events, whatever they are, are lost / doubled. */
      loseNext: z.number().int().min(0).optional(),
      doubleNext: z.number().int().min(0).optional(),
    })
    .optional(),
  queue: z.strictObject({ doubleNext: z.number().int().min(0).optional() }).optional(),
  jira: z.union([JiraFaultSchema, z.array(JiraFaultSchema)]).optional(),
  /** The next times this issue is ranked, its entry fails. */
  rank: z.array(z.strictObject({ issue: z.string(), times: z.number().int().min(1).default(1) })).optional(),
  /** The next invocation of the function (function key, resolver function, or `*`) breaks at its n-th platform call. */
  crash: z.union([CrashSchema, z.array(CrashSchema)]).optional(),
});

export type FaultsInput = z.infer<typeof FaultsSchema>;

interface EventFaults {
  loss: number;
  doubling: number;
  delayMs: number;
  reorder: boolean;
  loseNext: number;
  doubleNext: number;
}

const NO_EVENT_FAULTS: EventFaults = { loss: 0, doubling: 0, delayMs: 0, reorder: false, loseNext: 0, doubleNext: 0 };

/** Where the faults of the Jira side live: the local Forge does not own them. */
export interface JiraFaults {
  readonly calls: JiraFault[];
  failRank(issueIdOrKey: string, times: number): void;
}

/** Every injected fault in one place, so a test can see what it asked for and end it. */
export class Faults {
  events: EventFaults = { ...NO_EVENT_FAULTS };
  queueDoubleNext = 0;
  private crashes: (CrashPlan & { readonly function: string })[] = [];

  constructor(private readonly jira: JiraFaults) {}

  apply(input: FaultsInput): void {
    if (input.reset === true) this.reset();
    if (input.events) this.events = { ...this.events, ...defined(input.events) };
    if (input.queue?.doubleNext !== undefined) this.queueDoubleNext = input.queue.doubleNext;
    this.crashes.push(...listOf(input.crash));
    for (const { method, path, who, times, ...rest } of listOf(input.jira)) {
      const match = {
        ...(method === undefined ? {} : { method: new RegExp(`^${method}$`, 'i') }),
        ...(path === undefined ? {} : { path: new RegExp(path) }),
      };
      this.jira.calls.push({ match, who, times, ...withoutUndefined(rest) });
    }
    for (const { issue, times } of input.rank ?? []) this.jira.failRank(issue, times);
  }

  reset(): void {
    this.events = { ...NO_EVENT_FAULTS };
    this.queueDoubleNext = 0;
    this.crashes = [];
    this.jira.calls.length = 0;
  }

  /** What is still to come, for `GET /_emulator/faults`. */
  pending(): object {
    const jira = this.jira.calls.map(({ match, ...rest }) => ({ method: match.method?.source, path: match.path?.source, ...rest }));
    return { events: this.events, queue: { doubleNext: this.queueDoubleNext }, crash: this.crashes, jira };
  }

  /** The crash meant for an invocation known by any of these names; it is used up. */
  takeCrash(names: readonly string[]): CrashPlan | undefined {
    const index = this.crashes.findIndex((crash) => crash.function === '*' || names.includes(crash.function));
    return index < 0 ? undefined : this.crashes.splice(index, 1)[0];
  }
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

const defined = (events: NonNullable<FaultsInput['events']>): Partial<EventFaults> =>
  Object.fromEntries(Object.entries(events).filter(([, value]) => value !== undefined));
