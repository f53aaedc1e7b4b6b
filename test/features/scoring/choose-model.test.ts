import type { Actor } from '../../../src/core/actor';
import { AppError, RateLimitedError, RejectedError } from '../../../src/core/errors';
import { createAudit } from '../../../src/features/audit/index';
import { createScoring } from '../../../src/features/scoring/index';
import type { Draft } from '../../../src/features/scoring/custom-model';
import { ONE_TO_FIVE } from '../../../src/features/scoring/scales';
import { anIssueList } from '../../builders/fake-list';
import { anIssue, authorityOf, FakeScoreFields, memoryStorage, silentLog } from '../../builders/fakes';

const ada: Extract<Actor, { kind: 'person' }> = { kind: 'person', accountId: 'ada', licensed: true };
const WSJF = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };
const OURS: Draft = {
  name: 'Ours',
  combination: 'ratio',
  factors: [
    { key: 'userBusinessValue', label: 'Value', help: '', role: 'benefit', weight: 2, scale: { kind: 'range', min: 0, max: 20, unit: '' } },
    { key: 'jobSize', label: 'Size', help: '', role: 'cost', weight: 1, scale: { kind: 'range', min: 1, max: 20, unit: '' } },
  ],
};

function aFeature(given: { issues?: number; administers?: boolean } = {}) {
  const { issues = 3, administers = true } = given;
  const fields = new FakeScoreFields(
    ...Array.from({ length: issues }, (_, index) =>
      anIssue({ id: String(10_001 + index), factors: { model: 'wsjf', inputs: WSJF }, score: 13 }),
    ),
  );
  const storage = memoryStorage();
  const started: { body: unknown; delay: number | undefined }[] = [];
  const notices: unknown[] = [];
  const clock = { now: 1_000 };
  const authority = authorityOf((_actor, power) =>
    power === 'configure' && !administers
      ? { allowed: false, reason: 'not-admin' }
      : { allowed: true, capacity: { kind: 'admin' }, accountableOwner: 'olivia' },
  );
  const feature = createScoring({
    fields,
    found: fields,
    history: fields,
    positions: { of: async () => ({ kind: 'unknown' }) },
    list: anIssueList(fields),
    authority,
    projects: { asCaller: async (id) => ({ id, key: 'SHOP', name: 'Shop', software: true }) },
    people: { nameOf: async (account) => account.toUpperCase(), namesOf: async () => new Map() },
    notice: { post: async (_project, notice) => void notices.push(notice) },
    jobs: { start: async (body, _key, delay) => void started.push({ body, delay }) },
    storage,
    audit: createAudit({ now: () => clock.now, newId: () => 'id' }),
    log: silentLog,
    now: () => clock.now,
    newId: () => '12345678-rest',
  });
  const settings = async () => {
    const read = await feature.settings(ada, '10000');
    if (read.kind !== 'shown') throw new Error(read.reason);
    return read.shown;
  };
  const builtIn = (id: string, revision: number) =>
    feature.chooseModel(ada, { projectId: '10000', revision, choice: { kind: 'built-in', id } });
  const own = (draft: Draft, revision: number, given: { id?: string; basedOn?: string } = {}) =>
    feature.chooseModel(ada, {
      projectId: '10000',
      revision,
      choice: { kind: 'own', model: { ...draft, id: given.id ?? null, basedOn: given.basedOn ?? null } },
    });
  return { feature, fields, storage, started, notices, clock, settings, builtIn, own };
}

