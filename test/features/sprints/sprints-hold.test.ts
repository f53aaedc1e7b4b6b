import fc from 'fast-check';
import { AppError, RateLimitedError, RejectedError } from '../../../src/core/errors';
import type { Destination } from '../../../src/features/sprints/stored-record';
import { APP, Crash, FakeSprintGuard, FakeSprints, PROJECT, type EndAnswer, type Ending } from '../../builders/fake-sprints';

const RUNS = Number(process.env['GUARD_RUNS'] ?? 200);
jest.setTimeout(Math.max(60_000, RUNS * 150));
const IDS = ['1', '2', '3', '4', '5', '6'];
const HOUR = 3_600_000;
const GRACE = 12 * HOUR;

const PEOPLE = ['owner', 'delegate', 'stranger', 'bot', null] as const;
const SPRINT_ACTS = ['create', 'start', 'close', 'close', 'close-into', 'delete', 'delete', 'delete-into'] as const;
const ISSUE_ACTS = ['into', 'into', 'out', 'done', 'reopen', 'rank'] as const;
const AROUND = ['lend', 'end-loan', 'lag', 'hide', 'delete-issue', 'away', 'report', 'restore', 'vacant', 'the-owner'] as const;
const OWNERS_ACTS = ['cancel', 'cancel', 'decide'] as const;
type What = (typeof SPRINT_ACTS)[number] | (typeof ISSUE_ACTS)[number] | (typeof AROUND)[number] | (typeof OWNERS_ACTS)[number];
/** How Jira tells of it. */
const TELLS = ['told', 'told', 'nameless', 'lost', 'late', 'doubled'] as const;

interface Step {
  readonly by: (typeof PEOPLE)[number];
  readonly what: What;
  /** Which of the open ones. */
  readonly sprint: number;
  readonly other: number;
  readonly ids: readonly string[];
  readonly tell: (typeof TELLS)[number];
  readonly to: Destination['kind'];
  readonly hours: number;
}

const aStep = (...whats: readonly What[]): fc.Arbitrary<Step> =>
  fc.record({
    by: fc.constantFrom(...PEOPLE, 'owner' as const, 'stranger' as const, 'stranger' as const),
    what: fc.constantFrom(...whats),
    sprint: fc.nat(3),
    other: fc.nat(3),
    ids: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 3 }),
    tell: fc.constantFrom(...TELLS),
    to: fc.constantFrom('top' as const, 'bottom' as const, 'sprint' as const),
    hours: fc.constantFrom(6, 100, 100),
  });
const anything = aStep(...SPRINT_ACTS, ...SPRINT_ACTS, ...ISSUE_ACTS, ...OWNERS_ACTS, ...AROUND);

/** A story of a few sprints, and what is told of it. */
class Story {
  readonly late: (() => Promise<void>)[] = [];
  readonly cancels: { readonly id: string; readonly to: Destination; readonly at: number }[] = [];
  private named = 0;

  constructor(
    readonly jira: FakeSprints,
    readonly guard: FakeSprintGuard,
  ) {}

  async take({ by, what, sprint: which, other, ids, tell, to, hours }: Step): Promise<void> {
    const { jira, guard } = this;
    const { open } = jira;
    const [id, target] = [open[which % open.length]?.id, open[other % open.length]?.id];
    const isEnding = what === 'close' || what === 'close-into' || what === 'delete' || what === 'delete-into';
    switch (what) {
      case 'create':
        if (open.length < 4) jira.add(by, `Sprint ${++this.named}`);
        return;
      case 'start':
        if (id !== undefined) jira.begin(id, hours);
        return;
      case 'close':
      case 'close-into':
      case 'delete':
      case 'delete-into': {
        if (id === undefined) return;
        const before = jira.endings.length;
        if (what === 'delete' || what === 'delete-into') jira.delete(by, id, what === 'delete' || target === id ? null : (target ?? null));
        else jira.complete(by, id, what === 'close' || target === id ? null : (target ?? null));
        if (jira.endings.length > before && isEnding)
          await this.tell(tell, () => guard.ended(id, what.startsWith('delete') ? 'deleted' : 'closed', tell === 'nameless' ? null : by));
        return;
      }
      case 'cancel': {
        const destination = to === 'sprint' ? { kind: to, sprintId: target ?? '' } : { kind: to };
        if (id === undefined) return;
        if (by !== null) await guard.cancel(by, id, destination);
        return;
      }
      case 'decide': {
        const asking = (await guard.records()).filter(({ outcome }) => outcome === 'asking');
        const record = asking[which % asking.length];
        if (record !== undefined && by !== null) await guard.decide(by, record.sprintId, other % 2 === 0 ? 'restore' : 'keep');
        return;
      }
      case 'lend':
      case 'end-loan':
        return guard.lend(what === 'lend');
      case 'report':
      case 'restore':
        return guard.setMode(what);
      case 'vacant':
      case 'the-owner':
        return guard.setOwner(what === 'vacant' ? null : 'owner');
      case 'lag':
        return jira.lag();
      case 'rank':
        jira.now += 1;
        jira.rankedByHand = jira.now;
        return jira.toEnd(other % 2 === 0 ? 'top' : 'bottom', ids);
      default:
    }
    for (const issue of ids) {
      if (what === 'hide') jira.hide(issue);
      else if (what === 'delete-issue') jira.deleteIssue(issue);
      else if (what === 'away') jira.setAway(issue);
      else {
        if (what === 'into') jira.put(by, issue, id ?? null);
        if (what === 'out') jira.put(by, issue, null);
        if (what === 'done' || what === 'reopen') jira.setDone(by, issue, what === 'done');
        await this.tell(tell, () => guard.issueChanged(issue));
      }
    }
  }

