import fc from 'fast-check';
import type { Actor } from '../../../src/core/actor';
import type { Decision } from '../../../src/core/authority';
import { AppError } from '../../../src/core/errors';
import { createAudit } from '../../../src/features/audit/index';
import { createScoring } from '../../../src/features/scoring/index';
import { scoringPolicyWrite, type TeamPolicy } from '../../../src/features/scoring/scoring-policy';
import { anIssueList } from '../../builders/fake-list';
import { anIssue, authorityOf, FakeScoreFields, memoryStorage, silentLog } from '../../builders/fakes';

const DAY_MS = 86_400_000;
const SMALL = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };
const LARGE = { ...SMALL, jobSize: 8 };
const person = (accountId: string): Extract<Actor, { kind: 'person' }> => ({ kind: 'person', accountId, licensed: true });
const [dana, dee, olivia, vera] = ['dana', 'dee', 'olivia', 'vera'].map(person) as [Actor, Actor, Actor, Actor];

/** Olivia owns the project, Vera stands in for her, everybody may score but Sam. */
function decided(owner: string | null): (actor: Actor) => Decision {
  return (actor) => {
    const account = actor.kind === 'person' ? actor.accountId : '';
    if (account === 'sam') return { allowed: false, reason: 'cannot-edit' };
    const capacity =
      owner === null || (account !== owner && account !== 'vera')
        ? ({ kind: 'member' } as const)
        : account === owner
          ? ({ kind: 'owner' } as const)
          : ({ kind: 'delegate', for: owner } as const);
    return { allowed: true, capacity, accountableOwner: owner };
  };
}

async function aTeam(given: { policy?: TeamPolicy; owner?: string | null; issue?: Parameters<typeof anIssue>[0] } = {}) {
  const { policy = 'median', owner = 'olivia', issue = {} } = given;
  const fields = new FakeScoreFields(anIssue(issue));
  const storage = memoryStorage();
  const clock = { now: 100 * DAY_MS };
  const feature = createScoring({
    fields,
    found: fields,
    history: fields,
    list: anIssueList(fields),
    positions: { of: async () => ({ kind: 'unknown' }) },
    authority: authorityOf(decided(owner)),
    projects: { asCaller: async (id) => ({ id, key: 'SHOP', name: 'Shop', software: true }) },
    people: {
      nameOf: async (account) => account,
      namesOf: async (accounts) => new Map(accounts.map((each) => [each, each.toUpperCase()])),
    },
    notice: { post: async () => undefined },
    jobs: { start: async () => undefined },
    storage,
    audit: createAudit({ now: () => clock.now, newId: () => `id-${storage.values.size}` }),
    log: silentLog,
    now: () => clock.now,
    newId: () => 'id',
  });
  await storage.commit([scoringPolicyWrite('10000', { revision: 0, team: policy, staleAfterDays: 90, changed: { by: 'ada', at: 0 } })]);
  const must = <T extends { kind: string }>(result: T): Extract<T, { kind: 'shown' }> => {
    if (result.kind !== 'shown') throw new Error(JSON.stringify(result));
    return result as Extract<T, { kind: 'shown' }>;
  };
  const give = async (who: Actor, answers: Record<string, number | null>) => must(await feature.give(who, { issueId: '10001', answers }));
  const reveal = async (who: Actor) => must(await feature.reveal(who, '10001'));
  const seenBy = async (who: Actor) => (await feature.team(who, '10001'))?.team;
  const held = () => fields.issues.get('10001')?.factors as { inputs: Record<string, number> } | null;
  const score = () => fields.issues.get('10001')?.score;
  const disputed = async (who: Actor) => {
    const shown = await feature.rows(who, { projectId: '10000', ids: ['10001'] });
    return shown.kind === 'shown' ? shown.shown.rows[0]?.disputed : undefined;
  };
  return { feature, fields, storage, clock, give, reveal, seenBy, held, score, disputed };
}