describe('Choosing another model', () => {
  it('keeps the answers, takes the scores away in a pass, and says how many are to be answered', async () => {
    const { feature, fields, builtIn, settings, started } = aFeature();
    expect(await builtIn('rice', 0)).toEqual({ kind: 'chosen' });
    expect(started).toEqual([{ body: { projectId: '10000' }, delay: 0 }]);
    expect(await settings()).toMatchObject({
      revision: 1,
      chosen: 'rice',
      lastChange: { by: 'ada', name: 'ADA' },
      pass: { running: true, seen: 0 },
    });
    await feature.rescore('10000');
    expect([...fields.issues.values()].map(({ score }) => score)).toEqual([null, null, null]);
    expect(fields.issues.get('10001')?.factors).toEqual({ model: 'wsjf', inputs: WSJF });
    expect((await settings()).pass).toMatchObject({ running: false, seen: 3, scored: 0, incomplete: 3, refused: 0 });
  });

  it('and going back brings the scores back', async () => {
    const { feature, fields, builtIn } = aFeature();
    await builtIn('rice', 0);
    await feature.rescore('10000');
    await builtIn('wsjf', 1);
    await feature.rescore('10000');
    expect([...fields.issues.values()].map(({ score }) => score)).toEqual([13, 13, 13]);
  });

  it('is recorded in the same write, with what was and what is', async () => {
    const { storage, builtIn } = aFeature();
    await builtIn('rice', 0);
    expect(storage.commits).toEqual([4]);
    expect(JSON.parse(storage.values.get('10000:1000:id') ?? '{}')).toMatchObject({
      kind: 'scoring-model-chosen',
      actor: 'ada',
      detail: { before: { chosen: 'wsjf' }, after: { chosen: 'rice' }, accountableOwner: 'olivia' },
    });
  });

  it('tells the later of two admins, and writes nothing over the first', async () => {
    const { builtIn, settings } = aFeature();
    const results = await Promise.all([builtIn('rice', 0), builtIn('ice', 0)]);
    expect(results.map((result) => (result.kind === 'refused' ? result.reason : result.kind)).sort()).toEqual(['chosen', 'conflict']);
    expect((await settings()).revision).toBe(1);
  });

  it('begins no pass where nothing changes, but tells Jira’s lists again', async () => {
    const { builtIn, started, notices } = aFeature();
    expect(await builtIn('wsjf', 0)).toEqual({ kind: 'chosen' });
    expect(started).toEqual([]);
    expect(notices).toHaveLength(1);
  });

  it.each([
    ['a model that does not exist', 'velocity', 'no-such-model'],
    ['a key every object has', 'constructor', 'no-such-model'],
  ])('is refused for %s', async (_what, id, reason) => {
    const { builtIn, storage } = aFeature();
    expect(await builtIn(id, 0)).toEqual({ kind: 'refused', reason });
    expect(storage.values.size).toBe(0);
  });

  it('is refused to whoever does not administer the project, and so are settings and samples', async () => {
    const { feature, builtIn, storage } = aFeature({ administers: false });
    const no = { kind: 'refused', reason: 'not-admin' };
    expect(await builtIn('rice', 0)).toEqual(no);
    expect(await feature.settings(ada, '10000')).toEqual(no);
    expect(await feature.samples(ada, '10000')).toEqual(no);
    expect(storage.values.size).toBe(0);
  });
});

describe("A project's own model", () => {
  it('made from a built-in one goes on with its answers', async () => {
    const { feature, fields, own, settings } = aFeature();
    expect(await own(OURS, 0, { basedOn: 'wsjf' })).toEqual({ kind: 'chosen' });
    await feature.rescore('10000');
    expect([...fields.issues.values()].map(({ score }) => score)).toEqual([8, 8, 8]);
    expect(await settings()).toMatchObject({ chosen: 'own-12345678', own: { accepts: ['wsjf'] }, pass: { scored: 3 } });
  });

  it('started from nothing has no answers yet', async () => {
    const { feature, own, settings } = aFeature();
    await own(OURS, 0);
    await feature.rescore('10000');
    expect((await settings()).pass).toMatchObject({ scored: 0, incomplete: 3 });
  });

  it('stays where another is chosen, to come back to', async () => {
    const { own, builtIn, settings } = aFeature();
    await own(OURS, 0);
    await builtIn('rice', 1);
    expect(await settings()).toMatchObject({ chosen: 'rice', own: { name: 'Ours' } });
  });

  it('with a question more makes the others wait for its answer, and says so', async () => {
    const { feature, own, settings } = aFeature();
    await own(OURS, 0, { basedOn: 'wsjf' });
    const more = { key: 'benefit', label: 'Joy', help: '', role: 'benefit' as const, weight: 1, scale: ONE_TO_FIVE };
    await own({ ...OURS, factors: [...OURS.factors, more] }, 1, { id: 'own-12345678' });
    await feature.rescore('10000');
    expect((await settings()).pass).toMatchObject({ scored: 0, incomplete: 3 });
  });

  it('with faults is refused with a sentence at each, and nothing is stored', async () => {
    const { own, storage } = aFeature();
    expect(await own({ ...OURS, name: '', factors: [] }, 0)).toMatchObject({ kind: 'invalid', faults: { name: /./, factors: /./ } });
    expect(storage.values.size).toBe(0);
  });

  it('refuses a removed question that comes back under its key', async () => {
    const { own } = aFeature();
    await own(OURS, 0);
    const [, size] = OURS.factors;
    const less: Draft = { name: 'Ours', combination: 'weighted', factors: size ? [size] : [] };
    await own(less, 1, { id: 'own-12345678' });
    expect(await own(OURS, 2, { id: 'own-12345678' })).toMatchObject({
      kind: 'invalid',
      faults: { 'factors.0.label': expect.stringMatching(/removed/) },
    });
  });

  it('of another id is not this project’s', async () => {
    const { own } = aFeature();
    expect(await own(OURS, 0, { id: 'own-of-others' })).toEqual({ kind: 'refused', reason: 'no-such-model' });
  });
});

