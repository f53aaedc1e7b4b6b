import fc from 'fast-check';
import {
  accepted,
  applyChanges,
  bytesOf,
  isOwnWork,
  MOST_CRITERIA,
  movedElsewhere,
  rejected,
  reset,
  withDone,
  withTemplate,
  type Change,
  type Changer,
} from '../../../src/features/acceptance/rules/change';
import { criterionState, isMet, NO_CHECKLIST, type Checklist } from '../../../src/features/acceptance/rules/checklist';

const IDS = ['a', 'b', 'c', 'd'] as const;
const WORDS = ['Card is charged', 'Receipt is sent', 'Refund works'] as const;
const TEAM: Changer = { by: 'dev', at: 10, judging: null, locked: false };
const OWNER: Changer = { by: 'owner', at: 20, judging: { kind: 'owner' }, locked: false };
const add = (id: string, text = `Text of ${id}`, mandatory = true): Change => ({ kind: 'add', id, text, mandatory, after: null });
const judge = (id: string, verdict: 'met' | 'failed' | 'na' | null, words: string | null = null): Change => ({
  kind: 'judge',
  id,
  verdict,
  words,
});
const with_ = (...changes: readonly Change[]): Checklist => applyChanges(NO_CHECKLIST, changes, OWNER).list;
const whole = (...ids: readonly string[]): Checklist => with_(...ids.map((id) => add(id)), ...ids.map((id) => judge(id, 'met')));
const acceptedList = (...ids: readonly string[]): Checklist => accepted(whole(...ids), OWNER, { kind: 'owner' }, null) as Checklist;

const text = fc.constantFrom(...WORDS);
const aChange = (ids: readonly string[] = IDS): fc.Arbitrary<Change> => {
  const id = fc.constantFrom(...ids);
  const after = fc.constantFrom(null, ...ids);
  return fc.oneof(
    fc.record({ kind: fc.constant('add' as const), id, text, mandatory: fc.boolean(), after }),
    fc.record({ kind: fc.constant('reword' as const), id, was: text, text }),
    fc.record({ kind: fc.constant('mandatory' as const), id, mandatory: fc.boolean() }),
    fc.record({ kind: fc.constant('evidence' as const), id, evidence: fc.constantFrom(null, 'https://example.com') }),
    fc.record({ kind: fc.constant('move' as const), id, after }),
    fc.record({ kind: fc.constant('remove' as const), id }),
    fc.record({ kind: fc.constant('claim' as const), id, claimed: fc.boolean() }),
    fc.record({ kind: fc.constant('judge' as const), id, verdict: fc.constantFrom('met', 'failed', 'na', null), words: fc.constant(null) }),
  );
};
const someone = fc.constantFrom(TEAM, OWNER, { ...TEAM, by: 'tester', at: 30 });
/** Lists as people come to have them. */
const aList = fc.tuple(fc.array(fc.tuple(aChange(), someone), { maxLength: 15 }), fc.boolean()).map(([changes, isAccepted]) => {
  const list = changes.reduce((sum, [change, by]) => applyChanges(sum, [change], by).list, NO_CHECKLIST);
  return (isAccepted ? accepted(list, OWNER, { kind: 'owner' }, null) : null) ?? list;
});
/** What a list says, in whatever order. */
const said = ({ criteria }: Checklist) => [...criteria].sort((one, other) => (one.id < other.id ? -1 : 1));

it('of two people who change different criteria both keep their changes, whoever comes first', () => {
  fc.assert(
    fc.property(aList, fc.array(aChange(['a', 'b'])), fc.array(aChange(['c', 'd'])), (list, mine, theirs) => {
      const open = { ...list, acceptance: null };
      const other = { ...TEAM, by: 'tester' };
      const one = applyChanges(applyChanges(open, mine, TEAM).list, theirs, other);
      const two = applyChanges(applyChanges(open, theirs, other).list, mine, TEAM);
      expect(said(one.list)).toEqual(said(two.list));
      expect(one.list.asked).toEqual(two.list.asked);
    }),
  );
});

