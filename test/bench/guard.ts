import { afterSweep, cost, seconds } from './cost';
import { figure, type Figure } from './figure';
import { bigSite, call } from './site';

type Site = Awaited<ReturnType<typeof bigSite>>;

const STEP = 100;
const LONGEST = 10 * 60_000;
/** Of the 65,000 points an hour that all of an app's customers share. */
const MOST_AT_REST = 500;
/** Issues one call ranks. */
const BLOCK = 50;

/** What guarding the order of a project of `issues` issues costs: at rest, for one move, and for `blocks` calls that move fifty each. */
export async function guard(root: string, issues: number, blocks: number): Promise<readonly Figure[]> {
  const emulator = await bigSite(root, issues);
  try {
    const at = `at ${issues.toLocaleString('en')} issues`;
    await afterSweep(emulator);
    const begun = await cost(emulator, async () => {
      await guardOrder(emulator);
      await seconds(emulator, 60);
    });
    await emulator.forge.settle();
    const before = order(emulator);
    await afterSweep(emulator);
    const rest = await cost(emulator, () => seconds(emulator, 3_600));

    const mover = issues - 7;
    const stray = await cost(emulator, async () => {
      await rank(emulator, 'developer', [mover], 3);
      await seconds(emulator, 60);
    });
    expectOrder(emulator, before, 'one stray move');
    const fast = await untilBack(emulator, before, () => rank(emulator, 'developer', [mover], 3));
    await afterSweep(emulator);
    emulator.forge.faults.apply({ jira: { who: 'app', latencyMs: 100, times: 1_000_000 } });
    const slow = await untilBack(emulator, before, () => rank(emulator, 'developer', [mover], 3));
    emulator.forge.faults.apply({ reset: true });

    await afterSweep(emulator);
    const adopted = await cost(emulator, async () => {
      await rank(emulator, 'owner', [mover], 5);
      await seconds(emulator, 60);
    });
    const owned = order(emulator);
    if (owned.indexOf(`BIG-${mover}`) !== 4) throw new Error('The owner’s move did not stand.');

    await afterSweep(emulator);
    const burst = await cost(emulator, async () => {
      for (let block = 0; block < blocks; block += 1) {
        const from = Math.floor(issues / 2) + block * BLOCK;
        const numbers = Array.from({ length: BLOCK }, (_, index) => from + index);
        await rank(emulator, 'developer', numbers, 1);
      }
      await seconds(emulator, 60);
    });
    expectOrder(emulator, owned, 'a burst of stray moves');
    const many = `${blocks * BLOCK} strays ${at}`;
    return [
      figure(`guard begins ${at}: Jira calls`, begun.calls, 'calls', { limit: 15 + Math.ceil(issues / 100) + Math.ceil(issues / 5_000) }),
      figure(`guard begins ${at}: Jira points`, begun.points, 'points'),
      figure(`guard begins ${at}: storage written`, begun.written / 1024, 'KB'),
      figure(`guard at rest for an hour ${at}: Jira calls`, rest.calls, 'calls'),
      figure(`guard at rest for an hour ${at}: Jira points`, rest.points, 'points', { limit: MOST_AT_REST }),
      figure(`guard at rest for an hour ${at}: storage written`, rest.written / 1024, 'KB'),
      figure(`one stray ${at}: Jira calls, the mail among them`, stray.calls, 'calls', { limit: 7 }),
      figure(`one stray ${at}: Jira points`, stray.points, 'points', { limit: 300 }),
      figure(`one stray ${at}: storage written`, stray.written / 1024, 'KB', { limit: 20 }),
      figure(`one stray ${at}: invocations`, stray.invocations, 'invocations'),
      figure(`one stray ${at}: until back, calls take no time`, fast, 'ms of site time'),
      figure(`one stray ${at}: until back, calls take 100 ms`, slow, 'ms of site time'),
      figure(`owner’s move ${at}: Jira calls`, adopted.calls, 'calls'),
      figure(`owner’s move ${at}: Jira points`, adopted.points, 'points'),
      figure(`owner’s move ${at}: storage written`, adopted.written / 1024, 'KB'),
      figure(`${many}: rank calls`, burst.ranks, 'calls', { baseline: blocks, limit: blocks }),
      figure(`${many}: Jira calls`, burst.calls, 'calls'),
      figure(`${many}: Jira points`, burst.points, 'points'),
      figure(`${many}: storage written`, burst.written / 1024, 'KB'),
      figure(`${many}: invocations`, burst.invocations, 'invocations', { baseline: blocks }),
      figure(`${many}: messages of the guard`, burst.messages, 'messages'),
    ];
  } finally {
    await emulator.close();
  }
}

const order = (emulator: Site): readonly string[] => emulator.jira.ranking.ordered().map(({ key }) => key);

const sameOrder = (one: readonly string[], other: readonly string[]): boolean => one.every((key, index) => key === other[index]);

function expectOrder(emulator: Site, wanted: readonly string[], after: string): void {
  const now = order(emulator);
  const wrong = now.filter((key, index) => key !== wanted[index]).length;
  if (wrong > 0) throw new Error(`The order is not back after ${after}: ${wrong} issues stand elsewhere.`);
}

async function guardOrder(emulator: Site): Promise<void> {
  const { id: projectId } = (await call(emulator, 'admin', 'GET', '/rest/api/3/project/BIG')) as { id: string };
  const payload = { projectId, mode: 'restore', revision: 0 };
  await call(emulator, 'admin', 'POST', '/_emulator/invoke', { module: 'backlog', function: 'ranking/set-guard', payload, project: 'BIG' });
}

/** By number of the issue: directly above the one that is at `place`, counted from 1. */
async function rank(emulator: Site, who: string, numbers: readonly number[], place: number): Promise<void> {
  const issues = numbers.map((number) => `BIG-${number}`);
  const rankBeforeIssue = order(emulator)[place - 1] ?? '';
  await call(emulator, who, 'PUT', '/rest/agile/1.0/issue/rank', { issues, rankBeforeIssue });
}

/** Site time from a move until the order is as before. */
async function untilBack(emulator: Site, wanted: readonly string[], move: () => Promise<void>): Promise<number> {
  await move();
  const began = emulator.clock.now();
  while (!sameOrder(order(emulator), wanted)) {
    if (emulator.clock.now() - began > LONGEST) throw new Error('The move was not put back within ten minutes.');
    await emulator.forge.advance(STEP);
  }
  return emulator.clock.now() - began;
}
