import { z } from 'zod';
import type { Clock, ClockItem } from '../clock';
import type { Changes } from './changes';
import type { Manifest, ScheduledTriggerModule } from './manifest';
import type { Runner } from './runner';
import type { SiteContext } from './site-context';

const INTERVAL_MS = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/**
 * "Each trigger is scheduled to start shortly after it is created, about 5 minutes after app deployment."
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/scheduled-trigger/
 */
const FIRST_RUN_MS = 300_000;
/** Triggers of one app do not all start in one moment. */
const STAGGER_MS = 1_000;
/** How often one schedule runs at most while time leaps; three months of five minutes would be 26,000 runs. */
const RUNS_PER_LEAP = 100;

interface Scheduled {
  readonly module: ScheduledTriggerModule;
  dueAt: number;
  item: ClockItem | undefined;
  /** `Changes.latest` when it last began. */
  seen: number;
}

export class Schedules {
  private readonly all: Scheduled[];
  private minimumGapMs = 0;
  private stopped = true;

  constructor(
    manifest: Manifest,
    private readonly site: SiteContext,
    private readonly clock: Clock,
    private readonly changes: Changes,
    private readonly runner: Runner,
  ) {
    const start = clock.now() + FIRST_RUN_MS;
    this.all = manifest.modules.scheduledTrigger.map((module, index) => ({
      module,
      dueAt: start + index * STAGGER_MS,
      item: undefined,
      seen: 0,
    }));
  }

  start(): void {
    this.stopped = false;
    for (const schedule of this.all) this.arm(schedule);
  }

  /** The app was uninstalled. */
  stop(): void {
    this.stopped = true;
    for (const schedule of this.all) {
      if (schedule.item) this.clock.cancel(schedule.item);
      schedule.item = undefined;
    }
  }

  /** As after a deployment: the app was installed anew. */
  restart(): void {
    this.all.forEach((schedule, index) => {
      schedule.dueAt = this.clock.now() + FIRST_RUN_MS + index * STAGGER_MS;
      schedule.seen = 0;
    });
    this.start();
  }

  /** Schedules that have not run since the last change, in order of their due times. */
  unrunSinceLastChange(): readonly { readonly key: string; readonly dueAt: number }[] {
    if (this.stopped) return [];
    return this.all
      .filter((schedule) => this.runs(schedule) && schedule.seen < this.changes.latest)
      .map(({ module, dueAt }) => ({ key: module.key, dueAt }))
      .sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Runs a schedule now, whether due or not; its next run stays where it was unless that is past. */
  async runNow(key: string): Promise<void> {
    const schedule = this.all.find(({ module }) => module.key === key);
    if (schedule) await this.run(schedule);
  }

  /** While `work` leaps over `milliseconds`, a schedule runs at most 100 times, spread evenly. */
  async leaping<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
    this.minimumGapMs = Math.floor(milliseconds / RUNS_PER_LEAP);
    try {
      return await work();
    } finally {
      this.minimumGapMs = 0;
    }
  }

  snapshot(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.all.map(({ module, dueAt }) => [module.key, dueAt]));
  }

  restore(data: unknown): void {
    const due = z.record(z.string(), z.number()).parse(data);
    for (const schedule of this.all) schedule.dueAt = due[schedule.module.key] ?? schedule.dueAt;
  }

  private runs({ module }: Scheduled): boolean {
    return module.filter?.appIsLicensed !== true || this.site.environmentType !== 'PRODUCTION' || this.site.license?.active === true;
  }

  private arm(schedule: Scheduled): void {
    if (schedule.item) this.clock.cancel(schedule.item);
    schedule.item = this.clock.at(schedule.dueAt, 'schedule', `schedule ${schedule.module.key}`, async () => {
      schedule.item = undefined;
      await this.run(schedule);
    });
  }

  private async run(schedule: Scheduled): Promise<void> {
    const { module } = schedule;
    const interval = INTERVAL_MS[module.interval];
    const now = this.clock.now();
    // A fixed beat: a late run does not shift the next, and a beat missed is not made up for.
    while (schedule.dueAt <= now) schedule.dueAt += Math.max(interval, Math.ceil(this.minimumGapMs / interval) * interval);
    this.arm(schedule);
    schedule.seen = this.changes.latest;
    if (!this.runs(schedule)) return;
    void this.runner.invoke({
      kind: 'schedule',
      functionKey: module.function,
      moduleKey: module.key,
      accountId: null,
      payload: { context: { cloudId: this.site.cloudId, moduleKey: module.key }, contextToken: `local.${module.key}` },
      title: `schedule ${module.key}`,
      fromSchedule: true,
      aliases: [module.key],
    });
    await this.runner.pacing.pace();
  }
}
