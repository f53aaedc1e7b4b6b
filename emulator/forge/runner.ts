import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity';
import type { Clock } from '../clock';
import type { Faults } from './faults';
import { ModuleInstance, type AppCode, type InstanceHost, type WireResponse } from './instance';
import {
  currentInvocation,
  type FailureReason,
  type Invocation,
  type InvocationFailure,
  type InvocationKind,
  type InvocationOutcome,
} from './invocation';
import type { Manifest } from './manifest';
import type { Proxy } from './proxy';
import { runtimeObject } from './runtime-object';
import type { SiteContext } from './site-context';

/** Payload limits in bytes of JSON. https://developer.atlassian.com/platform/forge/limits-invocation/ */
const MAX_PAYLOAD = 5 * 1024 * 1024;
const LOG_LINES_PER_MINUTE = 100;
/** Turns of the event loop without any progress after which running code counts as waiting for time to pass. */
const STILL_TURNS = 30;
/** The same for code that waits for neither a timer nor a platform call: perhaps a thread of Node's is at work, so give it real time. */
const PATIENT_TURNS = 30;
const PATIENT_MS = 5;

export interface InvocationRequest {
  readonly kind: InvocationKind;
  readonly functionKey: string;
  readonly moduleKey: string;
  /** Absent: no person is there. */
  readonly accountId: string | null;
  /** First argument of the function. */
  readonly payload: unknown;
  /** One line for people: "scoring/open as Olivia Owner". */
  readonly title: string;
  readonly fromSchedule?: boolean;
  readonly depth?: number;
  /** Further names a crash fault may know it by (a resolver's function). */
  readonly aliases?: readonly string[];
}

export interface RunnerOptions {
  readonly manifest: Manifest;
  readonly site: SiteContext;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly faults: Faults;
  readonly proxy: Proxy;
  readonly code: AppCode;
  readonly variables: Readonly<Record<string, string>>;
}

/** Runs functions in warm module instances: limits, logs, crashes, usage. */
export class Runner {
  private instance: ModuleInstance | undefined;
  private readonly active = new Set<Invocation>();
  /** Rises with everything that happens; standing still means waiting. */
  private progress = 0;
  private pacing = 0;

  constructor(private readonly options: RunnerOptions) {}

  /** Loads the bundle and checks that it exports every function of the manifest. @throws Error naming what is missing. */
  load(): void {
    const instance = this.warmInstance();
    const missing = [...this.options.manifest.functions.values()].filter(({ exportName }) => !instance.has(exportName));
    if (missing.length > 0) {
      throw new Error(`The built functions lack: ${missing.map(({ key, exportName }) => `${exportName} (function "${key}")`).join(', ')}.`);
    }
  }

  get runningCount(): number {
    return this.active.size;
  }

  /** Runs one function to its end; never rejects. */
  async invoke(request: InvocationRequest): Promise<InvocationOutcome> {
    const { activity } = this.options;
    const started = performance.now();
    const id = randomUUID();
    const outcome = await this.run(id, request);
    const milliseconds = performance.now() - started;
    activity.countFunction(request.functionKey, milliseconds, outcome.ok);
    activity.add({
      kind:
        request.kind === 'consumer'
          ? 'queue'
          : request.kind === 'schedule'
            ? 'schedule'
            : request.kind === 'trigger'
              ? 'event'
              : 'function',
      title: request.title,
      ok: outcome.ok,
      milliseconds,
      invocationId: id,
      ...(outcome.ok ? {} : { detail: `${outcome.reason}: ${outcome.message}` }),
    });
    return outcome;
  }

  /**
   * Resolves when no function runs any more, or all that run wait for the clock. The caller may then move time on.
   */
  async calm(): Promise<void> {
    let seen = -1;
    let still = 0;
    while (this.active.size > 0) {
      if (seen !== this.progress) still = 0;
      seen = this.progress;
      if (still >= STILL_TURNS && [...this.active].every((invocation) => invocation.sleeping > 0)) return;
      if (still >= STILL_TURNS + PATIENT_TURNS) return;
      await (still < STILL_TURNS
        ? new Promise<void>((done) => setImmediate(done))
        : new Promise<void>((done) => setTimeout(done, PATIENT_MS)));
      still += 1;
    }
  }

  /**
   * What a clock item awaits after it has started something: where time moves by leaps, code gets its turn before the next leap.
   * Under a real clock nobody waits, except while `paced` work runs.
   */
  async pace(): Promise<void> {
    if (this.options.clock.mode === 'manual' || this.pacing > 0) await this.calm();
  }

  /** Runs `work`, which moves time by leaps. */
  async paced<T>(work: () => Promise<T>): Promise<T> {
    this.pacing += 1;
    try {
      return await work();
    } finally {
      this.pacing -= 1;
    }
  }

  /** Waits for `work`; on a standing clock moves time on whenever everything waits for it, as real time would. */
  async drive<T>(work: Promise<T>): Promise<T> {
    const { clock } = this.options;
    if (clock.mode === 'real') return work;
    let done = false;
    const settled = work.finally(() => (done = true));
    settled.catch(() => undefined);
    while (!done) {
      await this.calm();
      await new Promise<void>((turn) => setImmediate(turn));
      const next = clock.pending((item) => item.kind === 'timer')[0];
      if (!done && next) await clock.advance(Math.max(0, next.at - clock.now()));
    }
    return settled;
  }