describe('Answers of a team', () => {
  it('are hidden from others, but for who gave some, until they are revealed or answered', async () => {
    const { give, reveal, seenBy, held, disputed } = await aTeam();
    await give(dana, LARGE);
    await give(dee, { jobSize: 2 });

    const olivias = await seenBy(olivia);
    expect(olivias).toMatchObject({
      own: {},
      givers: [{ accountId: 'dana', name: 'DANA' }, { accountId: 'dee' }],
      answers: [],
      counts: null,
    });
    expect(JSON.stringify(olivias)).not.toMatch(/"answer"|"wide"|:8|:13|:2/);
    // Dee sees what Dana says of the one question she has answered herself.
    expect((await seenBy(dee))?.answers).toEqual([
      {
        factor: 'jobSize',
        given: [
          { accountId: 'dana', answer: 8 },
          { accountId: 'dee', answer: 2 },
        ],
        median: 5,
        wide: true,
      },
    ]);
    expect(held()).toBeNull();
    expect(await disputed(olivia)).toBe(false);
    expect(await disputed(dee)).toBe(true);

    await reveal(olivia);
    expect((await seenBy(olivia))?.answers.map(({ factor }) => factor)).toEqual(Object.keys(SMALL));
    expect(await seenBy(person('sam'))).toMatchObject({
      revealed: { by: { accountId: 'olivia' }, for: null },
      may: { reveal: false, override: false },
    });
    expect(await disputed(olivia)).toBe(true);
  });

  it('come to their median in Jira’s field when they are revealed, and whenever they change after that', async () => {
    const { give, reveal, held, score, fields } = await aTeam();
    await give(dana, LARGE);
    await give(dee, SMALL);
    expect([held(), score()]).toEqual([null, null]);
    await reveal(olivia);
    expect([held()?.inputs, score()]).toEqual([{ ...SMALL, jobSize: 5 }, 5.2]);
    await give(olivia, SMALL);
    expect([held()?.inputs, score()]).toEqual([SMALL, 13]);
    expect(fields.calls.filter((call) => call === 'writeFactors')).toHaveLength(2);
    // The same again is no write.
    await give(olivia, SMALL);
    await reveal(olivia);
    expect(fields.calls.filter((call) => call === 'writeFactors')).toHaveLength(2);
  });

  it('come to the owner’s where hers count, or what a delegate gave for her, and the team’s stand beside', async () => {
    const { give, reveal, held, seenBy, clock } = await aTeam({ policy: 'owner' });
    await give(dana, LARGE);
    await reveal(olivia);
    expect(held()).toBeNull();
    expect(await seenBy(dana)).toMatchObject({ counts: null });
    await give(olivia, { ...SMALL, jobSize: 20 });
    expect(held()?.inputs['jobSize']).toBe(20);
    clock.now += 1;
    await give(vera, { jobSize: 3 });
    expect(held()?.inputs['jobSize']).toBe(3);
    expect(await seenBy(dana)).toMatchObject({
      counts: 'vera',
      answers: expect.arrayContaining([expect.objectContaining({ factor: 'jobSize', median: 8, wide: true })]),
    });
  });

  it('keep what nobody in the team has answered as it was', async () => {
    const { give, reveal, held } = await aTeam({ issue: { factors: { model: 'wsjf', inputs: SMALL }, score: 13 } });
    await give(dana, { jobSize: 13 });
    await reveal(olivia);
    expect(held()?.inputs).toEqual({ ...SMALL, jobSize: 13 });
  });

  it('can be taken back', async () => {
    const { give, seenBy } = await aTeam();
    await give(dana, SMALL);
    await give(dana, { userBusinessValue: null, timeCriticality: null, riskReductionOpportunityEnablement: null, jobSize: null });
    expect(await seenBy(olivia)).toMatchObject({ givers: [], may: { reveal: false } });
  });

  it('are refused where they are no answers, where the project does not score as a team, and to who may not score', async () => {
    const { feature, storage } = await aTeam();
    const before = JSON.stringify([...storage.values]);
    const give = (who: Actor, answers: Record<string, number>) => feature.give(who, { issueId: '10001', answers });
    expect(await give(dana, { jobSize: 4 })).toMatchObject({ kind: 'invalid', problems: [{ factor: 'jobSize' }] });
    expect(await give(person('sam'), SMALL)).toEqual({ kind: 'refused', reason: 'cannot-edit' });
    expect(await feature.score(dana, { issueId: '10001', answers: SMALL })).toEqual({ kind: 'refused', reason: 'team-scoring' });
    expect(JSON.stringify([...storage.values])).toBe(before);
    const off = await aTeam({ policy: 'off' });
    for (const call of [
      off.feature.give(dana, { issueId: '10001', answers: SMALL }),
      off.feature.reveal(olivia, '10001'),
      off.feature.override(olivia, { issueId: '10001', answers: SMALL, reason: 'So.' }),
      off.feature.applyAgain(olivia, '10001'),
    ])
      expect(await call).toEqual({ kind: 'refused', reason: 'no-team-scoring' });
  });

  it('hold account ids and no names', async () => {
    const { give, reveal, storage } = await aTeam();
    await give(dana, SMALL);
    await reveal(vera);
    expect([...storage.values.values()].join()).not.toMatch(/DANA|VERA|OLIVIA/);
    const keys = [...storage.values].filter(([key, value]) => `${key}${value}`.includes('dana')).map(([key]) => key);
    expect(keys.sort()).toEqual(['10001:dana', 'team:10001']);
  });
});

