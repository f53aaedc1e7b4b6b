import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Activity } from '../activity';
import type { Clock } from '../clock';
import type { Faults } from './faults';
import type { Invocation } from './invocation';
import type { Manifest } from './manifest';
import { retryOf, type RetryContext } from './retry';
import type { Runner } from './runner';
import { bodyText, jsonResponse, type PlatformCall, type Service } from './service';

/** https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/ */
const MAX_EVENTS = 50;
const MAX_PUSH_BYTES = 200 * 1024;
const MAX_DELAY_S = 900;
const MAX_EVENTS_PER_MINUTE = 500;
const MAX_DEPTH = 1_000;
const RETENTION_MS = 24 * 3_600_000;
/** An event is never delivered in the moment it is pushed. */
const DELIVERY_MS = 100;

const PushEvent = z.object({
  body: z.record(z.string(), z.json()),
  delayInSeconds: z.number().min(0).max(MAX_DELAY_S).optional(),
  concurrency: z.object({ key: z.string().min(1), limit: z.number().int().min(1) }).optional(),
});
const Push = z.object({ queueName: z.string(), jobId: z.string().min(1), payload: z.array(PushEvent).min(1) });
const JobRequest = z.object({ queueName: z.string(), jobId: z.string() });

const MessageSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  queue: z.string(),
  body: z.record(z.string(), z.json()),
  concurrency: z.object({ key: z.string(), limit: z.number() }).optional(),
  depth: z.number(),
  fromSchedule: z.boolean(),
  enqueuedAt: z.number(),
  dueAt: z.number(),
  retry: z.object({ retryCount: z.number(), retryReason: z.string(), retryData: z.unknown().optional() }).optional(),
});
type Message = z.infer<typeof MessageSchema>;

interface Job {
  readonly queue: string;
  success: number;
  inProgress: number;
  failed: number;
  cancelled: boolean;
}

/** Async events: pushes, delayed and retried deliveries, concurrency keys, job statistics. Delivered at least once. */
export class QueueService implements Service {
  readonly name = 'queue';
  private readonly messages = new Map<string, Message>();
  private readonly jobs = new Map<string, Job>();
  private readonly runningByKey = new Map<string, number>();
  private waiting: Message[] = [];
  private recentPushes: { readonly at: number; readonly events: number }[] = [];

  constructor(
    private readonly manifest: Manifest,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly faults: Faults,
    /** The runner needs the proxy, the proxy this service: it is asked for when a message is due. */
    private readonly runner: () => Runner,
  ) {}

  accepts({ meta, path }: PlatformCall): boolean {
    return meta.type === 'fpp' && meta.remote === 'stargate' && path.startsWith('/webhook/queue/');
  }

  async handle(call: PlatformCall, invocation: Invocation): Promise<Response> {
    const body: unknown = JSON.parse(await bodyText(call));
    const action = call.path.split('/')[3];
    if (action === 'publish') return this.push(body, invocation);
    const request = JobRequest.safeParse(body);
    const job = request.success ? this.jobs.get(request.data.jobId) : undefined;
    if (!job || !request.success || job.queue !== request.data.queueName) return jsonResponse(404, { message: 'The job does not exist.' });
    if (action === 'stats') return jsonResponse(200, { success: job.success, inProgress: job.inProgress, failed: job.failed });
    if (action === 'cancel') {
      job.cancelled = true;
      return new Response(null, { status: 204 });
    }
    return jsonResponse(501, { message: `The local Forge has no queue operation ${call.path}.` });
  }

  /** Messages not yet done, to be kept over a restart. */
  snapshot(): readonly unknown[] {
    return [...this.messages.values()];
  }

  restore(data: unknown): void {
    for (const message of z.array(MessageSchema).parse(data)) this.schedule(message);
  }

  /** The app was uninstalled: what it had pushed is never delivered. */
  clear(): void {
    this.messages.clear();
    this.jobs.clear();
    this.runningByKey.clear();
    this.waiting = [];
    this.recentPushes = [];
  }

  private push(body: unknown, invocation: Invocation): Response {
    const parsed = Push.safeParse(body);
    if (!parsed.success)
      return jsonResponse(400, { code: 400, message: parsed.error.issues[0]?.message ?? 'The push request is not valid.' });
    const { queueName, jobId, payload } = parsed.data;
    if (!this.consumerOf(queueName))
      return jsonResponse(400, { code: 400, message: `The manifest has no consumer for the queue "${queueName}".` });
    if (payload.length > MAX_EVENTS) return jsonResponse(400, { code: 400, message: `A push has at most ${MAX_EVENTS} events.` });
    if (Buffer.byteLength(JSON.stringify(payload)) > MAX_PUSH_BYTES)
      return jsonResponse(413, { errorMessage: 'The maximum payload size is 200KB.' });
    if (invocation.depth >= MAX_DEPTH) return jsonResponse(405, { message: 'The limit on cyclic invocation has been reached.' });
    if (!this.withinRate(payload.length)) return jsonResponse(429, { message: 'Too many requests.' });
    const now = this.clock.now();
    this.job(jobId, queueName);
    for (const event of payload) {
      const message: Message = {
        id: randomUUID(),
        jobId,
        queue: queueName,
        body: event.body,
        depth: invocation.depth + 1,
        fromSchedule: invocation.fromSchedule,
        enqueuedAt: now,
        dueAt: now + Math.max(DELIVERY_MS, (event.delayInSeconds ?? 0) * 1000),
        ...(event.concurrency ? { concurrency: event.concurrency } : {}),
      };
      this.schedule(message);
      if (this.faults.queueDoubleNext > 0) {
        this.faults.queueDoubleNext -= 1;
        this.schedule({ ...message, id: randomUUID(), dueAt: message.dueAt + DELIVERY_MS });
      }
    }
    this.activity.countQueue(queueName, payload.length, 0);
    this.activity.add({ kind: 'queue', title: `${payload.length} event(s) pushed to ${queueName}`, ok: true, invocationId: invocation.id });
    return jsonResponse(201, {});
  }