  private async run(id: string, request: InvocationRequest): Promise<InvocationOutcome> {
    const definition = this.options.manifest.functions.get(request.functionKey);
    if (!definition) return failure('missing', `The manifest has no function "${request.functionKey}".`);
    const argumentsText = this.argumentsText(request);
    if (typeof argumentsText !== 'string') return argumentsText;
    let instance: ModuleInstance;
    try {
      instance = this.warmInstance();
    } catch (error) {
      return failure('error', error instanceof Error ? error.message : String(error));
    }
    return new Promise<InvocationOutcome>((resolve) => {
      const invocation = this.begin(id, request, definition.timeoutSeconds * 1000, instance, resolve);
      void currentInvocation.run(invocation, async () => {
        const result = await instance.call(definition.exportName, argumentsText);
        if (!result.ok) return this.end(invocation, { ...result, reason: 'error' });
        if (result.value !== undefined && Buffer.byteLength(result.value) > MAX_PAYLOAD) {
          return this.end(invocation, failure('payload', 'The response payload is over 5 MB.'));
        }
        this.end(invocation, { ok: true, value: result.value === undefined ? undefined : JSON.parse(result.value) });
      });
    });
  }

  private readonly ends = new WeakMap<Invocation, (outcome: InvocationOutcome) => void>();

  private begin(
    id: string,
    request: InvocationRequest,
    limitMs: number,
    instance: ModuleInstance,
    resolve: (outcome: InvocationOutcome) => void,
  ): Invocation {
    const { clock, manifest, site, faults, code } = this.options;
    const deadline = clock.now() + limitMs;
    const { functionKey, moduleKey, accountId, kind } = request;
    const invocation: Invocation = {
      id,
      kind,
      functionKey,
      moduleKey,
      accountId,
      deadline,
      fromSchedule: request.fromSchedule ?? false,
      depth: request.depth ?? 0,
      runtime: runtimeObject(manifest, site, clock, {
        invocationId: id,
        functionKey,
        moduleKey,
        accountId,
        deadline,
        codeDirectory: code.directory,
      }),
      crashPlan: faults.takeCrash([functionKey, ...(request.aliases ?? [])]),
      platformCalls: 0,
      logLines: 0,
      sleeping: 0,
      dead: false,
      crash: (reason, message) => {
        invocation.dead = true;
        instance.dropTimersOf(invocation);
        // The process is gone: the next invocation finds a fresh instance. Others on this one had processes of their own.
        if (this.instance === instance) this.instance = undefined;
        this.end(invocation, failure(reason, message));
      },
    };
    const limit = clock.at(deadline, 'timer', `time limit of ${functionKey}`, () => {
      invocation.crash('timeout', `The function ran longer than its ${limitMs / 1000} seconds.`);
      return this.pace();
    });
    this.active.add(invocation);
    this.ends.set(invocation, (outcome) => {
      clock.cancel(limit);
      resolve(outcome);
    });
    this.progress += 1;
    return invocation;
  }

  private end(invocation: Invocation, outcome: InvocationOutcome): void {
    if (!this.active.delete(invocation)) return;
    this.progress += 1;
    this.ends.get(invocation)?.(outcome);
  }

  private argumentsText(request: InvocationRequest): string | InvocationFailure {
    const { site } = this.options;
    const context = {
      ...(request.accountId === null ? {} : { principal: { accountId: request.accountId } }),
      installContext: site.installContext,
      installation: {
        ari: { installationId: site.installationId },
        contexts: [{ cloudId: site.cloudId }],
      },
      ...(site.license ? { license: site.license } : {}),
    };
    const payload = JSON.stringify(request.payload ?? null);
    if (Buffer.byteLength(payload) > MAX_PAYLOAD) return failure('payload', 'The request payload is over 5 MB.');
    return `[${payload},${JSON.stringify(context)}]`;
  }

  private warmInstance(): ModuleInstance {
    this.instance ??= new ModuleInstance(this.options.code, this.host());
    return this.instance;
  }

  private host(): InstanceHost {
    const { clock, proxy, variables } = this.options;
    return {
      clock,
      variables,
      platformCall: (metaText, path, init) => this.platformCall((invocation) => proxy.call(metaText, path, init, invocation)),
      egress: (url) => this.platformCall(() => proxy.egress(url)),
      log: (level, text) => this.log(level, text),
      afterTimer: async () => {
        this.progress += 1;
        await this.pace();
      },
    };
  }

  private async platformCall(perform: (invocation: Invocation) => Promise<WireResponse>): Promise<WireResponse> {
    const invocation = currentInvocation.getStore();
    if (!invocation) throw new Error('Forge runtime not found.');
    if (invocation.dead) return never();
    this.progress += 1;
    invocation.platformCalls += 1;
    const plan = invocation.crashPlan?.call === invocation.platformCalls ? invocation.crashPlan : undefined;
    if (plan?.when === 'before') return this.injectCrash(invocation, plan.call, plan.when);
    const response = await perform(invocation);
    this.progress += 1;
    if (plan) return this.injectCrash(invocation, plan.call, plan.when);
    return invocation.dead ? never() : response;
  }

  private injectCrash(invocation: Invocation, call: number, when: string): Promise<never> {
    invocation.crash('crash', `injected crash ${when} platform call ${call}`);
    return never();
  }

  private log(level: string, text: string): void {
    const invocation = currentInvocation.getStore();
    const { activity, manifest } = this.options;
    if (invocation) {
      const seconds = manifest.functions.get(invocation.functionKey)?.timeoutSeconds ?? 0;
      invocation.logLines += 1;
      // Forge drops what is over the limit without a word to the app.
      if (invocation.logLines > LOG_LINES_PER_MINUTE * Math.ceil(seconds / 60)) return;
    }
    activity.add({
      kind: 'log',
      title: text,
      detail: level,
      ok: level !== 'error',
      ...(invocation ? { invocationId: invocation.id } : {}),
    });
  }
}

const failure = (reason: FailureReason, message: string): InvocationFailure => ({ ok: false, reason, name: reason, message });

/** The answer a dead process waits for. */
const never = (): Promise<never> => new Promise<never>(() => undefined);
