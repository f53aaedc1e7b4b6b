import type { Clock, ItemKind } from '../clock';
import type { Runner } from './runner';
import type { Schedules } from './schedules';

export interface SettleStep {
  readonly kind: ItemKind;
  readonly what: string;
  /** ISO time on the site's clock. */
  readonly at: string;
}

export type SettleResult =
  | { readonly settled: true; readonly ran: readonly SettleStep[] }
  | { readonly settled: false; readonly ran: readonly SettleStep[]; readonly pending: readonly SettleStep[] };

const MAX_STEPS = 1_000;
/** Kinds of work that a settled site has none of. Schedules never end and are treated apart; housekeeping is nobody's business. */
const WORK: ReadonlySet<ItemKind> = new Set<ItemKind>(['index', 'event', 'queue', 'timer', 'rebalance']);
/**
 * How far time moves for a schedule. The five-minute one is waited for; one that is due in hours or days is brought forward instead,
 * or each settling would age the site by a day (sprints would end, "five minutes ago" would be last week).
 */
const SCHEDULE_WAIT_MS = 300_000;

/**
 * Moves time to each due item in turn (index updates, events, queue messages, retries, timers) until none is left, then runs every
 * schedule that has not run since the last change, each followed by what it set off. What a schedule's run changes does not make
 * schedules run again; what an event or a person changes does.
 * After 1,000 steps it gives up and says what is still pending.
 */
export async function settle(clock: Clock, runner: Runner, schedules: Schedules): Promise<SettleResult> {
  return runner.pacing.leaping(async () => {
    const ran: SettleStep[] = [];
    const step = (kind: ItemKind, what: string): void => void ran.push({ kind, what, at: new Date(clock.now()).toISOString() });
    for (;;) {
      await runner.pacing.calm();
      const item = clock.pending(({ kind }) => WORK.has(kind))[0];
      const schedule = item ? undefined : schedules.unrunSinceLastChange()[0];
      if (!item && !schedule) return { settled: true, ran };
      if (ran.length >= MAX_STEPS) return { settled: false, ran, pending: pendingSteps(clock, schedules) };
      if (item) {
        await clock.runItem(item);
        step(item.kind, item.label);
      } else if (schedule) {
        await waitFor(clock, schedule.dueAt);
        await schedules.runNow(schedule.key);
        step('schedule', `schedule ${schedule.key}`);
      }
    }
  });
}

/** Moves a little way to a schedule's time, if it is near: by an item of our own, so that nothing else runs on the way. */
async function waitFor(clock: Clock, dueAt: number): Promise<void> {
  const wait = dueAt - clock.now();
  if (wait <= 0 || wait > SCHEDULE_WAIT_MS) return;
  await clock.runItem(clock.at(dueAt, 'housekeeping', 'waiting for a schedule', () => undefined));
}

function pendingSteps(clock: Clock, schedules: Schedules): SettleStep[] {
  const items = clock
    .pending(({ kind }) => WORK.has(kind))
    .map(({ kind, label, at }) => ({ kind, what: label, at: new Date(at).toISOString() }));
  const unrun = schedules
    .unrunSinceLastChange()
    .map(({ key, dueAt }): SettleStep => ({ kind: 'schedule', what: `schedule ${key}`, at: new Date(dueAt).toISOString() }));
  return [...items, ...unrun];
}
