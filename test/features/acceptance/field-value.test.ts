import fc from 'fast-check';
import {
  accepted,
  applyChanges,
  movedElsewhere,
  rejected,
  reset,
  withDone,
  type Change,
} from '../../../src/features/acceptance/rules/change';
import { NO_CHECKLIST, type Checklist } from '../../../src/features/acceptance/rules/checklist';
import { fieldValue, isStricter, NEEDS, pendingValue } from '../../../src/features/acceptance/rules/field-value';
import { acceptance as text } from '../../../locales/en.json';

const OWNER = { by: 'owner', at: 20, judging: { kind: 'owner' }, locked: false } as const;
const of = { issueId: '10001', projectId: '10000', site: 'here' };
const add = (id: string, words: string, mandatory = true): Change => ({
  kind: 'add',
  id,
  text: words,
  mandatory,
  after: id === 'a' ? null : 'a',
});
const list = (...changes: readonly Change[]): Checklist => applyChanges(NO_CHECKLIST, changes, OWNER).list;

it('names issue, project and installation, and counts', () => {
  const given = list(add('a', 'One'), add('b', 'Two', false), { kind: 'judge', id: 'a', verdict: 'met', words: null });
  expect(fieldValue(given, of)).toEqual({
    ...{ version: 1, state: 'ready', issue: 10001, project: 10000, site: 'here', met: 1, total: 2, open: ['Two'] },
    needs: { mandatory: '', all: '1 criterion is still open: Two.', accepted: text.needs.notAccepted },
  });
});

it('names the first open criteria, then a count', () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((id) => add(id, `Criterion ${id}`));
  expect(fieldValue(list(...all.slice(0, 2)), of).needs.all).toBe('2 criteria are still open: Criterion a; Criterion b.');
  expect(fieldValue(list(...all), of).needs.all).toMatch(/^5 criteria are still open: Criterion a; .*; and 2 more\.$/);
  expect(fieldValue(list(...all), of).open).toHaveLength(3);
});

it.each([
  ['a text of many lines', 'Given a card\n When it is charged\n\n Then once', 'Given a card When it is charged Then once'],
  ['a long one', 'x'.repeat(81), `${'x'.repeat(80)}…`],
  ['one that is just short enough', 'x'.repeat(80), 'x'.repeat(80)],
  ['an emoji at the cut, which is not halved', `${'x'.repeat(79)}😀😀`, `${'x'.repeat(79)}…`],
  ['a space at the cut', `${'x'.repeat(79)} yy`, `${'x'.repeat(79)}…`],
])('shows %s on one line', (_what, words, shown) => {
  expect(fieldValue(list(add('a', words)), of).open).toEqual([shown]);
});

it('holds no half of a letter that no criterion holds, and stays small', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), { minLength: 1, maxLength: 20 }), (words) => {
      const value = JSON.stringify(fieldValue(list(...words.map((each, index) => add(index === 0 ? 'a' : `c${index}`, each))), of));
      // JSON writes half a letter as its number.
      expect(value).not.toMatch(/\\ud[89a-f]/i);
      expect(value.length).toBeLessThan(3_000);
    }),
  );
});

it('pending, nothing passes', () => {
  const value = pendingValue(fieldValue(list(), of));
  expect([value.state, Object.values(value.needs)]).toEqual(['pending', NEEDS.map(() => text.needs.pending)]);
});

const aChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('add' as const), id: fc.constantFrom('a', 'b', 'c'), text: fc.constantFrom('One', 'Two') },
    ...{ mandatory: fc.boolean(), after: fc.constant(null) },
  }),
  fc.record({ kind: fc.constant('mandatory' as const), id: fc.constantFrom('a', 'b', 'c'), mandatory: fc.boolean() }),
  fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ kind: fc.constant('claim' as const), id: fc.constantFrom('a', 'b', 'c', 'done-1'), claimed: fc.boolean() }),
  fc.record({
    ...{ kind: fc.constant('judge' as const), id: fc.constantFrom('a', 'b', 'c', 'done-1') },
    ...{ verdict: fc.constantFrom('met' as const, 'failed' as const, 'na' as const, null), words: fc.constant(null) },
  }),
);
const aList = fc.tuple(fc.array(aChange, { maxLength: 12 }), fc.boolean()).map(([changes, isAccepted]) => {
  const made = list(...changes);
  return (isAccepted ? accepted(made, OWNER, { kind: 'owner' }, null) : null) ?? made;
});
const anything = fc.oneof(
  aChange.map((change) => (before: Checklist) => applyChanges(before, [change], OWNER).list),
  fc.constant((before: Checklist) => accepted(before, OWNER, { kind: 'owner' }, null) ?? before),
  fc.constant((before: Checklist) => rejected(before, OWNER, { kind: 'owner' }, 'No')),
  fc.constant((before: Checklist) => reset(before, null, 30)),
  fc.constant((before: Checklist) => movedElsewhere(before, 30)),
  fc.constant((before: Checklist) => withDone(before, [{ id: 'done-1', text: 'Reviewed', mandatory: true }], OWNER).list),
);

it('says so whenever a rule lets through before what it does not afterwards, whatever was done', () => {
  fc.assert(
    fc.property(aList, anything, (before, change) => {
      const [now, then] = [fieldValue(before, of), fieldValue(change(before), of)];
      const lost = NEEDS.filter((need) => now.needs[need] === '' && then.needs[need] !== '');
      expect(isStricter(now, then)).toBe(lost.length > 0);
    }),
    { numRuns: 500 },
  );
});

it('lets through exactly what the checklist is', () => {
  fc.assert(
    fc.property(aList, (given) => {
      const { needs } = fieldValue(given, of);
      const states = given.criteria.map(({ verdict, claim, of: kind }) =>
        verdict === null ? kind === 'done' && claim !== null : verdict.value !== 'failed',
      );
      expect(needs.all === '').toBe(given.criteria.length > 0 && states.every(Boolean));
      expect(needs.mandatory === '').toBe(
        given.criteria.length > 0 && given.criteria.every(({ mandatory }, index) => !mandatory || states[index]),
      );
      expect(needs.accepted === '').toBe(given.acceptance !== null);
    }),
    { numRuns: 500 },
  );
});