  private async tell(how: Step['tell'], event: () => Promise<void>): Promise<void> {
    if (how === 'late') this.late.push(event);
    else if (how !== 'lost') await event();
    if (how === 'doubled') await event();
  }

  async tellLate(): Promise<void> {
    for (const event of this.late.splice(0)) await event();
  }
}

async function aStory({ parallel = false } = {}): Promise<Story> {
  const jira = new FakeSprints(IDS);
  jira.parallel = parallel;
  const [first, second] = [jira.add('owner', 'First'), jira.add('owner', 'Second')];
  for (const id of ['2', '1', '3']) jira.put('owner', id, first);
  jira.put('owner', '5', second);
  jira.begin(first, 100);
  const guard = new FakeSprintGuard(jira);
  await guard.begin();
  jira.now += 120_000;
  return new Story(jira, guard);
}

/** All of them that are in `among`, in its order. */
const only = (order: readonly string[], among: readonly string[]): readonly string[] => order.filter((id) => among.includes(id));

/** Nothing is under way any more: what ISSUES.md 6 promises. */
async function expectRest({ jira, guard }: Story): Promise<void> {
  const records = await guard.records();
  const byId = new Map(records.map((record) => [record.sprintId, record]));
  for (const ending of jira.endings.filter(({ by, id }) => by !== APP && guard.seen.has(id))) {
    const record = byId.get(ending.id);
    // P3
    if (record === undefined) throw new Error(`Sprint ${ending.id} is not on record`);
    if (record.what !== 'cancelled') expectRecorded(jira, guard, ending, record);
  }
  // P2
  const claims = records.flatMap(({ sprintId, restoring }) =>
    restoring?.sprintId == null ? [] : [{ of: sprintId, made: restoring.sprintId }],
  );
  const isUnwritten = (id: string): boolean => jira.made.includes(id) && !claims.some(({ made }) => made === id);
  // Where what was made was ended before that was written down, and made again for that, both ends led to the one that is there.
  const isJoined = ({ of, made }: (typeof claims)[number]): boolean =>
    claims.some((other) => other.of !== of && other.made === made && isUnwritten(other.of));
  const restored = claims.filter((claim) => !isJoined(claim)).map(({ made }) => made);
  // One that somebody ended between its making and the moment that was to be written down nobody can know of.
  const known = jira.made.filter((id) => restored.includes(id) || !jira.endings.some((ending) => ending.id === id));
  expect([...restored].sort()).toEqual([...known].sort());
  for (const record of records) {
    expect(record.outcome).not.toBe('restoring');
    // P5
    if (record.cancelling !== null) expectCancelled(jira, guard, record);
  }
  const snapshot = (): unknown => [jira.open, jira.order, jira.writes, guard.filed.size];
  const [before, rows] = [JSON.stringify(snapshot()), await guard.records()];
  for (const { cancelling, sprintId } of rows) {
    // Asked for again, as a page does that waits.
    if (cancelling !== null) await guard.cancel('owner', sprintId, cancelling.destination);
  }
  await guard.quiet(2);
  expect(JSON.stringify(snapshot())).toBe(before);
  expect(await guard.records()).toEqual(rows);
}

/** Nothing in Jira's history tells a sprint's end from moves by hand, or when it was: nothing in it can be seen, or all of it was taken on within the minute. Only the event knows. */
const isUntold = (jira: FakeSprints, { what, at, unfinished, finished }: Ending): boolean =>
  what === 'deleted' ? [...unfinished, ...finished].every((id) => jira.unseen.has(id)) : unfinished.every((id) => jira.isTouched(id, at));

