import fc from 'fast-check';
import type { Actor } from '../../../src/core/actor';
import { AppError } from '../../../src/core/errors';
import { projectModelWrite } from '../../../src/features/scoring/stored-model';
import { scoreIssue } from '../../../src/features/scoring/score-issue';
import { settleScores } from '../../../src/features/scoring/settle-scores';
import { sweepScores } from '../../../src/features/scoring/sweep-scores';
import { anIssue, authorityOf, FakeScoreFields, memoryStorage, silentLog } from '../../builders/fakes';

const mia: Actor = { kind: 'person', accountId: 'mia', licensed: true };
const everybodyMay = authorityOf(() => ({ allowed: true, capacity: { kind: 'member' }, accountableOwner: null }));
const nobodyMay = authorityOf(() => ({ allowed: false, reason: 'cannot-edit' }));
const complete = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };

const deps = (fields: FakeScoreFields, authority = everybodyMay, storage = memoryStorage()) => ({
  fields,
  history: fields,
  authority,
  storage,
  people: { namesOf: async () => new Map() },
  log: silentLog,
  now: () => 5_000,
});

describe('Scoring an issue', () => {
  it('writes the answers and the score that follows from them', async () => {
    const fields = new FakeScoreFields(anIssue());
    const result = await scoreIssue(deps(fields), mia, { issueId: '10001', answers: complete });
    expect(result).toMatchObject({
      kind: 'scored',
      value: { outcome: { kind: 'scored', score: 13 }, stored: 13, lastScored: { by: 'mia', at: 5_000 } },
    });
    expect(fields.issues.get('10001')).toMatchObject({ factors: { model: 'wsjf', inputs: complete }, score: 13 });
  });

  it('merges: what is not named stays', async () => {
    const fields = new FakeScoreFields(anIssue({ factors: { model: 'wsjf', inputs: complete }, score: 13 }));
    await scoreIssue(deps(fields), mia, { issueId: '10001', answers: { jobSize: 13 } });
    expect(fields.issues.get('10001')).toMatchObject({ factors: { inputs: { ...complete, jobSize: 13 } }, score: 2 });
  });

  it('empties the field when the last answer is cleared, and the score with it', async () => {
    const fields = new FakeScoreFields(anIssue({ factors: { model: 'wsjf', inputs: { jobSize: 2 } }, score: 3 }));
    await scoreIssue(deps(fields), mia, { issueId: '10001', answers: { jobSize: null } });
    expect(fields.issues.get('10001')).toMatchObject({ factors: null, score: null });
  });

  it('writes nothing for who may not, and nothing for an answer the model refuses', async () => {
    const fields = new FakeScoreFields(anIssue());
    expect(await scoreIssue(deps(fields, nobodyMay), mia, { issueId: '10001', answers: complete })).toEqual({
      kind: 'refused',
      reason: 'cannot-edit',
    });
    expect(await scoreIssue(deps(fields), mia, { issueId: '10001', answers: { ...complete, jobSize: 0 } })).toMatchObject({
      kind: 'invalid',
      problems: [{ factor: 'jobSize' }],
    });
    expect(fields.calls).not.toContain('writeFactors');
  });

  it('keeps the answers when the score cannot be written, and shows that Jira still has the old one', async () => {
    const fields = new FakeScoreFields(anIssue({ score: 4 }));
    fields.fail = (call) => {
      if (call === 'writeScores') throw new AppError('unavailable', 'down');
    };
    const result = await scoreIssue(deps(fields), mia, { issueId: '10001', answers: complete });
    expect(result).toMatchObject({ kind: 'scored', value: { outcome: { score: 13 }, stored: 4 } });
    fields.fail = () => undefined;
    await settleScores({ fields, storage: memoryStorage(), log: silentLog }, ['10001']);
    expect(fields.issues.get('10001')?.score).toBe(13);
  });

  it('drops answers to questions the model does not ask, so that one of them cannot hold the score for ever', async () => {
    const fields = new FakeScoreFields(anIssue({ factors: { model: 'wsjf', inputs: { ...complete, reach: 5 } } }));
    await scoreIssue(deps(fields), mia, { issueId: '10001', answers: { jobSize: 13 } });
    expect(fields.issues.get('10001')).toMatchObject({ factors: { inputs: { ...complete, jobSize: 13 } }, score: 2 });
    expect(fields.issues.get('10001')?.factors).not.toHaveProperty('inputs.reach');
  });

  it('writes nothing when nothing is new, so that whoever scored last stays who scored last', async () => {
    const fields = new FakeScoreFields(
      anIssue({ factors: { model: 'wsjf', inputs: complete }, score: 13, lastScored: { by: 'dana', name: 'Dana', at: 1 } }),
    );
    expect(await scoreIssue(deps(fields), mia, { issueId: '10001', answers: { jobSize: 2 } })).toMatchObject({
      value: { lastScored: { by: 'dana' } },
    });
    expect(fields.calls).toEqual(['issueForPanel']);
  });

  it('replaces what has no known form', async () => {
    const fields = new FakeScoreFields(anIssue({ factors: { nonsense: true } }));
    await scoreIssue(deps(fields), mia, { issueId: '10001', answers: { jobSize: 2 } });
    expect(fields.issues.get('10001')?.factors).toEqual({ model: 'wsjf', inputs: { jobSize: 2 } });
  });

  it('keeps answers to another model beside the new ones, and has them back when the project goes back', async () => {
    const fields = new FakeScoreFields(anIssue({ factors: { model: 'wsjf', inputs: complete }, score: 13 }));
    const storage = memoryStorage();
    const chooses = (chosen: string, after: number) =>
      storage.commit([projectModelWrite('10000', { chosen, own: null, changed: { by: 'ada', at: 1 } }, after)]);
    await chooses('rice', 0);
    await scoreIssue(deps(fields, everybodyMay, storage), mia, { issueId: '10001', answers: { reach: 100 } });
    expect(fields.issues.get('10001')).toMatchObject({
      factors: { model: 'rice', inputs: { reach: 100 }, earlier: { wsjf: complete } },
      score: null,
    });
    await chooses('wsjf', 1);
    await settleScores({ fields, storage, log: silentLog }, ['10001']);
    expect(fields.issues.get('10001')?.score).toBe(13);
    await scoreIssue(deps(fields, everybodyMay, storage), mia, { issueId: '10001', answers: { jobSize: 13 } });
    expect(fields.issues.get('10001')).toMatchObject({
      factors: { model: 'wsjf', inputs: { ...complete, jobSize: 13 }, earlier: { rice: { reach: 100 } } },
      score: 2,
    });
  });

  it('is refused outside software projects', async () => {
    const fields = new FakeScoreFields(anIssue({ software: false }));
    expect(await scoreIssue(deps(fields), mia, { issueId: '10001', answers: complete })).toEqual({
      kind: 'refused',
      reason: 'not-software',
    });
    expect(fields.calls).not.toContain('writeFactors');
  });
});

