import {
  criterionState,
  NO_CHECKLIST,
  openMandatory,
  readySince,
  storyState,
  type Checklist,
  type Criterion,
  type Decision,
} from '../../../src/features/acceptance/rules/checklist';

const said = (at: number): Decision => ({ by: 'owner', at, capacity: { kind: 'owner' }, words: null });
const criterion = (given: Partial<Criterion> = {}): Criterion => ({
  ...{ id: 'criterion-1', text: 'Card is charged', mandatory: true, of: 'story', evidence: null, claim: null, verdict: null },
  ...given,
});
const claimed = (at: number, given: Partial<Criterion> = {}) => criterion({ claim: { by: 'dev', at }, ...given });
const judged = (value: 'met' | 'failed' | 'na', at: number, given: Partial<Criterion> = {}) =>
  criterion({ verdict: { ...said(at), value }, ...given });
const list = (...criteria: readonly Criterion[]): Checklist => ({ ...NO_CHECKLIST, criteria });

it.each([
  ['open', criterion(), 'open'],
  ['claimed by the team', claimed(1), 'claimed'],
  ['judged', judged('met', 1), 'met'],
  ['judged, whatever is claimed', claimed(5, { verdict: { ...said(1), value: 'failed' } }), 'failed'],
  ['of the Definition of Done and ticked', claimed(1, { of: 'done' }), 'met'],
  ['of the Definition of Done and not ticked', criterion({ of: 'done' }), 'open'],
  ['of the Definition of Done, ticked, and failed by the owner', judged('failed', 2, { of: 'done' }), 'failed'],
] as const)('a criterion %s', (_what, given, state) => expect(criterionState(given)).toBe(state));

it.each([
  ['nothing on it', list(), 'none'],
  ['an open criterion', list(criterion()), 'open'],
  ['all claimed', list(claimed(1)), 'ready'],
  ['all mandatory claimed', list(claimed(1), criterion({ mandatory: false })), 'ready'],
  ['only optional ones, one of them open', list(claimed(1, { mandatory: false }), criterion({ mandatory: false })), 'open'],
  ['one failed', list(judged('failed', 1), claimed(2)), 'open'],
  ['asked for', { ...list(criterion()), asked: { by: 'dev', at: 3 } }, 'ready'],
  ['asked for, with nothing on it', { ...list(), asked: { by: null, at: 3 } }, 'ready'],
  ['rejected', { ...list(claimed(1)), rejection: { ...said(2), told: true } }, 'rejected'],
  ['accepted', { ...list(criterion()), acceptance: said(2) }, 'accepted'],
] as const)('a story with %s', (_what, given, state) => expect(storyState(given)).toBe(state));

describe('a story that was rejected', () => {
  const rejected = (at: number, ...criteria: readonly Criterion[]): Checklist => ({
    ...list(...criteria),
    rejection: { ...said(at), told: true },
  });
  it.each([
    ['nothing new was said', rejected(10, claimed(1), judged('met', 9)), null],
    ['what failed was claimed anew', rejected(10, claimed(11), judged('met', 9)), 11],
    ['only something optional was claimed anew', rejected(10, claimed(1), claimed(12, { mandatory: false })), null],
    ['something mandatory is open', rejected(10, claimed(11), criterion()), null],
    ['it was asked for before', { ...rejected(10, claimed(1)), asked: { by: 'dev', at: 9 } }, null],
    ['it was asked for after', { ...rejected(10, criterion()), asked: { by: 'dev', at: 11 } }, 11],
    ['at the very moment of the rejection', rejected(10, claimed(10)), null],
  ] as const)('waits again since: %s', (_what, given, since) => expect(readySince(given)).toBe(since));
});

it('waits since the last word that was needed, of the team or of the owner', () => {
  expect(readySince(list(claimed(5), judged('met', 7), claimed(6)))).toBe(7);
  expect(readySince({ ...list(claimed(5)), acceptance: said(6) })).toBeNull();
});

it('names what is mandatory and neither met nor not applicable', () => {
  const given = list(
    criterion({ id: 'a' }),
    judged('na', 1, { id: 'b' }),
    criterion({ id: 'c', mandatory: false }),
    claimed(1, { id: 'd' }),
  );
  expect(openMandatory(given).map(({ id }) => id)).toEqual(['a', 'd']);
});