it('what whoever was not told sends again changes nothing more', () => {
  const sent = fc.uniqueArray(
    aChange().filter(({ kind }) => ['add', 'evidence', 'mandatory', 'judge'].includes(kind)),
    { selector: ({ kind, id }) => `${kind === 'add' ? 'mandatory' : kind} ${id}` },
  );
  fc.assert(
    fc.property(aList, sent, (list, changes) => {
      const once = applyChanges(list, changes, OWNER).list;
      const again = applyChanges(once, changes, { ...OWNER, at: 99 }).list;
      // What was judged before it was there is judged the second time.
      const wasThere = ({ id }: { readonly id: string }) => list.criteria.some((each) => each.id === id);
      expect(said(again).filter(wasThere)).toEqual(said(once).filter(wasThere));
      expect(said(again).map(({ id, text: words }) => [id, words])).toEqual(said(once).map(({ id, text: words }) => [id, words]));
    }),
  );
});

it('what is added twice is added once, with its first words', () => {
  const list = with_(add('a', 'First'), add('a', 'Second'));
  expect(list.criteria).toMatchObject([{ id: 'a', text: 'First' }]);
});

it('an acceptance does not survive that a criterion is added, removed, reworded, made mandatory or not, or reopened', () => {
  fc.assert(
    fc.property(aList, aChange(), (list, change) => {
      const before = accepted(list, OWNER, { kind: 'owner' }, null);
      if (before === null) return;
      const { list: after } = applyChanges(before, [change], { ...OWNER, locked: true });
      const words = (each: Checklist) => said(each).map(({ id, text: of, mandatory }) => [id, of, mandatory]);
      const isSame = JSON.stringify(words(before)) === JSON.stringify(words(after));
      const isReopened = before.criteria.some((each) => isMet(each) && after.criteria.some((now) => now.id === each.id && !isMet(now)));
      expect(after.acceptance === null).toBe(!isSame || isReopened);
      expect(after.voided === null).toBe(after.acceptance !== null);
    }),
    { numRuns: 1_000 },
  );
});

it('a closed list changes for nobody but who judges', () => {
  fc.assert(
    fc.property(aList, fc.array(aChange(), { minLength: 1 }), (list, changes) => {
      const closed = applyChanges(list, changes, { ...TEAM, locked: true });
      expect(closed.list).toBe(list);
      expect(closed.left.map(({ why }) => why)).toEqual(changes.map(() => 'locked'));
    }),
  );
});

it.each([
  ['a verdict of the team', judge('a', 'met'), 'owners-verdict'],
  ['words that are others by now', { kind: 'reword', id: 'a', was: 'Something', text: 'Else' }, 'changed'],
  ['something that is gone', { kind: 'reword', id: 'z', was: 'Something', text: 'Else' }, 'gone'],
  ['a place below one that is gone', { kind: 'move', id: 'a', after: 'z' }, 'gone'],
  ['a claim of what was judged', { kind: 'claim', id: 'a', claimed: true }, 'judged'],
] as const)('leaves %s', (_what, change, why) => {
  const before = whole('a');
  expect(applyChanges(before, [change], TEAM)).toEqual({ list: before, left: [{ id: change.id, why }] });
});

it('what failed may be claimed again, and is then for the owner to judge', () => {
  const failed = with_(add('a'), judge('a', 'failed', 'It is charged twice'));
  const { list } = applyChanges(failed, [{ kind: 'claim', id: 'a', claimed: true }], TEAM);
  expect(list.criteria).toMatchObject([{ claim: { by: 'dev' }, verdict: null }]);
});