type Recorded = Awaited<ReturnType<FakeSprintGuard['records']>>[number];

function expectRecorded(jira: FakeSprints, guard: FakeSprintGuard, ending: Ending, record: Recorded): void {
  const { by, at, unfinished, before } = ending;
  if (isUntold(jira, ending) && (record.by !== by || ending.what === 'deleted')) return;
  expect([by, null]).toContain(record.by);
  const isPlain =
    jira.lagged < at - 3_600_000 && ![...unfinished, ...ending.finished, ...record.unfinished].some((id) => jira.unseen.has(id));
  const isEarly = before.endDate !== null && at < before.endDate - GRACE && unfinished.length > 0;
  const what = ending.what === 'deleted' ? 'deleted' : isEarly ? 'closed-early' : 'ended';
  if (isPlain) expect([ending.id, record.what]).toEqual([ending.id, what]);
  // P3: by, in what capacity, and nothing restored that was theirs to end or nobody's business.
  const capacity = by === null ? null : guard.capacityAt(by, at);
  if (record.by !== null) expect([ending.id, record.capacity]).toEqual([ending.id, capacity]);
  const isRestored = record.restoring !== null;
  if (record.what === 'ended' || (record.capacity !== null && record.by !== null)) expect(isRestored).toBe(false);
  if (capacity !== null && record.decided === null) expect([ending.id, isRestored]).toEqual([ending.id, false]);
  // P4
  if (record.by === null && record.what !== 'ended') expect(isRestored).toBe(record.decided !== null && record.outcome !== 'kept');
  if (!guard.wasRestoringSince(at) && record.decided === null) expect(isRestored).toBe(false);
  if (record.what !== 'ended' && record.by !== null && record.capacity === null && guard.onlyRestoredSince(at))
    expect([ending.id, record.outcome]).toEqual([ending.id, 'restored']);
  // P1: what was unfinished is on record, and is in the sprint again or named.
  // Of another project's issues no event tells this one.
  const isKnown = (id: string): boolean => jira.issue(id)?.projectId === PROJECT || record.unfinished.includes(id);
  const known = unfinished.filter((id) => !jira.unseen.has(id) && isKnown(id));
  if (isPlain && record.what !== 'ended')
    expect([ending.id, only(record.unfinished, known)]).toEqual([
      ending.id,
      // In the same moment too: what a cancellation that was under way places stands there when the end is written down.
      jira.lastRanked >= at ? expect.arrayContaining([...known]) : known,
    ]);
  // Nothing else, but for what the same person had taken out of it in the same minute.
  const tookOut = (id: string): boolean =>
    (jira.history.get(id) ?? []).some((change) => (change.by?.accountId ?? null) === by && Math.abs(change.at - at) <= 60_000);
  const others = record.unfinished.filter((id) => !unfinished.includes(id) && !jira.unseen.has(id));
  if (isPlain && record.by !== null && !isUntold(jira, ending)) expect(others.filter((id) => !tookOut(id))).toEqual([]);
  if (record.restoring?.step !== 'done') return;
  const inside = guard.broughtBack.get(ending.id) ?? [];
  const named = record.restoring.notBack.map(({ issue }) => issue);
  const since = record.restoring.begunAt;
  for (const id of record.unfinished) {
    const isThere = inside.includes(id) || named.includes(id) || jira.isTouched(id, since) || jira.unseen.has(id);
    expect([ending.id, id, isThere]).toEqual([ending.id, id, true]);
  }
  // P6
  const back = only(inside, record.unfinished);
  if (jira.rankedByHand < since) expect(back).toEqual(only(record.unfinished, back));
}

function expectCancelled(jira: FakeSprints, guard: FakeSprintGuard, record: Recorded): void {
  const { cancelling, sprintId, unfinished, foreign, at } = record;
  if (cancelling === null) return;
  expect([sprintId, cancelling.step, record.outcome]).toEqual([sprintId, 'done', null]);
  expect(jira.sprints.get(sprintId)?.state ?? 'closed').toBe('closed');
  const { destination } = cancelling;
  if (cancelling.problems.length > 0) return;
  const mine = unfinished.filter((id) => !foreign.some(({ issue }) => issue === id));
  // A sprint made again takes back what was moved on when it was ended.
  const isElsewhere = (id: string): boolean => jira.isTouched(id, at) || jira.unseen.has(id) || jira.made.includes(jira.openOf(id) ?? '');
  if (destination.kind === 'sprint' && !jira.open.some(({ id }) => id === destination.sprintId)) return;
  for (const id of mine) {
    const isThere = destination.kind === 'sprint' ? jira.issue(id)?.sprints.includes(destination.sprintId) : jira.openOf(id) === null;
    expect([id, isThere === true || isElsewhere(id)]).toEqual([id, true]);
  }
  if (destination.kind !== 'sprint' && mine.length > 0)
    expect(guard.placed).toContainEqual(expect.objectContaining({ end: destination.kind, issues: mine }));
}