describe('Revealing', () => {
  it('is for the owner and delegates, and says for whom a delegate did it', async () => {
    const { feature, give, reveal } = await aTeam();
    expect(await feature.reveal(olivia, '10001')).toEqual({ kind: 'refused', reason: 'nobody-answered' });
    await give(dana, SMALL);
    expect(await feature.reveal(dana, '10001')).toEqual({ kind: 'refused', reason: 'not-owner' });
    expect((await reveal(vera)).team?.revealed).toMatchObject({ by: { accountId: 'vera' }, for: { accountId: 'olivia', name: 'OLIVIA' } });
  });

  it('is for whoever has answered where nobody owns the project', async () => {
    const { feature, give, reveal, held } = await aTeam({ owner: null });
    await give(dana, SMALL);
    expect(await feature.reveal(dee, '10001')).toEqual({ kind: 'refused', reason: 'answer-first' });
    await reveal(dana);
    expect(held()?.inputs).toEqual(SMALL);
  });
});

describe('What the owner sets instead', () => {
  it('counts at once and until it is taken back, with its reason, and is on record', async () => {
    const { feature, give, reveal, held, seenBy, storage } = await aTeam();
    await give(dana, SMALL);
    await reveal(olivia);
    const set = await feature.override(vera, { issueId: '10001', answers: { jobSize: 20 }, reason: ' The supplier changed. ' });
    expect(set).toMatchObject({
      team: {
        override: { by: { accountId: 'vera' }, for: { accountId: 'olivia' }, answers: { jobSize: 20 }, reason: 'The supplier changed.' },
      },
      value: { inputs: { ...SMALL, jobSize: 20 }, stored: 1.3 },
    });
    await give(dana, { jobSize: 1 });
    await give(dee, SMALL);
    expect(held()?.inputs['jobSize']).toBe(20);
    await feature.clearOverride(olivia, '10001');
    expect(held()?.inputs['jobSize']).toBe(2);
    expect((await seenBy(dana))?.override).toBeNull();
    const audited = [...storage.values.values()].filter((value) => value.includes('"kind":"score-over'));
    expect(audited.map((value) => (JSON.parse(value) as { kind: string }).kind)).toEqual(['score-overridden', 'score-override-cleared']);
  });

  it('is refused without a reason or an answer, and to everybody else', async () => {
    const { feature } = await aTeam();
    const set = (who: Actor, answers: Record<string, number | null>, reason: string) =>
      feature.override(who, { issueId: '10001', answers, reason });
    expect(await set(olivia, { jobSize: 20 }, '  ')).toEqual({ kind: 'refused', reason: 'no-reason' });
    expect(await set(olivia, { jobSize: 20 }, 'x'.repeat(501))).toEqual({ kind: 'refused', reason: 'no-reason' });
    expect(await set(olivia, {}, 'Because')).toEqual({ kind: 'refused', reason: 'no-answers' });
    expect(await set(olivia, { jobSize: 0 }, 'Because')).toMatchObject({ kind: 'invalid' });
    expect(await set(dana, { jobSize: 20 }, 'Because')).toEqual({ kind: 'refused', reason: 'not-owner' });
    expect(await feature.clearOverride(dana, '10001')).toEqual({ kind: 'refused', reason: 'not-owner' });
    const vacant = await aTeam({ owner: null });
    expect(await vacant.feature.override(dana, { issueId: '10001', answers: SMALL, reason: 'So' })).toEqual({
      kind: 'refused',
      reason: 'vacant',
    });
  });
});

