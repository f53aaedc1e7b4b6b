import { choiceOf, daysOf, isPolicy, reducePolicy, type PolicyState } from '../../static/settings/policy/policy-state';
import type { ScoringPolicyView } from '../../src/contract/scoring';

const saved: ScoringPolicyView = { projectId: '1', revision: 3, team: 'off', staleAfterDays: 90, lastChange: null };
const open = reducePolicy({ kind: 'loading' }, { type: 'read', settings: saved });

describe('Whose answers count, as an admin chooses', () => {
  it.each([
    ['90', 90],
    [' 7 ', 7],
    ['730', 730],
    ['6', undefined],
    ['731', undefined],
    ['30.5', undefined],
    ['', undefined],
    ['soon', undefined],
    ['٩٠', 90],
  ])('reads the days %j as %j', (days, expected) => {
    expect(daysOf({ team: 'off', days, isNever: false })).toBe(expected);
  });

  it('reads no days where scores never grow old, whatever stands in the field', () => {
    expect(daysOf({ team: 'off', days: 'soon', isNever: true })).toBeNull();
    expect(choiceOf({ ...saved, staleAfterDays: null })).toEqual({ team: 'off', days: '90', isNever: true });
  });

  it('is no change where it is what is stored', () => {
    expect(isPolicy(choiceOf(saved), saved)).toBe(true);
    expect(reducePolicy(open, { type: 'chosen', choice: { team: 'off', days: '90', isNever: false } })).toEqual(open);
    const chosen = reducePolicy(open, { type: 'chosen', choice: { team: 'off', days: '9', isNever: false } });
    expect(chosen).toMatchObject({ choice: { days: '9' } });
    expect(reducePolicy(chosen, { type: 'chosen', choice: { team: 'off', days: '90', isNever: false } })).toEqual(open);
  });

  it('keeps what was chosen when somebody else was faster, until the person decides', () => {
    const choice = { team: 'median', days: '90', isNever: false } as const;
    const theirs: ScoringPolicyView = { ...saved, revision: 4, team: 'owner' };
    const sent = reducePolicy(open, { type: 'sent', choice });
    const conflicted: PolicyState = reducePolicy(sent, { type: 'conflicted', settings: theirs });
    expect(conflicted).toMatchObject({ choice, conflict: theirs, saved });
    expect(reducePolicy(conflicted, { type: 'conceded' })).toMatchObject({ saved: theirs, choice: null, conflict: null });
  });
});