describe('Two people who save in the same moment', () => {
  /** Runs one turn of either save after the other, in the order of `turns`, until both are through. */
  async function interleaved(turns: readonly boolean[], one: Answers, other: Answers): Promise<FakeScoreFields> {
    const fields = new FakeScoreFields(anIssue());
    const waiting: [(() => void)[], (() => void)[]] = [[], []];
    const save = (who: 0 | 1, answers: Answers): Promise<unknown> => {
      const gate =
        <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          await new Promise<void>((go) => waiting[who].push(go));
          return call(...args);
        };
      const gated = Object.assign(Object.create(fields) as FakeScoreFields, {
        issueForPanel: gate((id: string) => fields.issueForPanel(id)),
        writeFactors: gate((id: string, factors: unknown, by: string) => fields.writeFactors(id, factors, by)),
        of: gate((id: string, limit: number) => fields.of(id, limit)),
        writeScores: gate((scores: readonly { id: string; score: number | null }[]) => fields.writeScores(scores)),
      });
      return scoreIssue(deps(gated), { kind: 'person', licensed: true, accountId: `person-${who}` }, { issueId: '10001', answers });
    };
    let open = 2;
    const saves = [save(0, one), save(1, other)].map((saving) => saving.finally(() => (open -= 1)));
    for (let turn = 0; open > 0; turn += 1) {
      // Everything that can go on without a turn does.
      for (let tick = 0; tick < 20; tick += 1) await Promise.resolve();
      const first = turns[turn % turns.length] === true ? 1 : 0;
      (waiting[first].shift() ?? waiting[1 - first]?.shift())?.();
    }
    await Promise.all(saves);
    return fields;
  }
  type Answers = Readonly<Record<string, number>>;

  it('both have their answers kept, whichever way the two saves cross', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 14 }), async (turns) => {
        const fields = await interleaved(
          turns,
          { userBusinessValue: 8, timeCriticality: 13 },
          { riskReductionOpportunityEnablement: 5, jobSize: 2 },
        );
        expect(fields.issues.get('10001')?.factors).toEqual({ model: 'wsjf', inputs: complete });
        await settleScores({ fields, storage: memoryStorage(), log: silentLog }, ['10001']);
        expect(fields.issues.get('10001')?.score).toBe(13);
      }),
      { numRuns: 300 },
    );
  });

  it('one of two answers to the same question stands, and no answer to another is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 14 }), async (turns) => {
        const fields = await interleaved(turns, { jobSize: 2, timeCriticality: 13 }, { jobSize: 3, userBusinessValue: 8 });
        const { inputs } = fields.issues.get('10001')?.factors as { inputs: Record<string, number> };
        expect(inputs).toMatchObject({ timeCriticality: 13, userBusinessValue: 8 });
        expect([2, 3]).toContain(inputs['jobSize']);
      }),
      { numRuns: 300 },
    );
  });
});