async function rest(story: Story): Promise<void> {
  const { jira, guard } = story;
  jira.around = () => undefined;
  guard.aroundWrite = () => undefined;
  await story.tellLate();
  await guard.quiet();
  jira.rest();
  await guard.quiet();
  await expectRest(story);
}

const then = fc.constantFrom('nothing' as const, 'look' as const, 'work' as const, 'sweep' as const);
const pause = fc.constantFrom(1_000, 30_000, 100_000, 290_000);

it(`keeps what it promises, whatever is done in Jira and told of it (${RUNS} histories)`, async () => {
  const steps = fc.array(fc.record({ step: anything, then, pause }), { maxLength: 12, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (history, parallel) => {
      const story = await aStory({ parallel });
      for (const { step, then: next, pause: wait } of history) {
        await story.take(step);
        if (next === 'look') await story.guard.look(false);
        if (next === 'work') await story.guard.work();
        if (next === 'sweep') await story.guard.quiet(1);
        story.jira.now += wait;
        if (wait > 100_000) await story.tellLate();
      }
      await rest(story);
    }),
    { numRuns: RUNS },
  );
});

it(`survives what fails, is cut off, doubled or done between any two of its steps (${RUNS} histories)`, async () => {
  const faults = ['crash', 'crash', 'limited', 'unavailable', 'rejected', 'second-look', 'second-work', 'act', 'blind'] as const;
  const fault = fc.record({
    kind: fc.constantFrom(...faults),
    at: fc.nat(40),
    when: fc.constantFrom('before', 'after'),
    meanwhile: anything,
  });
  const ends = fc.array(fc.constantFrom<EndAnswer>('placed', 'later', 'placing', 'refused'), { maxLength: 4 });
  const steps = fc.array(fc.record({ step: anything, then, pause, fault }), { maxLength: 8, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, ends, fc.boolean(), async (history, endAnswers, parallel) => {
      const story = await aStory({ parallel });
      const { jira, guard } = story;
      guard.endAnswers = [...endAnswers];
      for (const { step, then: next, pause: wait, fault: wrong } of history) {
        let left = wrong.at;
        const arrive = async (call: string | null, when: 'before' | 'after'): Promise<void> => {
          if (when !== wrong.when || left-- !== 0) return;
          if (wrong.kind === 'crash') throw new Crash('Forge ended the function');
          if (wrong.kind === 'second-look') await guard.look(true);
          if (wrong.kind === 'second-work') await guard.work();
          if (wrong.kind === 'act') await story.take(wrong.meanwhile);
          if (wrong.kind === 'limited' && call !== null) throw new RateLimitedError(5);
          if (wrong.kind === 'unavailable' && call !== null) throw new AppError('unavailable', 'Jira is down');
          if (wrong.kind === 'rejected' && when === 'before' && call !== null && /^(move|start|create)/.test(call))
            throw new RejectedError(['Not now.'], {});
          // Until the next look.
          if (wrong.kind === 'blind') jira.isBlocked = true;
        };
        jira.around = arrive;
        guard.aroundWrite = (when) => arrive(null, when);
        await story.take(step);
        if (next === 'look') await guard.look(true);
        if (next === 'work') await guard.work();
        if (next === 'sweep') await guard.quiet(1);
        jira.around = () => undefined;
        guard.aroundWrite = () => undefined;
        jira.isBlocked = false;
        jira.now += wait;
        if (wait > 100_000) await story.tellLate();
      }
      await rest(story);
    }),
    { numRuns: RUNS },
  );
});

