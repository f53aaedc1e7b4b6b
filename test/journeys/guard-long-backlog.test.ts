import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBacklog } from '../../emulator/demo/backlog-csv';
import { loadBacklog } from '../../emulator/demo/load-backlog';
import { Random } from '../../emulator/demo/random';
import { peopledState } from '../../emulator/demo/seed';
import { setUpApp } from '../../emulator/demo/setup-app';
import { guarded, type GuardedSite } from '../builders/guarded-site';
import { aSite, BASE_URL, SITE_NOW, type TestSite } from '../builders/site';

const REAL = join(__dirname, '..', '..', '..', 'shared', 'data', 'backlog', 'XD.csv');
const thereIsOne = existsSync(REAL);
const test = thereIsOne ? it : it.skip;
const about = thereIsOne ? '' : ' (skipped: ../shared/data/backlog/XD.csv is not there)';

jest.setTimeout(60_000);

interface Move {
  readonly who: 'owner' | 'developer';
  readonly key: string;
  readonly to: { readonly before: string } | { readonly after: string };
}

const anchorOf = ({ to }: Move): string => ('before' in to ? to.before : to.after);

let site: TestSite;
let xd: GuardedSite;
/** What Jira answered the app that it should not have had to: calls over a limit. */
let refused: string[];

beforeEach(async () => {
  if (!thereIsOne) return;
  const options = { now: SITE_NOW, baseUrl: BASE_URL };
  const state = peopledState(options);
  await loadBacklog(state, readBacklog(REAL, readFileSync(REAL, 'utf8')), { ...options, keepStatus: false });
  site = await aSite({ seed: 'people', from: { state, forgeData: undefined } });
  await setUpApp(site, ['XD'], { score: null });
  refused = [];
  let ranked = 0;
  site.activity.subscribe(({ kind, title }) => {
    if (kind !== 'jira') return;
    if (/\b429\b/.test(title)) refused.push(title);
    // On a clock that stands still calls would come faster than Jira allows: a tenth of a second each, in lumps, as waiting costs real time.
    if (title.startsWith('PUT /rest/agile/1.0/issue/rank')) ranked += 1;
    if (ranked === 20) {
      ranked = 0;
      site.forge.faults.apply({ jira: { who: 'app', path: '/issue/rank$', latencyMs: 2_000, times: 1 } });
    }
  });
  xd = await guarded(site, 'XD');
}, 60_000);

afterEach(async () => {
  if (thereIsOne) await site.close();
});

/** All before the app sees the first of them: the clock stands still. */
async function play(moves: readonly Move[]): Promise<void> {
  const began = site.clock.now();
  for (const { who, key, to } of moves) await xd.rank(who, [key], to);
  expect(site.clock.now()).toBe(began);
}

async function afterMinutes(minutes: number): Promise<void> {
  await xd.quiet();
  for (let minute = 0; minute < minutes; minute++) {
    await site.clock.advance(60_000);
    await site.settle();
  }
}

const applied = (order: readonly string[], moves: readonly Move[]): readonly string[] =>
  moves.reduce<readonly string[]>((now, { key, to }) => {
    const others = now.filter((each) => each !== key);
    const at = others.indexOf('before' in to ? to.before : to.after) + ('before' in to ? 0 : 1);
    return [...others.slice(0, at), key, ...others.slice(at)];
  }, order);

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const left = [...items];
  return items.map(() => left.splice(random.between(0, left.length - 1), 1)[0] as T);
}

const nextTo = (random: Random, anchor: string): Move['to'] => (random.next() < 0.5 ? { before: anchor } : { after: anchor });

const guard = async () => (await xd.onPage('owner', 'ranking/guard')).data;

/** The place in the guard's order, as the panel tells it. */
async function placeOf(key: string): Promise<number | undefined> {
  const issueId = site.jira.issues.byIdOrKey(key)?.id ?? '';
  const { body } = await site
    .as('owner')
    .post('/_emulator/invoke', { module: 'prioritization-panel', function: 'scoring/open', payload: { issueId }, issue: key });
  return body.result.data.position.place;
}