  private withinRate(events: number): boolean {
    const now = this.clock.now();
    this.recentPushes = this.recentPushes.filter(({ at }) => at > now - 60_000);
    const sofar = this.recentPushes.reduce((sum, push) => sum + push.events, 0);
    if (sofar + events > MAX_EVENTS_PER_MINUTE) return false;
    this.recentPushes.push({ at: now, events });
    return true;
  }

  private schedule(message: Message): void {
    this.messages.set(message.id, message);
    this.job(message.jobId, message.queue).inProgress += 1;
    this.arm(message);
  }

  private arm(message: Message): void {
    const label = `${message.queue}${message.retry ? `, retry ${message.retry.retryCount}` : ''}`;
    this.clock.at(message.dueAt, 'queue', label, () => this.deliver(message));
  }

  private async deliver(message: Message): Promise<void> {
    if (!this.messages.has(message.id)) return;
    const job = this.job(message.jobId, message.queue);
    if (job.cancelled) {
      this.messages.delete(message.id);
      job.inProgress -= 1;
      return;
    }
    const { concurrency } = message;
    if (concurrency) {
      const running = this.runningByKey.get(concurrency.key) ?? 0;
      if (running >= concurrency.limit) {
        this.waiting.push(message);
        return;
      }
      this.runningByKey.set(concurrency.key, running + 1);
    }
    void this.consume(message, job);
    await this.runner().pacing.pace();
  }

  private async consume(message: Message, job: Job): Promise<void> {
    const consumer = this.consumerOf(message.queue);
    if (consumer) {
      this.activity.countQueue(message.queue, 0, 1);
      const outcome = await this.runner().invoke({
        kind: 'consumer',
        functionKey: consumer.function,
        moduleKey: consumer.key,
        accountId: null,
        payload: {
          body: message.body,
          queueName: message.queue,
          jobId: message.jobId,
          eventId: message.id,
          ...(message.retry ? { retryContext: this.retryContext(message, message.retry) } : {}),
        },
        title: `queue ${message.queue}${message.retry ? ` (retry ${message.retry.retryCount})` : ''}`,
        fromSchedule: message.fromSchedule,
        depth: message.depth,
        aliases: [consumer.key, message.queue],
      });
      if (!this.messages.has(message.id)) return;
      const retry = retryOf(outcome, message.retry?.retryCount ?? 0, true);
      const now = this.clock.now();
      if (retry && now + retry.afterMs < message.enqueuedAt + RETENTION_MS) {
        const again: Message = { ...message, dueAt: now + retry.afterMs, retry: retry.context };
        this.messages.set(again.id, again);
        this.arm(again);
        this.release(message);
        return;
      }
      if (outcome.ok && !retryRequested(outcome.value)) job.success += 1;
      else job.failed += 1;
    }
    this.messages.delete(message.id);
    job.inProgress -= 1;
    this.release(message);
  }

  /** Lets the next event with the same concurrency key go. */
  private release({ concurrency }: Message): void {
    if (!concurrency) return;
    this.runningByKey.set(concurrency.key, (this.runningByKey.get(concurrency.key) ?? 1) - 1);
    const next = this.waiting.find((message) => message.concurrency?.key === concurrency.key);
    if (!next) return;
    this.waiting = this.waiting.filter((message) => message !== next);
    this.clock.after(0, 'queue', next.queue, () => this.deliver(next));
  }

  private retryContext(message: Message, retry: RetryContext): object {
    return {
      ...retry,
      retentionWindow: {
        startTime: new Date(message.enqueuedAt).toISOString(),
        remainingTimeMs: Math.max(0, message.enqueuedAt + RETENTION_MS - this.clock.now()),
      },
    };
  }

  private consumerOf(queue: string): Manifest['modules']['consumer'][number] | undefined {
    return this.manifest.modules.consumer.find((consumer) => consumer.queue === queue);
  }

  private job(jobId: string, queue: string): Job {
    const known = this.jobs.get(jobId);
    if (known) return known;
    const job: Job = { queue, success: 0, inProgress: 0, failed: 0, cancelled: false };
    this.jobs.set(jobId, job);
    return job;
  }
}

const retryRequested = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && '_retry' in value && value._retry === true;
