import { blocked, reduceUses, wantsSaving, type OpenUses, type UsesEvent, type UsesState } from '../../static/admin/uses-state';
import type { RuleUseView } from '../../src/contract/acceptance';

const aUse = (ruleId: string, given: Partial<RuleUseView> = {}): RuleUseView => ({
  ...{ ruleId, rule: 'acceptance-rule', needs: 'accepted', state: 'current', failing: null, projects: [], projectCount: 0 },
  workflow: { id: 'w', name: 'Software', teamManaged: false },
  transition: { name: 'Done', kind: 'global', from: [], to: 'Done' },
  ...given,
});
const after = (...events: readonly UsesEvent[]): UsesState => events.reduce<UsesState>(reduceUses, { kind: 'loading' });
const open = (...events: readonly UsesEvent[]): OpenUses => {
  const state = after({ type: 'read', uses: [aUse('a'), aUse('b')], hasRole: false, isLast: false }, ...events);
  if (state.kind !== 'open') throw new Error('it is not open');
  return state;
};

describe('The rules of a site', () => {
  it('are read some workflows at a time; what was read stays when more cannot be', () => {
    const more = open({ type: 'read', uses: [aUse('c')], hasRole: null, isLast: true });
    expect([more.uses.length, more.isReading, more.hasRole]).toEqual([3, false, false]);
    expect(open({ type: 'unread', refused: false, message: 'Try again.' })).toMatchObject({ unread: 'Try again.', isReading: false });
    expect(after({ type: 'unread', refused: true, message: 'No.' })).toEqual({ kind: 'failed', refused: true, message: 'No.' });
  });

  it('are removed after a question, which another choice takes back', () => {
    const asked: UsesEvent = { type: 'asked', rules: [aUse('a')] };
    expect(open(asked).task.kind).toBe('asking');
    expect(open(asked, { type: 'chosen', ruleIds: ['b'], isChosen: true })).toMatchObject({ task: { kind: 'none' } });
    const done = open(
      { type: 'chosen', ruleIds: ['a', 'b'], isChosen: true },
      { type: 'began', total: 2 },
      { type: 'removed', removed: [{ workflowId: 'w', ruleId: 'a' }] },
      { type: 'ended', left: new Map([['b', 'Somebody else saved it.']]), failure: null },
    );
    expect(done).toMatchObject({ uses: [{ ruleId: 'b' }], task: { kind: 'done', removed: 1 } });
    expect([...done.chosen]).toEqual(['b']);
  });

  it('block a transition once, and only validators and conditions do', () => {
    const other = { ...aUse('z').transition, name: 'Reopen', to: 'To do' };
    expect(blocked([aUse('a'), aUse('b', { rule: 'only-owner' }), aUse('c', { rule: 'ask-for-acceptance', transition: other })])).toBe(1);
    expect(blocked([aUse('a'), aUse('b', { transition: other })])).toBe(2);
  });

  it.each<[Partial<RuleUseView>, boolean]>([
    [{}, false],
    [{ state: 'outdated' }, true],
    [{ state: 'unsaved' }, true],
    [{ state: 'disabled' }, false],
    [{ failing: 1 }, true],
  ])('with %j want saving: %s', (given, wants) => {
    expect(wantsSaving(aUse('a', given))).toBe(wants);
  });
});
