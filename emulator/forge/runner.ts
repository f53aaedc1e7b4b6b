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
import { Pacing } from './pacing';
import type { Proxy } from './proxy';
import { runtimeObject } from './runtime-object';
import type { SiteContext } from './site-context';

/** Payload limits in bytes of JSON. https://developer.atlassian.com/platform/forge/limits-invocation/ */
const MAX_PAYLOAD = 5 * 1024 * 1024;
const LOG_LINES_PER_MINUTE = 100;

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
  readonly pacing: Pacing;

  constructor(private readonly options: RunnerOptions) {
    this.pacing = new Pacing(options.clock);
  }

  /** Loads the bundle and checks that it exports every function of the manifest. @throws Error naming what is missing. */
  load(): void {
    const instance = this.warmInstance();
    const missing = [...this.options.manifest.functions.values()].filter(({ exportName }) => !instance.has(exportName));
    if (missing.length > 0) {
      throw new Error(`The built functions lack: ${missing.map(({ key, exportName }) => `${exportName} (function "${key}")`).join(', ')}.`);
    }
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

  /** The app was uninstalled: what runs ends, and its processes go. */
  stop(): void {
    for (const invocation of [...this.running]) invocation.crash('crash', 'The app was uninstalled.');
    this.instance = undefined;
  }

  private readonly running = new Set<Invocation>();
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
      return this.pacing.pace();
    });
    this.pacing.began(invocation);
    this.running.add(invocation);
    this.ends.set(invocation, (outcome) => {
      clock.cancel(limit);
      resolve(outcome);
    });
    return invocation;
  }

  private end(invocation: Invocation, outcome: InvocationOutcome): void {
    this.running.delete(invocation);
    if (!this.pacing.ended(invocation)) return;
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
        this.pacing.moved();
        await this.pacing.pace();
      },
    };
  }

  private async platformCall(perform: (invocation: Invocation) => Promise<WireResponse>): Promise<WireResponse> {
    const invocation = currentInvocation.getStore();
    if (!invocation) throw new Error('Forge runtime not found.');
    if (invocation.dead) return never();
    this.pacing.moved();
    invocation.platformCalls += 1;
    const plan = invocation.crashPlan?.call === invocation.platformCalls ? invocation.crashPlan : undefined;
    if (plan?.when === 'before') return this.injectCrash(invocation, plan.call, plan.when);
    const response = await perform(invocation);
    this.pacing.moved();
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
