import type { Json } from '../../emulator/json';
import { displayTexts } from '../../emulator/site/display-texts';
import { bounds, type ScoringModel } from '../../src/features/scoring/model';
import { BUILT_IN } from '../../src/features/scoring/models/index';
import { newKey } from '../../src/features/scoring/custom-model';
import { wsjf } from '../../src/features/scoring/models/wsjf';
import { check } from '../../src/features/scoring/rules';
import { scoredSite, type IssueRef, type ScoredSite } from '../builders/scored-site';
import { aSite, type TestSite } from '../builders/site';
import { describeWithShared } from '../builders/shared';
import { allVectors, type Vector } from '../builders/vectors';

let site: TestSite;
let on: ScoredSite;
let projectId = '';
let story: IssueRef;

beforeAll(async () => {
  site = await aSite();
  on = await scoredSite(site);
  projectId = (await site.as('admin').get('/rest/api/3/project/SHOP')).body.id;
  [story] = await on.unscored('SHOP');
}, 60_000);

afterAll(async () => {
  expect(site.violations()).toEqual([]);
  await site.close();
});

/** The project's admin chooses a built-in model as it is, or a new one of the project's own: an old one's questions may not come back. */
async function choose(model: ScoringModel, as: 'built-in' | 'own'): Promise<void> {
  const { revision } = (await on.inSettings('admin', 'scoring/settings', projectId, { projectId })).data;
  const { name, combination, factors: asked } = model;
  const choice =
    as === 'own'
      ? { kind: 'own', model: { id: null, basedOn: null, name, combination, factors: asked as unknown as Json } }
      : { kind: 'built-in', id: model.id };
  expect(await on.inSettings('admin', 'scoring/choose-model', projectId, { projectId, revision, choice })).toMatchObject({ ok: true });
  await site.settle();
}

const inputsOf = (model: ScoringModel, given: readonly (number | null)[]): Record<string, number> =>
  Object.fromEntries(model.factors.flatMap(({ key }, index) => (typeof given[index] === 'number' ? [[key, given[index]]] : [])));

const held = async (): Promise<number | null> => (await on.held(story.id)).score;

const clear = async (): Promise<void> => {
  await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: null } });
  await site.settle();
};

const text = (): string => {
  const issue = site.jira.issues.visible(site.as('developer').accountId, story.key);
  return displayTexts(site.jira, site.as('developer').accountId, issue)[on.factors] ?? '';
};

/** The same formula on scales that take any number, as a project may write it: published examples leave the usual scales. */
function onWideScales(model: ScoringModel): ScoringModel {
  return {
    ...model,
    factors: model.factors.map((factor, index) => ({
      ...factor,
      // Keys of their own: what this model asks is not what the last one asked.
      key: `${factor.role}${index + 1}`,
      scale: { kind: 'range' as const, min: 0, max: 1_000_000, unit: factor.scale.unit },
    })),
  };
}

describeWithShared('Every published vector through the resolver', 'vectors/scoring.json', (file) => {
  const vectors = allVectors(file);
  const onScale = ({ model, in: given }: Vector): boolean => check(model, inputsOf(model, given)).length === 0;
  const isBuiltIn = ({ model }: Vector): boolean => BUILT_IN.includes(model);

  async function scored({ model, in: given, score: expected, error }: Vector): Promise<void> {
    await clear();
    const reply = await on.onPanel('developer', 'scoring/score', story, { answers: inputsOf(model, given) });
    if (error !== undefined) expect(reply).toMatchObject({ ok: false, code: 'refused', message: expect.stringContaining("can't be zero") });
    else if (expected === null)
      expect(reply).toMatchObject({ ok: true, data: { value: { outcome: { kind: 'incomplete' }, stored: null } } });
    else expect(reply).toMatchObject({ ok: true, data: { value: { outcome: { kind: 'scored', score: expected }, stored: expected } } });
    expect(await held()).toBe(expected ?? null);
  }

  it.each(BUILT_IN.map((model): [string, ScoringModel] => [model.id, model]))(
    '%s as it is: on its scales the score, off them a sentence',
    async (_id, model) => {
      await choose(model, 'built-in');
      for (const vector of vectors.filter((each) => each.model === model)) {
        if (onScale(vector) || vector.error !== undefined) await scored(vector);
        else {
          const reply = await on.onPanel('developer', 'scoring/score', story, { answers: inputsOf(model, vector.in) });
          expect(reply).toMatchObject({ ok: false, code: 'refused', message: expect.stringMatching(/takes (one of|a number from)/) });
        }
      }
    },
    60_000,
  );

  // Ulwick's formula is its own; all its examples are on its scale.
  const written = BUILT_IN.filter(({ combination }) => combination !== 'gap');
  it.each(written.map((model): [string, ScoringModel] => [model.id, model]))(
    "%s as a project's own, on scales that take every example",
    async (_id, model) => {
      let last: ScoringModel | undefined;
      for (const vector of vectors.filter((each) => each.model.id === model.id)) {
        // Weighted examples bring their own factors, and their scale is part of the formula.
        const mine = isBuiltIn(vector) ? onWideScales(vector.model) : vector.model;
        if (JSON.stringify(last?.factors) !== JSON.stringify(mine.factors)) await choose(mine, 'own');
        last = mine;
        await scored({ ...vector, model: mine });
      }
    },
    60_000,
  );
});