describe('the Definition of Done', () => {
  const items = [{ id: 'done-1', text: 'Reviewed', mandatory: true }];
  const list = withDone(with_(add('a')), items, TEAM).list;
  it.each<Change>([
    { kind: 'reword', id: 'done-1', was: 'Reviewed', text: 'Looked at' },
    { kind: 'mandatory', id: 'done-1', mandatory: false },
    { kind: 'remove', id: 'done-1' },
  ])('is reworded by nobody here, not even the owner: $kind', (change) => {
    for (const changer of [TEAM, OWNER])
      expect(applyChanges(list, [change], changer)).toEqual({ list, left: [{ id: 'done-1', why: 'owners-words' }] });
  });
  it('is ticked by everybody, and its ticks stay while its words do', () => {
    const ticked = applyChanges(list, [{ kind: 'claim', id: 'done-1', claimed: true }], TEAM).list;
    expect(criterionState(ticked.criteria[1]!)).toBe('met');
    const more = [{ id: 'done-2', text: 'Documented', mandatory: false }, ...items];
    expect(withDone(ticked, more, TEAM).list.criteria.map(criterionState)).toEqual(['open', 'open', 'met']);
    expect(withDone(ticked, [{ ...items[0]!, text: 'Reviewed by two' }], TEAM).list.criteria.map(criterionState)).toEqual(['open', 'open']);
    expect(withDone(ticked, items, TEAM)).toEqual({ list: ticked, left: [] });
  });
  it('that changed voids an acceptance', () => {
    const done = accepted(applyChanges(list, [judge('a', 'met'), judge('done-1', 'met')], OWNER).list, OWNER, { kind: 'owner' }, null)!;
    expect(withDone(done, [], OWNER).list).toMatchObject({ acceptance: null, voided: { why: 'reworded' } });
  });
  it('says what finds no room', () => {
    const full = with_(...Array.from({ length: MOST_CRITERIA - 1 }, (_, index) => add(`full-${index}`)));
    const more = [...items, { id: 'done-2', text: 'Documented', mandatory: true }];
    const made = withDone(full, more, OWNER);
    expect(made.list.criteria).toHaveLength(MOST_CRITERIA);
    expect(made.left).toEqual([{ id: 'done-2', why: 'too-many' }]);
    expect(withDone(made.list, more, OWNER)).toEqual(made);
  });
});

describe('room', () => {
  /** What Forge keeps a value to, and what else stands in one. */
  const A_VALUE = 240 * 1024;
  const long = (one: string, length: number): string => one.repeat(Math.ceil(length / one.length)).slice(0, length);

  it('for 200 criteria, and no more', () => {
    const all = Array.from({ length: MOST_CRITERIA + 1 }, (_, index) => add(`criterion-${index}`));
    const { list, left } = applyChanges(NO_CHECKLIST, all, TEAM);
    expect(list.criteria).toHaveLength(MOST_CRITERIA);
    expect(left).toEqual([{ id: `criterion-${MOST_CRITERIA}`, why: 'too-many' }]);
  });

  it.each([
    ['quotation marks', '"', true],
    ['line breaks', '\n', false],
    ['control characters', '\u0001', true],
    ['emoji', '😀', false],
    ['three bytes each', '漢', true],
    ['halves of letters', '\ud83d', false],
  ])('is counted as Forge counts it, in JSON: whatever is written, said and applied, the value fits (%s)', (_what, letter, isDone) => {
    const account = 'a'.repeat(128);
    const by = { ...OWNER, by: account, judging: { kind: 'delegate', for: account } } as const;
    const id = (index: number): string => `criterion-${index}`.padEnd(36, '-');
    const numbers = Array.from({ length: MOST_CRITERIA }, (_, index) => index);
    const changes = [
      ...numbers.map((index) => add(id(index), long(letter, 500))),
      ...numbers.map((index): Change => ({ kind: 'claim', id: id(index), claimed: true })),
      ...numbers.map((index): Change => ({ kind: 'evidence', id: id(index), evidence: long('https://example.com/', 500) })),
      ...numbers.map((index) => judge(id(index), 'failed', long(letter, 2_000))),
      ...numbers.map((index): Change => ({ kind: 'reword', id: id(index), was: long(letter, 500), text: long('😀', 500) })),
    ];
    const made = applyChanges(NO_CHECKLIST, changes, by);
    const items = Array.from({ length: 50 }, (_, index) => ({ id: `done-${index}`, text: long(letter, 500), mandatory: true }));
    const { list } = isDone ? withDone(made.list, items, by) : withTemplate(made.list, items, by, () => 'new-id'.padEnd(36, '-'));
    const value = JSON.stringify({ ...list, acceptance: { by: account, at: 1, capacity: by.judging, words: long(letter, 2_000) } });
    expect(new TextEncoder().encode(value).length).toBeLessThan(A_VALUE);
    expect(made.left.length).toBeGreaterThan(0);
  });

  it('is not wanted for what makes it shorter, or takes it back', () => {
    const full = applyChanges(
      NO_CHECKLIST,
      Array.from({ length: MOST_CRITERIA }, (_, index) => add(`criterion-${index}`, '漢'.repeat(500))),
      OWNER,
    ).list;
    const last = full.criteria[0]!.id;
    expect(bytesOf(full.criteria)).toBeGreaterThan(140_000);
    for (const change of [judge(last, 'met'), { kind: 'remove', id: last } as const])
      expect(applyChanges(full, [change], OWNER).left).toEqual([]);
  });
});

