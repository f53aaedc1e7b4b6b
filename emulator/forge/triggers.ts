import { z } from 'zod';
import type { Activity } from '../activity';
import type { Clock, ClockItem } from '../clock';
import { ExpressionError } from '../jira/expressions/index';
import type { JiraEvent, PostFunctionRun } from '../jira/events';
import type { JsonObject } from '../json';
import type { Switches } from '../switches';
import type { Changes } from './changes';
import type { Faults } from './faults';
import { currentInvocation } from './invocation';
import type { Manifest, TriggerModule } from './manifest';
import type { JiraPort } from './ports';
import { retryOf } from './retry';
import type { Runner } from './runner';
import { moduleAri, type SiteContext } from './site-context';

/** "Atlassian app events larger than 200 kB are not delivered." */
const MAX_EVENT_BYTES = 200_000;
/** Event filters may take more steps than other expressions. */
const FILTER_STEPS = 50_000;

const POST_FUNCTION = 'post function';

/** Scopes without which Jira sends an app no such thing: all classic or all granular ones. */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'avi:jira:failed:expression': [['manage:jira-configuration'], ['read:workflow:jira', 'read:issue:jira', 'read:project:jira']],
  // https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-post-function/#payload
  [POST_FUNCTION]: [['read:jira-work', 'manage:jira-configuration']],
};

const DeliverySchema = z.object({
  /** The key of a trigger, or of a post function's module. */
  trigger: z.string(),
  name: z.string(),
  payload: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
  fromSchedule: z.boolean(),
  dueAt: z.number(),
  retry: z.object({ retryCount: z.number(), retryReason: z.string(), retryData: z.unknown().optional() }).optional(),
});
type Delivery = z.infer<typeof DeliverySchema>;

/** From an event in Jira to the functions that asked for it: filters, delay, loss, doubling, order, retries. */
export class Triggers {
  private readonly pending = new Map<Delivery, ClockItem>();
  /** The last event's deliveries, while a later event could still overtake them. */
  private overtakable: readonly Delivery[] = [];
  private eventNumber = 0;

  constructor(
    private readonly manifest: Manifest,
    private readonly site: SiteContext,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly switches: Switches,
    private readonly faults: Faults,
    private readonly changes: Changes,
    private readonly expressions: JiraPort['expressions'],
    private readonly runner: Runner,
  ) {}

  /** Takes note of an event. Which app's call caused it is known; if the app ignores its own, it goes no further. */
  announce(event: Pick<JiraEvent, 'name' | 'payload' | 'causedByAppId' | 'onlyForAppId'>): void {
    this.changes.note();
    if ((event.onlyForAppId ?? this.site.appId) !== this.site.appId) return;
    const own = event.causedByAppId === this.site.appId;
    const wanted = this.manifest.modules.trigger.filter(
      (trigger) => trigger.events.includes(event.name) && !(own && trigger.filter?.ignoreSelf),
    );
    if (wanted.length === 0 || !this.maySend(event.name)) return;
    const payload = this.payloadOf(event, own);
    this.send(
      event.name,
      payload,
      wanted.flatMap((trigger) => {
        const filtered = this.filter(trigger, payload);
        return filtered ? [{ key: trigger.key, payload: filtered }] : [];
      }),
    );
  }

  /** A post function is late, lost, doubled and retried as events are: Atlassian's page says that its retries are theirs. */
  runPostFunction(run: PostFunctionRun): void {
    this.changes.note();
    const module = this.manifest.modules['jira:workflowPostFunction'].find(({ key }) => moduleAri(this.site, key) === run.module);
    if (!module || !this.maySend(POST_FUNCTION)) return;
    const payload: JsonObject = { ...run.payload, context: { cloudId: this.site.cloudId, moduleKey: module.key } };
    this.send(POST_FUNCTION, payload, [{ key: module.key, payload }]);
  }

  /** The app was uninstalled: nothing on its way arrives. */
  clear(): void {
    for (const item of this.pending.values()) this.clock.cancel(item);
    this.pending.clear();
    this.overtakable = [];
  }

  private maySend(name: string): boolean {
    const needed = NEEDED[name];
    if (!needed || needed.some((scopes) => scopes.every((scope) => this.manifest.scopes.has(scope)))) return true;
    const title = `${name} not sent: the app lacks the scopes ${needed[0]?.join(', ') ?? ''}`;
    this.activity.add({ kind: 'event', title, ok: false });
    return false;
  }

  private send(name: string, payload: JsonObject, receivers: readonly { readonly key: string; readonly payload: JsonObject }[]): void {
    this.eventNumber += 1;
    const copies = this.copies();
    const bytes = Buffer.byteLength(JSON.stringify(payload));
    if (copies === 0 || bytes > MAX_EVENT_BYTES) {
      const why = copies === 0 ? 'lost' : `not delivered, ${bytes} bytes are over 200 kB`;
      this.activity.add({ kind: 'event', title: `${name} ${why}`, ok: false });
      return;
    }
    const dueAt = this.clock.now() + this.switches.eventDelayMs + this.faults.events.delayMs;
    const fromSchedule = currentInvocation.getStore()?.fromSchedule ?? false;
    const deliveries: Delivery[] = receivers.flatMap((receiver) =>
      Array.from({ length: copies }, (_, copy) => ({
        trigger: receiver.key,
        name,
        payload: receiver.payload,
        fromSchedule,
        dueAt: dueAt + copy,
      })),
    );
    for (const delivery of deliveries) this.schedule(delivery);
    this.reorder(deliveries, dueAt + copies - 1);
  }