describe('The pass over a project', () => {
  it('goes on page by page, and after a failure from where it was', async () => {
    const { feature, fields, builtIn, settings, clock } = aFeature({ issues: 10 });
    fields.pageSize = 3;
    await builtIn('rice', 0);
    let pages = 0;
    fields.fail = (call) => {
      if (call === 'inProject' && (pages += 1) === 3) throw new AppError('unavailable', 'down');
    };
    await expect(feature.rescore('10000')).rejects.toThrow('down');
    expect((await settings()).pass).toMatchObject({ running: true, seen: 6 });
    expect(await feature.resumePasses()).toBe(0);
    clock.now += 7 * 60_000;
    expect(await feature.resumePasses()).toBe(1);
    await feature.rescore('10000');
    expect((await settings()).pass).toMatchObject({ running: false, seen: 10, incomplete: 10 });
    expect([...fields.issues.values()].every(({ score }) => score === null)).toBe(true);
    expect(await feature.resumePasses()).toBe(0);
  });

  it('waits as long as Jira asks', async () => {
    const { feature, fields, builtIn, started } = aFeature();
    await builtIn('rice', 0);
    fields.fail = (call) => {
      if (call === 'inProject') throw new RateLimitedError(30);
    };
    await feature.rescore('10000');
    expect(started.at(-1)).toEqual({ body: { projectId: '10000' }, delay: 30 });
  });

  it('of an older change leaves the journal to the newer one', async () => {
    const { feature, fields, builtIn, settings } = aFeature({ issues: 4 });
    fields.pageSize = 2;
    await builtIn('rice', 0);
    let once = true;
    fields.fail = (call) => {
      if (call === 'read' && once) {
        once = false;
        void builtIn('wsjf', 1);
      }
    };
    await feature.rescore('10000');
    await feature.rescore('10000');
    expect((await settings()).pass).toMatchObject({ running: false, seen: 4, scored: 4 });
    expect([...fields.issues.values()].map(({ score }) => score)).toEqual([13, 13, 13, 13]);
  });

  it('ends where Jira knows no such project any more', async () => {
    const { feature, fields, builtIn, settings, clock } = aFeature();
    await builtIn('rice', 0);
    fields.fail = (call) => {
      if (call === 'inProject') throw new RejectedError(['The value 10000 does not exist for the field project.'], {});
    };
    await feature.rescore('10000');
    expect((await settings()).pass).toMatchObject({ running: false, seen: 0 });
    clock.now += 60 * 60_000;
    expect(await feature.resumePasses()).toBe(0);
  });

  it('does nothing where none was begun', async () => {
    const { feature, fields } = aFeature();
    await feature.rescore('10000');
    expect(fields.calls).toEqual([]);
  });
});

describe('History', () => {
  it('says who changed what, newest first, with the scores then', async () => {
    const { feature, fields } = aFeature({ issues: 0 });
    fields.issues.set('10001', anIssue());
    await feature.score({ ...ada, accountId: 'mia' }, { issueId: '10001', answers: WSJF });
    await feature.score(ada, { issueId: '10001', answers: { jobSize: 13 } });
    const { changes, more } = await feature.history('10001');
    expect(more).toBe(false);
    expect(changes).toMatchObject([
      { by: { accountId: 'ada' }, score: { from: 13, to: 2 }, model: null, answers: [{ label: 'Job size', from: 2, to: 13 }] },
      { by: { accountId: 'mia' }, score: { from: null, to: 13 }, answers: [{ from: null, to: 8 }, {}, {}, {}] },
    ]);
  });

  it('says when the answers went over to another model', async () => {
    const { feature, builtIn } = aFeature({ issues: 1 });
    await builtIn('rice', 0);
    await feature.score(ada, { issueId: '10001', answers: { reach: 5 } });
    const { changes } = await feature.history('10001');
    expect(changes).toMatchObject([{ model: 'RICE', score: { from: 13, to: null }, answers: [{ label: 'Reach', from: null, to: 5 }] }]);
  });

  it('is not for whoever cannot see the issue', async () => {
    const { feature } = aFeature({ issues: 0 });
    await expect(feature.history('10009')).rejects.toMatchObject({ code: 'not-found' });
  });
});