async function wholeLog() {
  const rows: { issue: { key: string }; outcome: string; assumed: boolean; by: { accountId: string }; at: number }[] = [];
  let before: string | null = null;
  do {
    const { data } = await xd.onPage('owner', 'ranking/log', before === null ? {} : { before });
    rows.push(...data.rows);
    before = data.next;
  } while (before !== null);
  return rows;
}

function expectNoRefusals(): void {
  expect(refused).toEqual([]);
  expect(site.violations()).toEqual([]);
}

test(`keeps the owner’s 20 of 220 moves made at once, where nobody else touched what they stand next to${about}`, async () => {
  const before = await xd.order();
  expect(before.length).toBeGreaterThan(2_000);
  const random = new Random(2_407);
  // What the owner moves and names, and the one above it: on its other side a stranger's stray leaves open which side was meant.
  const [movers, anchors] = [new Set<string>(), new Set<string>()];
  for (const key of shuffled(random, before).slice(0, 40)) (movers.size < 20 ? movers : anchors).add(key);
  const owned = new Set([...movers, ...anchors]);
  before.forEach((key, index) => {
    if (anchors.has(before[index + 1] ?? '')) owned.add(key);
  });
  const free = before.filter((key) => !owned.has(key));
  const byOwner = [...movers].map((key): Move => ({ who: 'owner', key, to: nextTo(random, random.pick([...anchors])) }));
  const byDeveloper = Array.from({ length: 200 }, (): Move => {
    const key = random.pick(free);
    return { who: 'developer', key, to: nextTo(random, random.pick(before.filter((each) => each !== key))) };
  });
  const moves = shuffled(random, [...byOwner, ...byDeveloper]);
  await play(moves);
  await afterMinutes(10);
  const alone = moves.filter(({ who }) => who === 'owner');
  expect(await xd.order()).toEqual(applied(before, alone));
  expect(await guard()).toMatchObject({ state: { kind: 'restoring' }, astray: 0 });
  expectNoRefusals();
});

test(`comes to rest where the owner and the developer moved the same issues at once, and says what it assumed${about}`, async () => {
  const before = await xd.order();
  const random = new Random(1_204);
  const byDeveloper = Array.from({ length: 200 }, (): Move => {
    const key = random.pick(before);
    return { who: 'developer', key, to: nextTo(random, random.pick(before.filter((each) => each !== key))) };
  });
  const contested = byDeveloper.slice(0, 60).map(({ key }) => key);
  const byOwner = Array.from({ length: 20 }, (_, index): Move => {
    const key = index % 2 === 0 ? random.pick(contested) : random.pick(before);
    const anchors = (index % 4 < 2 ? contested : before).filter((each) => each !== key);
    return { who: 'owner', key, to: nextTo(random, random.pick(anchors)) };
  });
  const moves = shuffled(random, [...byOwner, ...byDeveloper]);
  await play(moves);
  await afterMinutes(10);

  const after = await xd.order();
  expect(await guard()).toMatchObject({ state: { kind: 'restoring' }, astray: 0 });
  // The guard's own places of what was moved and of what it was put next to are those in Jira.
  for (const key of new Set(byOwner.flatMap((move) => [move.key, anchorOf(move)]))) {
    expect([key, await placeOf(key)]).toEqual([key, after.indexOf(key) + 1]);
  }
  const owned = new Set(byOwner.map(({ key }) => key));
  expect(after.filter((key) => !owned.has(key))).toEqual(before.filter((key) => !owned.has(key)));

  const rows = await wholeLog();
  const lastOf = new Map(moves.map(({ key, who }) => [key, who]));
  const both = [...owned].filter((key) => byDeveloper.some((move) => move.key === key));
  expect(both.length).toBeGreaterThanOrEqual(8);
  const told = both.map((key) => {
    const own = rows.filter(({ issue }) => issue.key === key);
    return lastOf.get(key) === 'owner' ? own.some(({ outcome }) => outcome === 'adopted') : own.some(({ assumed }) => assumed);
  });
  expect(told).toEqual(both.map(() => true));
  // Looking again changes nothing.
  await afterMinutes(10);
  expect(await xd.order()).toEqual(after);
  expectNoRefusals();
});