describe('found by these histories', () => {
  it('restores a sprint that was started and closed between two looks', async () => {
    const { jira, guard } = await aStory({ parallel: true });
    const id = jira.open[1]?.id ?? '';
    jira.begin(id, 100);
    jira.complete('stranger', id);
    await guard.ended(id, 'closed', 'stranger');
    await guard.quiet();
    expect(await guard.record(id)).toMatchObject({ what: 'closed-early', wasActive: true, outcome: 'restored' });
    expect(jira.inside(jira.made[0] ?? '')).toEqual(['5']);
  });

  it('does not take what was done then for unfinished because it was opened again since', async () => {
    const { jira, guard } = await aStory();
    const id = jira.open[0]?.id ?? '';
    for (const issue of ['1', '2', '3']) jira.setDone('owner', issue, true);
    jira.complete('stranger', id);
    jira.setDone('owner', '1', false);
    await guard.ended(id, 'closed', 'stranger');
    await guard.quiet();
    expect(await guard.record(id)).toMatchObject({ what: 'ended', unfinished: [], outcome: null });
    expect(jira.made).toEqual([]);
  });

  it('brings back what was put into a deleted sprint unannounced', async () => {
    const { jira, guard } = await aStory();
    const id = jira.open[1]?.id ?? '';
    jira.put('owner', '4', id);
    jira.delete('stranger', id);
    await guard.ended(id, 'deleted', 'stranger');
    await guard.quiet();
    expect(jira.inside(jira.made[0] ?? '')).toEqual(['4', '5']);
  });

  it('does not take whoever moved one issue by hand for the one who closed its sprint', async () => {
    for (const isBefore of [true, false]) {
      const { jira, guard } = await aStory();
      const [first, second] = [jira.open[0]?.id ?? '', jira.open[1]?.id ?? ''];
      if (isBefore) jira.put('stranger', '1', second);
      jira.complete('owner', first);
      if (!isBefore) jira.put('stranger', '1', second);
      await guard.quiet();
      expect(await guard.record(first)).toMatchObject({ by: null, outcome: 'asking' });
    }
  });

  it('does not take itself for the one who deleted a sprint it had taken work back from', async () => {
    const { jira, guard } = await aStory();
    const [first, second] = [jira.open[0]?.id ?? '', jira.open[1]?.id ?? ''];
    jira.put('owner', '5', null);
    jira.complete('stranger', first, second);
    await guard.ended(first, 'closed', 'stranger');
    await guard.work();
    await guard.work();
    jira.delete('owner', second);
    await guard.quiet();
    expect((await guard.record(second))?.by).not.toBe(APP);
  });

  it.each(['closed', 'cancelled'] as const)('does not take a sprint for gone that it is kept from seeing: %s', async (how) => {
    const { jira, guard } = await aStory();
    const id = jira.open[0]?.id ?? '';
    let calls = 0;
    jira.around = (call) => void (jira.isBlocked ||= call === (how === 'closed' ? 'openOn' : 'manages') && calls++ > 0);
    if (how === 'closed') {
      jira.complete('stranger', id);
      await guard.ended(id, 'closed', 'stranger');
      await guard.work();
    } else await guard.cancel('owner', id, { kind: 'top' });
    const record = await guard.record(id);
    if (how === 'closed') expect(record).toBeUndefined();
    else expect(record?.cancelling?.step).toBe('closing');
    jira.rest();
    await guard.quiet();
    expect(await guard.record(id)).toMatchObject(
      how === 'closed' ? { what: 'closed-early', outcome: 'restored' } : { cancelling: { step: 'done', problems: [] } },
    );
    expect(jira.sprints.get(id)?.state).toBe('closed');
  });

  it('does not wait for ever for a sprint that was deleted as soon as it was made again', async () => {
    const { jira, guard } = await aStory();
    const id = jira.open[1]?.id ?? '';
    jira.around = (call, when) => {
      if (call === 'moveInto' && when === 'before') jira.delete('owner', jira.made[0] ?? '');
    };
    jira.delete('stranger', id);
    await guard.ended(id, 'deleted', 'stranger');
    await guard.quiet();
    expect(await guard.record(id)).toMatchObject({
      outcome: 'restored',
      restoring: { back: 0, notBack: [{ issue: '5', why: 'refused' }] },
    });
  });

  it('makes one sprint, though Forge ended the function when Jira had made it', async () => {
    const { jira, guard } = await aStory();
    const id = jira.open[0]?.id ?? '';
    let isCut = false;
    jira.around = (call, when) => {
      if (call !== 'create' || when !== 'after' || isCut) return;
      isCut = true;
      throw new Crash('Forge ended the function');
    };
    jira.delete('stranger', id);
    await guard.ended(id, 'deleted', 'stranger');
    await guard.quiet();
    expect([isCut, jira.made.length, jira.inside(jira.made[0] ?? '')]).toEqual([true, 1, ['1', '2', '3']]);
    expect(jira.open.find(({ name }) => name === 'First')).toMatchObject({ state: 'active' });
  });
});