describe('What Jira’s field holds against what counts', () => {
  it('is told where somebody edited the field, and can be written again', async () => {
    const { feature, fields, give, reveal, seenBy, held } = await aTeam();
    await give(dana, SMALL);
    await reveal(olivia);
    expect((await seenBy(dee))?.pending).toBe(false);
    await fields.writeFactors('10001', { model: 'wsjf', inputs: LARGE });
    expect((await seenBy(dee))?.pending).toBe(true);
    await feature.applyAgain(dee, '10001');
    expect(held()?.inputs).toEqual(SMALL);
  });

  it('is right again after a write that failed, by the next answer or by hand', async () => {
    const { feature, fields, give, reveal, held, seenBy } = await aTeam();
    await give(dana, SMALL);
    await reveal(olivia);
    fields.fail = (call) => {
      if (call === 'writeFactors') throw new AppError('unavailable', 'down');
    };
    await expect(give(dee, LARGE)).rejects.toThrow('down');
    fields.fail = () => undefined;
    expect(await seenBy(dee)).toMatchObject({ own: LARGE, pending: true });
    await feature.applyAgain(dee, '10001');
    expect(held()?.inputs['jobSize']).toBe(5);
  });

  it('is what everybody’s answers come to, however the calls of several people cross', async () => {
    const step = fc.constantFrom(1, 2, 3, 5, 8, 13, 20);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('dana', 'dee', 'olivia'), step), { minLength: 2, maxLength: 5 }),
        fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 40 }),
        async (gives, turns) => {
          const team = await aTeam();
          await team.give(olivia, SMALL);
          await team.reveal(olivia);
          // Every call to Jira and every write to storage waits for its turn.
          const waiting: (() => void)[][] = gives.map(() => []);
          const gated = (who: number) => {
            const gate =
              <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
              async (...args: A): Promise<R> => {
                await new Promise<void>((go) => waiting[who]?.push(go));
                return call(...args);
              };
            const { fields, storage } = team;
            return {
              fields: Object.assign(Object.create(fields) as FakeScoreFields, {
                issueForPanel: gate((id: string) => fields.issueForPanel(id)),
                writeFactors: gate((id: string, factors: unknown, by: string) => fields.writeFactors(id, factors, by)),
              }),
              storage: {
                ...storage,
                commit: gate(storage.commit),
                revised: gate<Parameters<typeof storage.revised>, unknown>(storage.revised) as typeof storage.revised,
              },
            };
          };
          let open = gives.length;
          const all = gives.map(async ([who, jobSize], index) => {
            const { fields, storage } = gated(index);
            const feature = createScoring({
              ...({} as Parameters<typeof createScoring>[0]),
              fields,
              history: team.fields,
              storage,
              people: { nameOf: async () => null, namesOf: async () => new Map() },
              authority: authorityOf(decided('olivia')),
              log: silentLog,
              now: () => team.clock.now,
            });
            const result = await feature.give(person(who), { issueId: '10001', answers: { jobSize } });
            open -= 1;
            return result;
          });
          for (let turn = 0; open > 0; turn += 1) {
            for (let tick = 0; tick < 30; tick += 1) await Promise.resolve();
            const ready = waiting.filter((queue) => queue.length > 0);
            ready[(turns[turn % turns.length] ?? 0) % Math.max(1, ready.length)]?.shift()?.();
          }
          const results = await Promise.all(all);
          expect(results.map(({ kind }) => kind)).toEqual(gives.map(() => 'shown'));
          const shown = await team.seenBy(olivia);
          expect(shown?.pending).toBe(false);
          const median = shown?.answers.find(({ factor }) => factor === 'jobSize')?.median;
          expect(team.held()?.inputs['jobSize']).toBe(median);
          // Nobody's answer is lost.
          expect(shown?.givers.map(({ accountId }) => accountId).sort()).toEqual(
            [...new Set(['olivia', ...gives.map(([who]) => who)])].sort(),
          );
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});