describe.each(BUILT_IN.map((model): [string, ScoringModel] => [model.id, model]))('%s through REST and the field', (_id, model) => {
  const inputs = Object.fromEntries(model.factors.map(({ key, scale }) => [key, bounds(scale)[1]]));
  const [first] = model.factors;

  it('is written by a developer, scored by the app, found by JQL and readable in a list', async () => {
    await choose(model, 'built-in');
    await clear();
    const stored = { model: model.id, inputs };
    expect((await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: stored } })).status).toBe(204);
    await site.settle();
    expect(await held()).toEqual(expect.any(Number));
    const alias = aliasOf(first?.key ?? '');
    const jql = `project = SHOP AND "Value factors.${alias}" = ${inputs[first?.key ?? '']} AND "Value score" is not EMPTY`;
    const { body } = await site.as('developer').post('/rest/api/3/search/jql', { jql, fields: ['summary'] });
    expect(body.issues.map(({ key }: { key: string }) => key)).toContain(story.key);
    expect(text()).toMatch(new RegExp(`\\(${model.name.replace(/[()]/g, '\\$&')}\\)$`));
  });

  it('says in lists why there is no score', async () => {
    const part = Object.fromEntries(Object.entries(inputs).slice(1));
    await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: { model: model.id, inputs: part } } });
    await site.settle();
    expect(await held()).toBeNull();
    expect(text()).toContain(`no score: ${first?.label} missing`);
    const off = { ...inputs, [first?.key ?? '']: -1 };
    await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: { model: model.id, inputs: off } } });
    await site.settle();
    expect(await held()).toBeNull();
    expect(text()).toContain(`no score: ${first?.label} off the scale`);
    await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: { model: 'another', inputs } } });
    await site.settle();
    expect(await held()).toBeNull();
    expect(text()).toBe(`No score: answered for another model (another), this project scores with ${model.name}`);
  });

  it('refuses a cost of zero in Jira itself', async () => {
    const cost = model.factors.find(({ role }) => role === 'cost' && model.combination === 'ratio');
    if (!cost) return;
    const zero = { model: model.id, inputs: { ...inputs, [cost.key]: 0 } };
    const { status, body } = await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: zero } });
    expect({ status, message: body.errors[on.factors] }).toEqual({
      status: 400,
      message: expect.stringContaining(`${cost.label} can't be zero`),
    });
  });
});

it('lists say the same of WSJF where nobody ever chose a model, and Jira takes a formatter of that length', async () => {
  const fresh = await aSite();
  try {
    const [issue] = await (await scoredSite(fresh)).unscored('SHOP');
    const said = async (inputs: Record<string, number>): Promise<string> => {
      await fresh.as('developer').put(`/rest/api/3/issue/${issue.key}`, { fields: { [on.factors]: { model: 'wsjf', inputs } } });
      const { accountId } = fresh.as('developer');
      return displayTexts(fresh.jira, accountId, fresh.jira.issues.visible(accountId, issue.key))[on.factors] ?? '';
    };
    await choose(wsjf, 'built-in');
    for (const inputs of [
      { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 },
      { userBusinessValue: 8, jobSize: 4 },
      {},
    ]) {
      const before = await said(inputs);
      await site.as('developer').put(`/rest/api/3/issue/${story.key}`, { fields: { [on.factors]: { model: 'wsjf', inputs } } });
      expect(before).toBe(text());
    }
    expect(await said({ userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 })).toBe(
      '8 + 13 + 5 over 2 (WSJF)',
    );
    const formatter = fresh.jira.fields.all().find(({ id }) => id === on.factors)?.forge?.formatter?.expression ?? '';
    // Not documented; others report a limit of a thousand.
    expect(formatter.length).toBeLessThan(1_000);
    expect(formatter.length).toBeGreaterThan(0);
  } finally {
    await fresh.close();
  }
});

it("a project's own questions have keys that JQL knows by name, as long as their role has any", () => {
  for (const role of ['benefit', 'multiplier', 'cost'] as const) {
    const factors: { key: string }[] = [];
    for (let key = newKey(role, { factors, retired: [] }); key.startsWith(role); key = newKey(role, { factors, retired: [] })) {
      expect({ key, alias: aliasOf(key) }).toEqual({ key, alias: expect.stringMatching(new RegExp(`^${role}`, 'i')) });
      factors.push({ key });
    }
    expect(factors.length).toBeGreaterThanOrEqual(4);
  }
});

/** The name JQL knows an answer by, from manifest.yml as Jira got it. */
function aliasOf(key: string): string {
  const field = site.jira.fields.all().find((each) => each.id === on.factors);
  const schema = field?.forge?.schema as { properties: { inputs: { properties: Record<string, { searchAlias: string }> } } } | undefined;
  return schema?.properties.inputs.properties[key]?.searchAlias ?? '';
}