it('a template adds what is not said yet, below the rest', () => {
  let made = 0;
  const items = WORDS.map((words, index) => ({ id: `item-${index}`, text: words, mandatory: index > 0 }));
  const { list } = withTemplate(with_(add('a', WORDS[1])), items, TEAM, () => `new-${(made += 1)}`);
  expect(list.criteria.map(({ id, text: words, mandatory }) => [id, words, mandatory])).toEqual([
    ['a', WORDS[1], true],
    ['new-1', WORDS[0], false],
    ['new-2', WORDS[2], true],
  ]);
  expect(withTemplate(list, items, TEAM, () => 'never').list).toBe(list);
});

it('is not accepted while something mandatory is open, and is with something optional', () => {
  expect(accepted(with_(add('a')), OWNER, { kind: 'owner' }, null)).toBeNull();
  expect(accepted(with_(add('a', 'Text', false)), OWNER, { kind: 'owner' }, null)).toMatchObject({ acceptance: { by: 'owner' } });
});

it('a rejection takes an acceptance back, has what failed claimed anew, and keeps every word', () => {
  const list = applyChanges(acceptedList('a', 'b'), [judge('a', 'failed', 'Not in Firefox')], OWNER).list;
  const after = rejected({ ...list, asked: { by: 'dev', at: 1 } }, OWNER, { kind: 'owner' }, 'Not yet');
  expect(after).toMatchObject({ acceptance: null, asked: null, rejection: { words: 'Not yet', told: false } });
  expect(after.criteria.find(({ id }) => id === 'a')).toMatchObject({ claim: null, verdict: { value: 'failed', words: 'Not in Firefox' } });
});

it('a reset takes back everything that was said, and nothing that was written', () => {
  fc.assert(
    fc.property(aList, (list) => {
      const after = reset(list, 'dev', 99);
      expect(after.criteria.map(({ id, text: words, mandatory, evidence }) => [id, words, mandatory, evidence])).toEqual(
        list.criteria.map(({ id, text: words, mandatory, evidence }) => [id, words, mandatory, evidence]),
      );
      expect(after).toMatchObject({ acceptance: null, asked: null, rejection: null });
      expect(after.criteria.filter(isMet)).toEqual([]);
    }),
  );
});

it('in another project nothing is accepted or met by its former owner; what failed, and what the team said, stands', () => {
  const list = applyChanges(
    accepted(with_(add('a'), add('b', 'B', false), judge('a', 'met'), judge('b', 'failed', 'Why')), OWNER, { kind: 'owner' }, null)!,
    [{ kind: 'claim', id: 'a', claimed: true }],
    TEAM,
  ).list;
  const after = movedElsewhere(list, 50);
  expect(after).toMatchObject({ acceptance: null, voided: { why: 'moved', by: null, at: 50 } });
  expect(after.criteria.find(({ id }) => id === 'a')).toMatchObject({ verdict: null });
  expect(after.criteria.find(({ id }) => id === 'b')).toMatchObject({ verdict: { value: 'failed', words: 'Why' } });
});

it.each([
  ['its assignee', 'dev', null, 'dev', true],
  ['who claimed a criterion', 'dev', 'dev', null, true],
  ['who ticked the Definition of Done', 'tester', 'dev', null, false],
  ['somebody else', 'owner', 'dev', 'tester', false],
] as const)('own work is that of %s', (_who, account, claimer, assignee, isOwn) => {
  const changes: readonly Change[] = claimer === null ? [] : [{ kind: 'claim', id: 'a', claimed: true }];
  const list = applyChanges(with_(add('a')), changes, { ...TEAM, by: claimer ?? '' }).list;
  const ticked = applyChanges(
    withDone(list, [{ id: 'done-1', text: 'Reviewed', mandatory: true }], TEAM).list,
    [{ kind: 'claim', id: 'done-1', claimed: true }],
    { ...TEAM, by: 'tester' },
  ).list;
  expect(isOwnWork(ticked, account, assignee)).toBe(isOwn);
});