describe('A score that is old', () => {
  const old = { factors: { model: 'wsjf', inputs: SMALL }, score: 13, lastScored: { by: 'dana', name: 'Dana', at: 0 } };

  it('says why, and is fresh once somebody says it is still right', async () => {
    const { feature, clock } = await aTeam({ policy: 'off', issue: old });
    const staleNow = async () => (await feature.open(olivia, '10001'))?.value.stale;
    expect(await staleNow()).toEqual({ because: ['age'], changedAt: null, afterDays: 90 });
    expect(await feature.confirm(dee, { issueId: '10001', score: 12 })).toEqual({ kind: 'refused', reason: 'score-changed' });
    expect(await feature.confirm(person('sam'), { issueId: '10001', score: 13 })).toEqual({ kind: 'refused', reason: 'cannot-edit' });
    const confirmed = await feature.confirm(dee, { issueId: '10001', score: 13 });
    expect(confirmed).toMatchObject({ value: { stale: null, confirmed: { by: 'dee', at: clock.now }, lastScored: { by: 'dana' } } });
    expect((await feature.open(olivia, '10001'))?.value.confirmed).toMatchObject({ by: 'dee', name: 'DEE' });
    clock.now += 91 * DAY_MS;
    expect(await staleNow()).toMatchObject({ because: ['age'] });
  });

  it('has nothing to confirm without a score, and is no matter of what is done', async () => {
    const none = await aTeam({ policy: 'off' });
    expect(await none.feature.confirm(dee, { issueId: '10001', score: 13 })).toEqual({ kind: 'refused', reason: 'nothing-to-confirm' });
    const { feature } = await aTeam({ policy: 'off', issue: { ...old, done: true } });
    expect((await feature.open(olivia, '10001'))?.value.stale).toBeNull();
  });

  it('is fresh when the team thinks again and comes to the same', async () => {
    const { feature, clock, give, reveal } = await aTeam();
    await give(dana, SMALL);
    await give(dee, SMALL);
    await reveal(olivia);
    clock.now += 91 * DAY_MS;
    const staleNow = async () => (await feature.open(olivia, '10001'))?.value.stale;
    expect(await staleNow()).toMatchObject({ because: ['age'] });
    await give(olivia, SMALL);
    expect(await staleNow()).toBeNull();
  });

  it('is left out of a list’s filter, and found by it', async () => {
    const { feature } = await aTeam({ policy: 'off', issue: { ...old, historyFrom: 0 } });
    expect(await feature.find({ projectId: '10000', score: 'stale' })).toEqual({ kind: 'shown', shown: ['10001'] });
    await feature.confirm(dee, { issueId: '10001', score: 13 });
    expect(await feature.find({ projectId: '10000', score: 'stale' })).toEqual({ kind: 'shown', shown: [] });
  });
});

describe('A project’s policy', () => {
  it('is set by an admin, once and on record, and not over somebody else’s', async () => {
    const { feature, storage } = await aTeam({ policy: 'off' });
    const set = (revision: number, given: { team?: TeamPolicy; staleAfterDays?: number | null } = {}) =>
      feature.setPolicy(olivia, { projectId: '10000', revision, team: 'median', staleAfterDays: 30, ...given });
    expect(await set(1)).toEqual({ kind: 'set' });
    expect(await feature.policy(olivia, '10000')).toMatchObject({
      shown: { revision: 2, team: 'median', staleAfterDays: 30, lastChange: { by: 'olivia' } },
    });
    expect(await set(1, { team: 'owner' })).toEqual({ kind: 'refused', reason: 'conflict' });
    // The same again is no change.
    expect(await set(2)).toEqual({ kind: 'set' });
    for (const staleAfterDays of [6, 731, 30.5, Number.NaN])
      expect(await set(2, { staleAfterDays })).toEqual({ kind: 'refused', reason: 'stale-days' });
    expect(await set(2, { staleAfterDays: null })).toEqual({ kind: 'set' });
    expect([...storage.values.values()].filter((value) => value.includes('scoring-policy-set'))).toHaveLength(2);
  });
});
