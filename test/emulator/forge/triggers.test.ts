import type { Switches } from '../../../emulator/switches';
import { DEFAULT_SWITCHES } from '../../../emulator/switches';
import { anIssueEvent, APP_ID, aWorld, bundledFixture, type World, type WorldOptions, type Loose } from './harness';

const functions = bundledFixture();
const withSwitches = (switches: Partial<Switches>, more: Partial<WorldOptions> = {}): World =>
  aWorld({ functions, ...more, switches: { ...DEFAULT_SWITCHES, ...switches } });
const emitAll = (world: World, ...keys: string[]): void => keys.forEach((key) => world.emit({ payload: anIssueEvent(key) }));
const seen = async (world: World): Promise<string[]> => {
  await world.forge.settle();
  return (await world.stored('events')).map((event: { key: string }) => event.key);
};

describe('an event in Jira', () => {
  it('reaches the functions that asked for it, late and without a person', async () => {
    const world = withSwitches({ eventDelayMs: 90_000 });
    world.emit({});
    await world.forge.advance(89_999);
    expect(await world.stored('events')).toEqual([]);
    await world.forge.advance(1);
    expect(await world.stored('events')).toEqual([{ key: 'SHOP-1', actor: 'olivia', self: false, retry: null, principal: null }]);
  });

  it('names no actor where the site is set so', async () => {
    const world = withSwitches({ eventsCarryActor: false });
    world.emit({});
    await world.forge.settle();
    expect((await world.stored('events'))[0].actor).toBeNull();
  });

  it('caused by the app itself is ignored where the trigger says so, and marked elsewhere', async () => {
    const world = aWorld({ functions });
    world.emit({ causedByAppId: APP_ID });
    expect(await seen(world)).toEqual([]);
    const curious = aWorld({ functions, manifest: (yaml) => yaml.replace('      filter: { ignoreSelf: true }\n', '') });
    curious.emit({ causedByAppId: APP_ID });
    await curious.forge.settle();
    expect((await curious.stored('events'))[0].self).toBe(true);
  });

  it('passes a filter only when the expression is true, and by onError when it is no answer', async () => {
    const world = aWorld({ functions });
    for (const bug of [true, false, 'perhaps'])
      world.emit({ name: 'avi:jira:created:issue', payload: anIssueEvent(`B-${String(bug)}`, { bug }) });
    await world.forge.settle();
    expect(await world.stored('bugs')).toEqual([
      { key: 'B-true', error: null },
      { key: 'B-perhaps', error: 'the expression is neither true nor false' },
    ]);
  });

  it('larger than 200 kB never arrives', async () => {
    const world = aWorld({ functions });
    world.emit({ payload: anIssueEvent('SHOP-1', { text: 'x'.repeat(200_000) }) });
    expect(await seen(world)).toEqual([]);
  });

  it('may be lost or doubled, in even shares', async () => {
    const lossy = withSwitches({ eventLoss: 0.5 });
    emitAll(lossy, 'A-1', 'A-2', 'A-3', 'A-4');
    expect(await seen(lossy)).toHaveLength(2);
    const doubled = withSwitches({ eventDoubling: 1 });
    emitAll(doubled, 'A-1', 'A-2');
    expect((await seen(doubled)).toSorted()).toEqual(['A-1', 'A-1', 'A-2', 'A-2']);
  });

  it('may be lost or doubled once by an injected fault', async () => {
    const world = aWorld({ functions });
    world.forge.faults.apply({ events: { loseNext: 1, doubleNext: 1 } });
    emitAll(world, 'A-1', 'A-2', 'A-3');
    expect(await seen(world)).toEqual(['A-2', 'A-3', 'A-2']);
  });

  it('may be overtaken by the next, even one that comes later', async () => {
    const world = withSwitches({ eventReorder: true, eventDelayMs: 10_000 });
    await world.forge.settle();
    emitAll(world, 'A-1');
    await world.forge.advance(5_000);
    emitAll(world, 'A-2', 'A-3', 'A-4', 'A-5');
    expect(await seen(world)).toEqual(['A-2', 'A-1', 'A-4', 'A-3', 'A-5']);
  });

  it('is tried again up to four times when the function asks, and not when it throws', async () => {
    const world = aWorld({ functions });
    world.emit({ payload: anIssueEvent('ASK-1', { retry: 'ask' }) });
    await world.forge.settle();
    expect((await world.stored('events')).map((event: Loose) => event.retry)).toEqual([
      null,
      ...[1, 2, 3, 4].map((retryCount) => ({ retryCount, retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED', retryData: { seen: 1 } })),
    ]);
    const throwing = aWorld({ functions });
    throwing.emit({ payload: anIssueEvent('T-1', { retry: 'throw' }) });
    expect(await seen(throwing)).toEqual(['T-1']);
  });

  it('is tried again after a crash', async () => {
    const world = aWorld({ functions });
    world.forge.faults.apply({ crash: { function: 'issue-function', call: 2, when: 'after' } });
    world.emit({});
    expect(await seen(world)).toEqual(['SHOP-1', 'SHOP-1']);
  });

  it('of an installation comes once, not again after a restart', async () => {
    const world = aWorld({ functions });
    await world.forge.settle();
    expect(await world.stored('installed')).toEqual(['Fixture']);
    const again = aWorld({ functions, storage: JSON.parse(JSON.stringify(world.forge.snapshot())) });
    await again.forge.settle();
    expect(await again.stored('installed')).toEqual(['Fixture']);
  });
});
