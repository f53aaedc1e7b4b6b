import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../emulator/demo/random';
import { planRerank } from '../../src/features/ranking/rules/plan-rerank';
import { figure, type Figure } from './figure';
import { bigSite, call } from './site';

/** Issues one call ranks. */
const BLOCK = 50;

/** Calls that bring orders about, beside what they would cost otherwise, and what it takes to carry one out in a project of `issues` issues. */
export async function rerank(root: string, issues: number): Promise<readonly Figure[]> {
  const random = new Random(2_407);
  const rows = realRows(root);
  const plans: readonly (readonly [string, readonly number[]])[] = [
    ...(rows === null ? [] : [[`${rows.toLocaleString('en')} of XD, scores at random`, shuffled(rows, random)] as const]),
    [`${issues.toLocaleString('en')} at random`, shuffled(issues, random)],
    [`${issues.toLocaleString('en')} reversed`, Array.from({ length: issues }, (_, index) => issues - 1 - index)],
    [`${issues.toLocaleString('en')}, 1 % disturbed`, disturbed(issues, random)],
  ];
  return [...plans.flatMap(([name, order]) => planned(name, order)), ...(await carriedOut(root, issues, random))];
}

function planned(name: string, order: readonly number[]): readonly Figure[] {
  const names = order.map(String);
  const moves = planRerank(
    [...names].sort((a, b) => Number(a) - Number(b)),
    names,
  );
  const least = fewestCalls(order);
  return [
    figure(`re-rank ${name}: calls`, moves.length, 'calls', { baseline: least, limit: least }),
    figure(`re-rank ${name}: beside one call an issue`, moves.length, 'calls', { baseline: order.length }),
    figure(`re-rank ${name}: beside everything in fifties`, moves.length, 'calls', { baseline: Math.ceil(order.length / BLOCK) }),
    figure(
      `re-rank ${name}: issues moved`,
      moves.reduce((sum, { ids }) => sum + ids.length, 0),
      'issues',
      { baseline: order.length },
    ),
  ];
}

/** The proven minimum (ARCHITECTURE.md 5), by the programme in O(n²). */
function fewestCalls(order: readonly number[]): number {
  const best = new Int32Array(order.length);
  const at = Int32Array.from(order);
  const reach = (index: number, rank: number): number => {
    let least = Math.ceil(index / BLOCK);
    for (let from = 0; from < index; from++) {
      if ((at[from] ?? 0) >= rank) continue;
      const calls = (best[from] ?? 0) + Math.ceil((index - from - 1) / BLOCK);
      if (calls < least) least = calls;
    }
    return least;
  };
  for (let index = 0; index < at.length; index++) best[index] = reach(index, at[index] ?? 0);
  return reach(at.length, Infinity);
}

async function carriedOut(root: string, issues: number, random: Random): Promise<readonly Figure[]> {
  const emulator = await bigSite(root, issues);
  try {
    const { id: projectId } = (await call(emulator, 'admin', 'GET', '/rest/api/3/project/BIG')) as { id: string };
    const app = async (name: string, payload: object): Promise<{ job: { status: string; moved: number; calls: number } | null }> => {
      const body = { module: 'backlog', function: name, project: 'BIG', payload: { projectId, ...payload } };
      const { result } = (await call(emulator, 'owner', 'POST', '/_emulator/invoke', body)) as {
        result: { ok: boolean; message?: string; data: { job: { status: string; moved: number; calls: number } | null } };
      };
      if (!result.ok) throw new Error(`${name}: ${result.message ?? ''}`);
      return result.data;
    };
    const mode = { module: 'backlog', function: 'ranking/set-guard', project: 'BIG', payload: { projectId, mode: 'restore', revision: 0 } };
    await call(emulator, 'admin', 'POST', '/_emulator/invoke', mode);
    await emulator.forge.advance(60_000);
    await emulator.forge.settle();

    emulator.activity.resetUsage();
    const { order } = (await app('ranking/order', { tier: 'backlog' })) as unknown as { order: readonly string[] };
    const opened = emulator.activity.usage();
    const target = shuffled(order.length, random).map((index) => order[index] ?? '');
    emulator.activity.resetUsage();
    let { job } = await app('ranking/rank-by-score', { tier: 'backlog', order: target });
    const planned = job?.calls ?? 0;
    while (job !== null && job.status === 'running') ({ job } = await app('ranking/continue', {}));
    const { functions, jira, storage } = emulator.activity.usage();
    const now = emulator.jira.ranking.ordered().map(({ id }) => id);
    const wrong = now.filter((id, index) => id !== target[index]).length;
    if (wrong > 0) throw new Error(`After the re-rank ${wrong} issues stand elsewhere.`);
    const sum = <T>(of: Readonly<Record<string, T>>, value: (row: T) => number): number =>
      Object.values(of).reduce((total, row) => total + value(row), 0);
    const ranked = jira['PUT /rest/agile/1.0/issue/rank'] ?? { calls: 0, errors: 0 };
    const name = `re-rank ${issues.toLocaleString('en')} at random, carried out`;
    return [
      figure(
        `order of ${issues.toLocaleString('en')} read: Jira points`,
        sum(opened.jira, (row) => row.points),
        'points',
      ),
      // Those that Jira put off with a 429 moved nothing.
      figure(`${name}: rank calls`, ranked.calls - ranked.errors, 'calls', { baseline: planned, limit: planned }),
      figure(
        `${name}: Jira calls`,
        sum(jira, (row) => row.calls),
        'calls',
      ),
      figure(
        `${name}: Jira points`,
        sum(jira, (row) => row.points),
        'points',
        { baseline: 65_000, limit: 65_000 },
      ),
      figure(
        `${name}: invocations`,
        sum(functions, (row) => row.invocations),
        'invocations',
      ),
      figure(`${name}: storage written`, sum(storage, (row) => row.bytesWritten) / 1024, 'KB'),
    ];
  } finally {
    await emulator.close();
  }
}

function shuffled(count: number, random: Random): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index--) {
    const other = Math.floor(random.next() * (index + 1));
    [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
  }
  return order;
}

/** One issue in a hundred is elsewhere. */
function disturbed(count: number, random: Random): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let moved = 0; moved < count / 100; moved++) {
    const [one = 0] = order.splice(Math.floor(random.next() * count), 1);
    order.splice(Math.floor(random.next() * count), 0, one);
  }
  return order;
}

/** Rows of the real backlog that are no epics, where it is at hand. */
function realRows(root: string): number | null {
  const file = join(root, '..', 'shared', 'data', 'backlog', 'XD.csv');
  if (!existsSync(file)) return null;
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const type = head.split(',').indexOf('type');
  return lines.filter((line) => line !== '' && !/(^|,)"?Epic"?(,|$)/.test(line) && type >= 0).length;
}
