import fc from 'fast-check';
import { bucketOf } from '../../../emulator/jira/lexo-rank';
import { Jira } from '../../../emulator/jira/jira';
import { JiraState } from '../../../emulator/jira/state';
import { DEFAULT_SWITCHES } from '../../../emulator/switches';
import { PlanningSite } from '../jql/planning-site';

const buckets = (site: PlanningSite): Set<number> => new Set(site.jira.ranking.ordered().map((issue) => bucketOf(issue.rank)));

describe('Rebalancing', () => {
  it('moves every rank to the next bucket, again and again, and tells nobody', async () => {
    const site = new PlanningSite();
    const issues = site.issues(25);
    site.jira.ranking.move(site.as('ann'), [issues[20]!.id], { before: issues[3]!.id });
    const order = site.ranked();
    const history = issues.map((issue) => site.jira.issues.historyOf(issue.id).length);
    const updated = issues.map((issue) => site.current(issue).updated);
    let events = 0;
    site.jira.events.subscribe(() => (events += 1));
    for (const bucket of [1, 2, 0, 1]) {
      site.jira.ranking.startRebalance({ issuesPerStep: 4, stepMs: 1_000 });
      await site.clock.advance(60_000);
      expect(buckets(site)).toEqual(new Set([bucket]));
      expect(site.ranked()).toEqual(order);
    }
    expect(events).toBe(0);
    expect(issues.map((issue) => site.jira.issues.historyOf(issue.id).length)).toEqual(history);
    expect(issues.map((issue) => site.current(issue).updated)).toEqual(updated);
    expect(site.clock.pending()).toEqual([]);
  });

  it('keeps the order at every step, and in the values themselves', async () => {
    const site = new PlanningSite();
    site.issues(9);
    const order = site.ranked();
    for (let round = 0; round < 3; round += 1) {
      site.jira.ranking.startRebalance({ issuesPerStep: 2, stepMs: 1_000 });
      for (let step = 0; step < 6; step += 1) {
        await site.clock.advance(1_000);
        const ranks = site.jira.ranking.ordered().map((issue) => issue.rank);
        expect([...ranks].sort()).toEqual(ranks);
        expect(site.ranked()).toEqual(order);
        expect(site.find('project = WEB ORDER BY Rank')).toEqual(order);
      }
    }
  });

  it('takes new issues and moves meanwhile, in every bucket', async () => {
    const action = fc.record({ kind: fc.constantFrom('step', 'create', 'move'), from: fc.nat(30), to: fc.nat(30), before: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 30 }), fc.nat(2), async (actions, rounds) => {
        const site = new PlanningSite();
        site.issues(6);
        for (let round = 0; round < rounds; round += 1) {
          site.jira.ranking.startRebalance();
          await site.clock.advance(10_000);
        }
        let model = site.jira.ranking.ordered().map((issue) => issue.id);
        site.jira.ranking.startRebalance({ issuesPerStep: 1, stepMs: 1_000 });
        for (const { kind, from, to, before } of actions) {
          if (kind === 'step') await site.clock.advance(1_000);
          if (kind === 'create') model.push(site.issue('New').id);
          if (kind === 'move') {
            const [id, anchor] = [model[from % model.length]!, model[to % model.length]!];
            site.jira.ranking.move(site.as('ann'), [id], before ? { before: anchor } : { after: anchor });
            if (id !== anchor) {
              model = model.filter((one) => one !== id);
              model.splice(model.indexOf(anchor) + (before ? 0 : 1), 0, id);
            }
          }
          const now = site.jira.ranking.ordered();
          expect(now.map((issue) => issue.id)).toEqual(model);
          expect(now.every((issue, index) => index === 0 || now[index - 1]!.rank < issue.rank)).toBe(true);
        }
        await site.clock.advance(100_000);
        expect(site.jira.ranking.ordered().map((issue) => issue.id)).toEqual(model);
        expect(buckets(site)).toEqual(new Set([(rounds + 1) % 3]));
      }),
      { numRuns: 30 },
    );
  });

  it('is finished after a restart in the middle', async () => {
    const site = new PlanningSite();
    site.issues(10);
    const order = site.ranked();
    site.jira.ranking.startRebalance({ issuesPerStep: 3, stepMs: 1_000 });
    await site.clock.advance(2_000);
    expect(site.jira.ranking.isRebalancing).toBe(true);
    const again = new Jira(
      site.clock,
      { ...DEFAULT_SWITCHES },
      JiraState.restore(JSON.parse(JSON.stringify(site.jira.state.snapshot())) as Record<string, unknown>),
    );
    await site.clock.advance(60_000);
    expect(again.ranking.isRebalancing).toBe(false);
    expect(again.ranking.ordered().map((issue) => issue.summary)).toEqual(order);
  });

  it('starts by itself when a rank has grown too long', async () => {
    const site = new PlanningSite();
    const [first, second, third] = site.issues(3);
    for (let turn = 0; turn < 800 && site.clock.pending().length === 0; turn += 1) {
      site.jira.ranking.move(site.as('ann'), [turn % 2 === 0 ? third!.id : second!.id], { after: first!.id });
    }
    expect(site.clock.pending().map((item) => item.kind)).toEqual(['rebalance']);
    await site.clock.advance(60_000);
    expect(Math.max(...site.jira.ranking.ordered().map((issue) => issue.rank.length))).toBe(9);
  });
});