describe('Settling', () => {
  it('writes only differences, however often it is called', async () => {
    const fields = new FakeScoreFields(anIssue({ factors: { model: 'wsjf', inputs: complete } }), anIssue({ id: '10002', score: null }));
    expect(await settleScores({ fields, storage: memoryStorage(), log: silentLog }, ['10001', '10002'])).toBe(1);
    expect(await settleScores({ fields, storage: memoryStorage(), log: silentLog }, ['10001', '10002'])).toBe(0);
    expect(fields.calls.filter((call) => call === 'writeScores')).toHaveLength(1);
  });

  it('reads a hundred issues a call', async () => {
    const fields = new FakeScoreFields();
    await settleScores(
      { fields, storage: memoryStorage(), log: silentLog },
      Array.from({ length: 250 }, (_, index) => String(index + 1)),
    );
    expect(fields.calls).toEqual(['read', 'read', 'read']);
  });

  it('ends with every score as its factors say, whatever was edited, lost, doubled or failed in between', async () => {
    const step = fc.constantFrom(1, 2, 3, 5, 8, 13, 20);
    const inputs = fc.record(
      { userBusinessValue: step, timeCriticality: step, riskReductionOpportunityEnablement: step, jobSize: step },
      { requiredKeys: [] },
    );
    const factors = fc.oneof(fc.constant(null), fc.constant({ broken: 1 }), fc.record({ model: fc.constantFrom('wsjf', 'rice'), inputs }));
    const action = fc.record({
      issue: fc.constantFrom('10001', '10002', '10003'),
      factors,
      hints: fc.integer({ min: 0, max: 2 }),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
        const fields = new FakeScoreFields(...['10001', '10002', '10003'].map((id) => anIssue({ id })));
        for (const { issue, factors: next, hints, fails } of actions) {
          fields.issues.set(issue, { ...anIssue({ id: issue }), factors: next, score: fields.issues.get(issue)?.score ?? null });
          fields.fail = (call) => {
            if (fails && call === 'writeScores') throw new AppError('unavailable', 'down');
          };
          for (let hint = 0; hint < hints; hint += 1)
            await settleScores({ fields, storage: memoryStorage(), log: silentLog }, [issue]).catch(() => undefined);
        }
        fields.fail = () => undefined;
        await sweepScores({ fields, found: fields, log: silentLog, storage: memoryStorage(), now: () => 0 });
        for (const { factors: held, score } of fields.issues.values()) {
          const given = held as { model?: string; inputs?: Record<string, number> } | null;
          const { userBusinessValue: a, timeCriticality: b, riskReductionOpportunityEnablement: c, jobSize: d } = given?.inputs ?? {};
          const expected = given?.model === 'wsjf' && a && b && c && d ? Math.round(((a + b + c) / d) * 100 + 1e-7) / 100 : null;
          expect(score).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('The sweep', () => {
  const HOUR = 3_600_000;

  const sweepAt = (fields: FakeScoreFields, storage: ReturnType<typeof memoryStorage>) => (now: number) =>
    sweepScores({ fields, found: fields, log: silentLog, storage, now: () => now });

  it('looks back to where the last turn got, and ten minutes more', async () => {
    const fields = new FakeScoreFields();
    const sweep = sweepAt(fields, memoryStorage());
    await sweep(100 * HOUR);
    await sweep(100 * HOUR + 5 * 60_000);
    await sweep(124 * HOUR + 5 * 60_000);
    expect(fields.windows).toEqual([70, 15, 24 * 60 + 10]);
  });

  it('reads strongly only what the search shows wrong', async () => {
    const right = { factors: { model: 'wsjf', inputs: complete }, score: 13 };
    const fields = new FakeScoreFields(anIssue(right), anIssue({ ...right, id: '10002' }));
    await sweepAt(fields, memoryStorage())(HOUR);
    expect(fields.calls).toEqual(['changedWithin']);
  });

  it('stops after fifty pages and goes on from there, always forward', async () => {
    const fields = new FakeScoreFields(...Array.from({ length: 60 }, (_, index) => anIssue({ id: String(index + 1) })));
    fields.updated = 99 * HOUR;
    const storage = memoryStorage();
    const sweep = sweepAt(fields, storage);
    await sweep(99 * HOUR);
    await sweep(100 * HOUR);
    await sweep(101 * HOUR);
    // 99 h is where the first two turns got; the third moves on although nothing newer was seen.
    expect(fields.windows).toEqual([70, 120 + 10 - 60, 120 + 10 - 5]);
  });

  it('keeps its watermark when it fails, so that nothing is skipped', async () => {
    const fields = new FakeScoreFields();
    fields.fail = () => {
      throw new AppError('unavailable', 'down');
    };
    const storage = memoryStorage();
    await expect(sweepScores({ fields, found: fields, log: silentLog, storage, now: () => 1 })).rejects.toThrow('down');
    expect(storage.values.size).toBe(0);
  });
});
