import fc from 'fast-check';
import type { JsonObject } from '../../emulator/json';
import { DEFAULT_SWITCHES, type Switches } from '../../emulator/switches';
import { BUILT_IN } from '../../src/features/scoring/models/index';
import { evaluate, type StoredFactors } from '../../src/features/scoring/rules';
import { scoredSite, type IssueRef, type ScoredSite } from '../builders/scored-site';
import { aSite, type TestSite } from '../builders/site';

/**
 * Whatever people do at once and whatever is lost, doubled, late, refused or broken off on the way: once it is quiet, every score is what the project's model
 * makes of the answers Jira holds, each answer given is in Jira's history once, and no score is in it.
 */
let site: TestSite;
let on: ScoredSite;
let projectId = '';
let stories: readonly IssueRef[] = [];

beforeAll(async () => {
  site = await aSite();
  on = await scoredSite(site);
  projectId = (await site.as('admin').get('/rest/api/3/project/SHOP')).body.id;
  stories = (await on.unscored('SHOP')).slice(0, 3);
}, 60_000);

afterAll(async () => {
  expect(site.violations()).toEqual([]);
  await site.close();
});

interface Save {
  readonly who: 'owner' | 'developer';
  readonly story: number;
  readonly answers: Readonly<Record<string, number | null>>;
}

const story = (index: number): IssueRef => stories[index % stories.length] ?? { id: '', key: '' };

const byPanel = ({ who, story: index, answers }: Save) => on.onPanel(who, 'scoring/score', story(index), { answers });

const byRest = ({ who, story: index }: Save, value: StoredFactors | null) =>
  site.as(who).put(`/rest/api/3/issue/${story(index).key}`, { fields: { [on.factors]: value as unknown as JsonObject } });

const settings = async (): Promise<{ revision: number; chosen: string }> =>
  (await on.inSettings('admin', 'scoring/settings', projectId, { projectId })).data;

const choose = async (id: string): Promise<void> => {
  const { revision } = await settings();
  await on.inSettings('admin', 'scoring/choose-model', projectId, { projectId, revision, choice: { kind: 'built-in', id } });
};

const read = (index: number): Promise<{ factors: StoredFactors | null; score: number | null }> => on.held(story(index).id);

const entries = (field: string, index: number) =>
  (site.jira.state.changelogs.get(story(index).id) ?? []).filter((entry) => entry.items.some((item) => item.fieldId === field));

const step = fc.constantFrom(1, 2, 3, 5, 8, 13, 20);
const answer = fc.option(step, { nil: null });
const save = fc.record({
  who: fc.constantFrom<Save['who']>('owner', 'developer'),
  story: fc.nat(2),
  answers: fc.record(
    { userBusinessValue: answer, timeCriticality: answer, riskReductionOpportunityEnablement: answer, jobSize: answer },
    { requiredKeys: [] },
  ),
});
const inputs = fc.dictionary(
  fc.constantFrom('userBusinessValue', 'timeCriticality', 'riskReductionOpportunityEnablement', 'jobSize', 'reach'),
  step,
);
const written = fc.option(fc.record({ model: fc.constantFrom('wsjf', 'wsjf', 'rice'), inputs }), { nil: null });

type Deed =
  | { readonly kind: 'two at once'; readonly saves: readonly [Save, Save] }
  | { readonly kind: 'by REST'; readonly save: Save; readonly value: StoredFactors | null }
  | { readonly kind: 'model'; readonly id: string };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('two at once' as const), saves: fc.tuple(save, save) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('by REST' as const), save, value: written }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('model' as const), id: fc.constantFrom('wsjf', 'rice') }) },
);

