import { Clock } from '../../../emulator/clock';
import { DEFAULT_SWITCHES } from '../../../emulator/switches';
import { aWorld, bundledFixture, START, type World, type Loose } from './harness';

const functions = bundledFixture();
const schedulesRun = async (world: World): Promise<string[]> => {
  const { ran } = await world.forge.settle();
  return ran.filter(({ kind }) => kind === 'schedule').map(({ what }) => what);
};

describe('schedules', () => {
  it('first run about five minutes after installation and then at their interval', async () => {
    const world = aWorld({ functions });
    await world.forge.advance(299_999);
    expect(await world.stored('sweeps')).toEqual([]);
    await world.forge.advance(1);
    expect(await world.stored('sweeps')).toEqual(['sweep']);
    await world.forge.advance(3_600_000);
    expect(await world.stored('sweeps')).toHaveLength(13);
    expect(await world.stored('nights')).toEqual([new Date(START + 301_000).toISOString()]);
    await world.forge.advance(86_400_000);
    expect(await world.stored('nights')).toHaveLength(2);
  });

  it('run a bounded number of times while time leaps by months', async () => {
    const world = aWorld({ functions });
    await world.forge.advance(91 * 86_400_000);
    const runs = world.activity.usage().functions;
    expect(runs['sweep-function']?.invocations).toBeGreaterThan(90);
    expect(runs['sweep-function']?.invocations).toBeLessThanOrEqual(101);
    expect(runs['nightly-function']?.invocations).toBeGreaterThan(85);
    expect(world.clock.now()).toBe(START + 91 * 86_400_000);
  });

  it('keep their beat over a restart', async () => {
    const world = aWorld({ functions });
    await world.forge.advance(310_000);
    const storage = JSON.parse(JSON.stringify(world.forge.snapshot()));
    const again = aWorld({ functions, storage, clock: new Clock({ mode: 'manual', start: START + 310_000 }) });
    await again.forge.advance(289_999);
    expect(await again.stored('sweeps')).toHaveLength(1);
    await again.forge.advance(1);
    expect(await again.stored('sweeps')).toHaveLength(2);
  });
});

describe('settling', () => {
  it('delivers events, messages and retries and then runs every schedule once', async () => {
    const world = aWorld({ functions });
    world.emit({});
    await world.call('push', { events: [{ body: { again: 2 }, delayInSeconds: 30 }] });
    const { settled, ran } = await world.forge.settle();
    expect(settled).toBe(true);
    expect(ran.map(({ kind }) => kind)).toEqual(['event', 'event', 'queue', 'queue', 'queue', 'schedule', 'schedule']);
    expect(await world.stored('sweeps')).toEqual(['sweep']);
  });

  it('runs nothing when nothing has changed since', async () => {
    const world = aWorld({ functions });
    await world.forge.settle();
    expect(await world.forge.settle()).toEqual({ settled: true, ran: [] });
  });

  it('runs schedules again after a change: a write, an event, or one it is told of', async () => {
    const world = aWorld({ functions });
    await world.forge.settle();
    await world.call('writes', { keys: ['a'] });
    expect(await schedulesRun(world)).toEqual(['schedule sweep', 'schedule nightly']);
    world.emit({ name: 'avi:jira:deleted:issue' });
    expect(await schedulesRun(world)).toHaveLength(2);
    world.forge.noteChange();
    expect(await schedulesRun(world)).toHaveLength(2);
    await world.call('jira', { as: 'app', key: 'SHOP-1', method: 'PUT' });
    expect(await schedulesRun(world)).toHaveLength(2);
    await world.call('jira', { as: 'app', key: 'SHOP-1' });
    await world.call('kvs', { method: 'get', args: ['a'] });
    expect(await schedulesRun(world)).toEqual([]);
  });

  it('follows up what a schedule set off without running schedules for ever', async () => {
    const world = aWorld({ functions });
    await world.call('writes', { keys: ['sweep-pushes'] });
    const { settled, ran } = await world.forge.settle();
    expect(settled).toBe(true);
    expect(ran.map(({ kind }) => kind)).toEqual(['event', 'schedule', 'queue', 'schedule']);
    expect((await world.stored('work')).map((entry: Loose) => entry.body)).toEqual([{ from: 'sweep' }]);
  });

  it('runs schedules only when all else is quiet, also where the index lags', async () => {
    const world = aWorld({ functions, switches: { ...DEFAULT_SWITCHES, storageQueryLagMs: 400_000 } });
    await world.call('writes', { keys: ['a'] });
    const { ran } = await world.forge.settle();
    const kinds = ran.map(({ kind }) => kind);
    expect(kinds.indexOf('index')).toBeLessThan(kinds.indexOf('schedule'));
  });

  it('moves time no further than what is due: five minutes for schedules at most', async () => {
    const world = aWorld({ functions });
    await world.forge.settle();
    expect(world.clock.now() - START).toBeLessThanOrEqual(301_000);
    await world.call('writes', { keys: ['a'] });
    const before = world.clock.now();
    await world.forge.settle();
    expect(world.clock.now() - before).toBeLessThanOrEqual(300_000);
  });

  it('wakes functions that sleep', async () => {
    const world = aWorld({ functions });
    await world.call('push', { events: [{ body: { name: 'a', ms: 20_000 } }] });
    await world.forge.settle();
    expect(await world.stored('trace')).toEqual(['start a', 'end a']);
  });

  it('gives up after a thousand steps and says what is pending', async () => {
    const world = aWorld({ functions });
    await world.call('push', { events: [{ body: { again: 1_100 } }] });
    const result = await world.forge.settle();
    expect(result.settled).toBe(false);
    if (!result.settled) expect(result.pending.map(({ what }) => what)).toContain('work');
    expect(result.ran).toHaveLength(1_000);
  });

  it('works on a real clock too', async () => {
    const clock = new Clock({ mode: 'real' });
    const world = aWorld({ functions, clock });
    clock.start();
    try {
      world.emit({});
      await world.call('push', { events: [{ body: { name: 'a', ms: 20_000 }, delayInSeconds: 600 }] });
      expect(await world.forge.settle()).toMatchObject({ settled: true });
      expect(await world.stored('trace')).toEqual(['start a', 'end a']);
      expect(await world.stored('sweeps')).not.toEqual([]);
    } finally {
      clock.stop();
    }
  });
});

describe('a restart', () => {
  it('keeps storage, delayed messages, their retries, and events on their way', async () => {
    const world = aWorld({ functions });
    await world.call('writes', { keys: ['kept'] });
    await world.call('entity', { method: 'set', args: ['ann', { surname: 'Abel' }] });
    await world.call('push', { events: [{ body: { n: 1 }, delayInSeconds: 600 }, { body: { retry: 'ask' } }] });
    await world.forge.advance(5_000);
    world.emit({});
    const storage = JSON.parse(JSON.stringify(world.forge.snapshot()));
    const again = aWorld({ functions, storage, clock: new Clock({ mode: 'manual', start: world.clock.now() }) });
    expect(await again.stored('kept')).toBe('kept');
    expect((await again.call('entityQuery', { index: 'surname' })).value.keys).toEqual(['ann']);
    await again.forge.settle();
    expect(await again.stored('events')).toHaveLength(1);
    const work = await again.stored('work');
    expect(work.map((entry: Loose) => entry.retry?.retryCount ?? 0)).toEqual([0, 0, 1, 2, 3, 4]);
    expect(work[1].body).toEqual({ n: 1 });
  });
});