  snapshot(): { readonly deliveries: readonly unknown[]; readonly eventNumber: number } {
    return { deliveries: [...this.pending.keys()], eventNumber: this.eventNumber };
  }

  restore(data: unknown): void {
    const { deliveries, eventNumber } = z.object({ deliveries: z.array(DeliverySchema), eventNumber: z.number() }).parse(data);
    this.eventNumber = eventNumber;
    for (const delivery of deliveries) this.schedule(delivery);
  }

  private payloadOf(event: Pick<JiraEvent, 'name' | 'payload'>, own: boolean): JsonObject {
    const payload = { eventType: event.name, ...event.payload, selfGenerated: own };
    if (this.switches.eventsCarryActor) return payload;
    const { atlassianId: _actor, associatedUsers: _users, ...rest } = payload as typeof payload & Record<string, unknown>;
    return rest as JsonObject;
  }

  /** How often the event arrives: lost, once, or twice. Shares are spread evenly over event numbers, so a run repeats exactly. */
  private copies(): 0 | 1 | 2 {
    const { events } = this.faults;
    if (events.loseNext > 0) {
      events.loseNext -= 1;
      return 0;
    }
    if (strikes(this.eventNumber, Math.max(events.loss, this.switches.eventLoss))) return 0;
    if (events.doubleNext > 0) {
      events.doubleNext -= 1;
      return 2;
    }
    return strikes(this.eventNumber, Math.max(events.doubling, this.switches.eventDoubling)) ? 2 : 1;
  }

  /** Pairs of neighbouring events swap places: when the second comes while the first is still on its way, the first goes behind it. */
  private reorder(deliveries: readonly Delivery[], behind: number): void {
    if (!this.switches.eventReorder && !this.faults.events.reorder) return;
    const first = this.overtakable.filter((delivery) => this.pending.has(delivery));
    if (first.length === 0) {
      this.overtakable = deliveries;
      return;
    }
    this.overtakable = [];
    for (const delivery of first) {
      const item = this.pending.get(delivery);
      if (item) this.clock.cancel(item);
      this.pending.delete(delivery);
      this.schedule({ ...delivery, dueAt: behind });
    }
  }

  /** The payload to deliver, or `undefined` if the trigger's expression says no. */
  private filter(trigger: TriggerModule, payload: JsonObject): JsonObject | undefined {
    const { expression, appIsLicensed, onError = 'IGNORE_AND_LOG' } = trigger.filter ?? {};
    if (appIsLicensed === true && this.site.environmentType === 'PRODUCTION' && this.site.license?.active !== true) return undefined;
    if (expression === undefined) return payload;
    let message: string;
    try {
      const limits = { steps: FILTER_STEPS, length: 10_000 };
      const { value } = this.expressions.evaluate(expression, { accountId: null, bindings: { event: payload }, limits });
      if (value === true) return payload;
      if (value === false) return undefined;
      message = 'the expression is neither true nor false';
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      message = error.message;
    }
    if (onError.endsWith('_AND_LOG'))
      this.activity.add({ kind: 'log', title: `filter of trigger ${trigger.key}: ${message}`, detail: 'error', ok: false });
    return onError.startsWith('RECEIVE') ? { ...payload, error: { message } } : undefined;
  }

  private schedule(delivery: Delivery): void {
    const label = `${delivery.name} to ${delivery.trigger}${delivery.retry ? `, retry ${delivery.retry.retryCount}` : ''}`;
    this.pending.set(
      delivery,
      this.clock.at(delivery.dueAt, 'event', label, async () => {
        void this.deliver(delivery);
        await this.runner.pacing.pace();
      }),
    );
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const { modules } = this.manifest;
    const trigger = [...modules.trigger, ...modules['jira:workflowPostFunction']].find(({ key }) => key === delivery.trigger);
    if (trigger) {
      if (!delivery.fromSchedule) this.changes.note();
      const outcome = await this.runner.invoke({
        kind: delivery.name === POST_FUNCTION ? 'rule' : 'trigger',
        functionKey: trigger.function,
        moduleKey: trigger.key,
        accountId: null,
        payload: delivery.retry ? { ...delivery.payload, retryContext: delivery.retry } : delivery.payload,
        title: `${delivery.name} to ${trigger.key}${delivery.retry ? ` (retry ${delivery.retry.retryCount})` : ''}`,
        fromSchedule: delivery.fromSchedule,
        aliases: [trigger.key],
      });
      const retry = retryOf(outcome, delivery.retry?.retryCount ?? 0, false);
      if (retry && this.pending.has(delivery))
        this.schedule({ ...delivery, dueAt: this.clock.now() + retry.afterMs, retry: retry.context });
    }
    // Only now: a site that stops while a function runs delivers the event again.
    this.pending.delete(delivery);
  }
}

const strikes = (number: number, share: number): boolean => Math.floor(number * share) > Math.floor((number - 1) * share);
