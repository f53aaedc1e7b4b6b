import type { Json } from '../../../emulator/json';
import { aWorld, bundledFixture, START, type World, type Loose } from './harness';

const functions = bundledFixture();
const push = (world: World, events: unknown): Promise<Loose> => world.call('push', { events: events as Json });
const at = (milliseconds: number): string => new Date(START + milliseconds).toISOString();
const settled = async (world: World): Promise<void> => {
  expect(await world.forge.settle()).toMatchObject({ settled: true });
};

describe('a queue', () => {
  it('hands each event to the consumer, without a person, after its delay', async () => {
    const world = aWorld({ functions });
    const { value } = await push(world, [{ body: { n: 1 } }, { body: { n: 2 }, delayInSeconds: 900 }]);
    expect(value.jobId).toEqual(expect.any(String));
    await world.forge.advance(899_000);
    expect((await world.stored('work')).map((entry: Loose) => entry.body)).toEqual([{ n: 1 }]);
    await world.forge.advance(1_000);
    expect((await world.stored('work'))[1]).toEqual({ body: { n: 2 }, at: at(900_000), retry: null });
  });

  it.each([
    ['no events', [], 'No events pushed.'],
    ['51 events', Array.from({ length: 51 }, () => ({ body: {} })), 'more than the 50 events'],
    ['a delay over 900 s', { body: {}, delayInSeconds: 901 }, 'between 0 and 900'],
    ['a body that is no object', { body: 'text' }, 'must be an object'],
    ['more than 200 KB', { body: { text: 'x'.repeat(200 * 1024) } }, '200KB'],
  ])('refuses %s', async (_what, events, message) => {
    expect((await push(aWorld({ functions }), events)).error.message).toContain(message);
  });

  it('refuses a queue nobody consumes', async () => {
    const world = aWorld({ functions, manifest: (yaml) => yaml.replace('queue: work', 'queue: other') });
    expect((await push(world, { body: {} })).error.message).toContain('no consumer for the queue "work"');
  });

  it('takes 500 events a minute', async () => {
    const world = aWorld({ functions });
    const fifty = Array.from({ length: 50 }, (_, n) => ({ body: { n }, delayInSeconds: 900 }));
    for (let round = 0; round < 10; round += 1) expect((await push(world, fifty)).error).toBeUndefined();
    expect((await push(world, { body: {} })).error.message).toBe('Too many requests.');
    await world.forge.advance(60_000);
    expect((await push(world, { body: {} })).error).toBeUndefined();
  });

  it('runs events with one concurrency key one after another, others side by side', async () => {
    const world = aWorld({ functions });
    const concurrency = { key: 'one', limit: 1 };
    await push(world, [
      { body: { name: 'a', ms: 5_000 }, concurrency },
      { body: { name: 'b', ms: 5_000 }, concurrency },
    ]);
    await settled(world);
    expect(await world.stored('trace')).toEqual(['start a', 'end a', 'start b', 'end b']);

    const free = aWorld({ functions });
    await push(free, { body: { name: 'a', ms: 5_000 } });
    await push(free, { body: { name: 'b', ms: 1_000 }, delayInSeconds: 1 });
    await settled(free);
    expect(await free.stored('trace')).toEqual(['start a', 'start b', 'end b', 'end a']);
  });

  it('tries again when asked, at most 15 minutes later and four times, with what the app sent along', async () => {
    const world = aWorld({ functions });
    const { value } = await push(world, { body: { retry: 'ask' } });
    await settled(world);
    const runs = await world.stored('work');
    expect(runs.map((run: Loose) => run.retry?.retryCount ?? 0)).toEqual([0, 1, 2, 3, 4]);
    expect(runs[1].retry).toMatchObject({
      retryReason: 'FUNCTION_RETRY_REQUEST',
      retryData: { step: 2 },
      retentionWindow: { startTime: at(0), remainingTimeMs: 24 * 3_600_000 - 900_100 },
    });
    expect(Date.parse(runs[1].at) - Date.parse(runs[0].at)).toBe(900_000);
    expect((await world.call('stats', { jobId: value.jobId })).value).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });

  it('tries again after a consumer threw or crashed, later each time', async () => {
    const world = aWorld({ functions });
    await push(world, { body: { retry: 'throw' } });
    await settled(world);
    const times = (await world.stored('work')).map((run: Loose) => Date.parse(run.at));
    expect(times.slice(1).map((time: number, index: number) => time - times[index])).toEqual([30_000, 60_000, 120_000, 240_000]);

    const crashed = aWorld({ functions });
    crashed.forge.faults.apply({ crash: { function: 'work-function', call: 1, when: 'before' } });
    await push(crashed, { body: { n: 1 } });
    await settled(crashed);
    expect((await crashed.stored('work'))[0].retry).toMatchObject({ retryCount: 1, retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
  });

  it('knows its jobs, and drops what is cancelled before it began', async () => {
    const world = aWorld({ functions });
    const { value } = await push(world, [{ body: { n: 1 } }, { body: { n: 2 }, delayInSeconds: 60 }]);
    await world.forge.advance(1_000);
    expect((await world.call('stats', { jobId: value.jobId })).value).toEqual({ success: 1, inProgress: 1, failed: 0 });
    expect(await world.call('cancel', { jobId: value.jobId })).toEqual({});
    await settled(world);
    expect(await world.stored('work')).toHaveLength(1);
    expect((await world.call('stats', { jobId: 'unknown' })).error.message).toContain('was not found');
  });

  it('gives a consumer 55 seconds', async () => {
    const world = aWorld({ functions });
    await push(world, { body: { name: 'slow', ms: 54_000 } });
    await settled(world);
    expect(await world.stored('trace')).toEqual(['start slow', 'end slow']);
    await push(world, { body: { name: 'slower', ms: 56_000 } });
    await world.forge.advance(60_000);
    expect(await world.stored('trace')).toEqual(['start slow', 'end slow', 'start slower']);
  });

  it('delivers twice when told to', async () => {
    const world = aWorld({ functions });
    world.forge.faults.apply({ queue: { doubleNext: 1 } });
    await push(world, { body: { n: 1 } });
    await settled(world);
    expect(await world.stored('work')).toHaveLength(2);
  });
});