const trouble = fc.record({
  eventLoss: fc.constantFrom(0, 0.5, 1),
  eventDoubling: fc.constantFrom(0, 1),
  eventReorder: fc.boolean(),
  eventDelayMs: fc.constantFrom(1_000, 180_000),
  indexLagMs: fc.constantFrom(0, 60_000),
  appFieldEmitsEvent: fc.boolean(),
  objectChangelog: fc.constantFrom<Switches['objectChangelog']>('json', 'formatted'),
});
/** Strikes the next calls of the app: refused, slowed down, or the function dies before or after its n-th call. */
const fault = fc.option(
  fc.oneof(
    fc
      .constantFrom(429, 500, 503)
      .map((status) => ({ jira: { path: '/app/field/value', status, headers: { 'Retry-After': '1' }, times: 3 } })),
    fc
      .constantFrom(429, 503)
      .map((status) => ({ jira: { path: 'bulkfetch|search/jql', status, headers: { 'Retry-After': '1' }, times: 2 } })),
    fc
      .record({ call: fc.integer({ min: 1, max: 8 }), when: fc.constantFrom<'before' | 'after'>('before', 'after') })
      .map((crash) => ({ crash })),
  ),
  { nil: null },
);

it('every score follows its answers, once in history, whatever happens on the way', async () => {
  await fc.assert(
    fc.asyncProperty(trouble, fc.array(fc.tuple(deed, fault), { minLength: 1, maxLength: 6 }), async (switches, deeds) => {
      Object.assign(site.switches, DEFAULT_SWITCHES, switches);
      const before = stories.map((_, index) => entries(on.factors, index).length);
      for (const [each, strikes] of deeds) {
        if (strikes) site.forge.faults.apply(strikes as never);
        if (each.kind === 'two at once') await Promise.all(each.saves.map(byPanel));
        else if (each.kind === 'by REST') await byRest(each.save, each.value);
        else await choose(each.id);
      }
      site.forge.faults.apply({ reset: true });
      Object.assign(site.switches, { eventLoss: 0 });
      await site.settle();
      // A pass that broke off is found by the schedule a few minutes later.
      await site.forge.advance(15 * 60_000);
      await site.settle();

      const { chosen } = await settings();
      const model = BUILT_IN.find(({ id }) => id === chosen);
      if (!model) throw new Error(chosen);
      for (const [index] of stories.entries()) {
        const now = await read(index);
        const outcome = evaluate(model, now.factors);
        expect({ ...now, score: now.score }).toEqual({ ...now, score: outcome.kind === 'scored' ? outcome.score : null });
        expect(entries(on.score, index)).toEqual([]);
        // Every entry is a change: nothing was written twice. (Where Jira keeps words only, two answers may read the same.)
        if (switches.objectChangelog === 'formatted') continue;
        const changes = entries(on.factors, index).slice(before[index]);
        for (const { items } of changes) expect(items.every((item) => item.from !== item.to)).toBe(true);
      }
      // Once it is quiet it stays so.
      site.activity.resetUsage();
      await site.settle();
      expect(site.activity.usage().jira['POST /rest/api/3/app/field/value']).toBeUndefined();
    }),
    { numRuns: 15 },
  );
}, 300_000);

it('two people who answer different questions in the same moment both keep their answers', async () => {
  Object.assign(site.switches, DEFAULT_SWITCHES);
  await choose('wsjf');
  await fc.assert(
    fc.asyncProperty(step, step, step, step, async (a, b, c, d) => {
      await byRest({ who: 'owner', story: 0, answers: {} }, null);
      const first = { userBusinessValue: a, jobSize: d };
      const second = { timeCriticality: b, riskReductionOpportunityEnablement: c };
      await Promise.all([byPanel({ who: 'owner', story: 0, answers: first }), byPanel({ who: 'developer', story: 0, answers: second })]);
      await site.settle();
      expect((await read(0)).factors?.inputs).toEqual({ ...first, ...second });
      expect((await read(0)).score).toBe(Math.round(((a + b + c) / d) * 100 + 1e-7) / 100);
    }),
    { numRuns: 15 },
  );
}, 120_000);
