import type { PlacedRule, Workflow, WorkflowStatus, WorkflowTransition } from '../../../src/core/workflows';
import {
  differences,
  guardedWays,
  passagesOf,
  placedRules,
  readRule,
  withDifferences,
  type RuleDifference,
} from '../../../src/features/acceptance/rules/rule-uses';

const expressionFor = (needs: string): string => `here: ${needs}`;
const saved = (needs: string, expression = expressionFor(needs)): string => JSON.stringify({ needs, expression });
const aRule = (given: Partial<PlacedRule> = {}): PlacedRule => ({
  ...{ id: 'r1', module: 'acceptance-rule', config: saved('accepted'), disabled: false },
  ...{ workflow: 'Software', transition: { id: '31', name: 'Done' } },
  ...given,
});

describe('What a saved rule is', () => {
  it.each<[string, Partial<PlacedRule>, string, string | null]>([
    ['saved for this installation', {}, 'current', 'accepted'],
    ['saved for an earlier one', { config: saved('all', 'there: all') }, 'outdated', 'all'],
    ['saved for another need by hand', { config: saved('mandatory', expressionFor('all')) }, 'outdated', 'mandatory'],
    ['never saved', { config: '' }, 'unsaved', null],
    ['saved as something else', { config: '{"needs":"everything","expression":"true"}' }, 'unsaved', null],
    ['saved as no JSON', { config: '<xml/>' }, 'unsaved', null],
    ['switched off', { disabled: true }, 'disabled', 'accepted'],
    ['a condition, which has no settings', { module: 'only-owner', config: '' }, 'current', null],
    ['a post function that was switched off', { module: 'reset-acceptance', config: '', disabled: true }, 'disabled', null],
  ])('%s', (_what, given, state, needs) => {
    expect(readRule(aRule(given), expressionFor)).toEqual({ state, needs });
  });
});

const status = (name: string, done = false): WorkflowStatus => ({ id: name, name, done });
const [todo, doing, done, dropped] = [status('To do'), status('Doing'), status('Done', true), status('Dropped', true)];
const way = (id: string, kind: WorkflowTransition['kind'], from: readonly WorkflowStatus[], to: WorkflowStatus): WorkflowTransition => ({
  ...{ id, name: `to ${to.name}`, kind, from, to, rules: [] },
});

describe('Ways into Done', () => {
  const workflow: Workflow = {
    ...{ id: 'w', name: 'Software', projectId: null },
    transitions: [
      way('1', 'initial', [], todo),
      way('11', 'directed', [todo], doing),
      way('21', 'directed', [doing], done),
      way('31', 'global', [], dropped),
      way('41', 'directed', [done], dropped),
      way('51', 'directed', [done, doing], dropped),
      way('61', 'directed', [done], doing),
    ],
  };

  it('are all that end in Done and begin elsewhere', () => {
    expect(passagesOf([workflow]).map(({ transition, from }) => [transition.id, from])).toEqual([
      ['21', ['Doing']],
      ['31', []],
      ['51', ['Doing']],
    ]);
  });

  it('have creation among them where an issue begins in Done', () => {
    const [created] = passagesOf([{ ...workflow, transitions: [way('1', 'initial', [], done)] }]);
    expect(created).toMatchObject({ kind: 'initial', to: 'Done' });
  });

  it('are guarded by a rule that decides, closed by one that lets nothing through, and open otherwise', () => {
    const on = (id: string, given: Partial<PlacedRule> = {}) =>
      aRule({ id: `${id}-${given.config ?? ''}`, transition: { id, name: '' }, ...given });
    const guards = (...rules: readonly PlacedRule[]) =>
      Object.fromEntries(
        guardedWays(passagesOf([workflow]), rules, expressionFor).map((each) => [each.transition.id, [each.guard, ...each.needs]]),
      );
    expect(guards(on('21'), on('31', { config: saved('all', 'there') }), on('51', { disabled: true }))).toEqual({
      '21': ['guarded', 'accepted'],
      '31': ['closed'],
      '51': ['open'],
    });
    // Two rules both have to hold; a condition is no guard; a rule on a transition of that number elsewhere is none here.
    expect(
      guards(on('21'), on('21', { config: saved('all') }), on('31', { module: 'only-owner' }), on('51', { workflow: 'Other' })),
    ).toEqual({
      '21': ['guarded', 'all', 'accepted'],
      '31': ['open'],
      '51': ['open'],
    });
    expect(guards(on('21'), on('21', { config: '' }))['21']).toEqual(['closed', 'accepted']);
  });

  it('know the rules of a workflow that was read whole', () => {
    const { workflow: _workflow, transition: _transition, ...rule } = aRule();
    const [first] = placedRules([{ ...workflow, transitions: [{ ...way('21', 'directed', [doing], done), rules: [rule] }] }]);
    expect(first).toEqual({ ...aRule(), transition: { id: '21', name: 'to Done' } });
  });
});

describe('What became of the rules between two looks', () => {
  const before = [aRule({ id: 'a' }), aRule({ id: 'b' }), aRule({ id: 'c' }), aRule({ id: 'd' })];
  const now = [
    aRule({ id: 'b', config: saved('mandatory') }),
    aRule({ id: 'c', disabled: true }),
    aRule({ id: 'd' }),
    aRule({ id: 'e', module: 'only-owner', config: '' }),
  ];

  it('is told rule by rule', () => {
    expect(differences(before, now).map(({ kind, rule }) => [rule.id, kind])).toEqual([
      ['a', 'removed'],
      ['b', 'changed'],
      ['c', 'disabled'],
      ['e', 'added'],
    ]);
    expect(differences(now, before).find(({ rule }) => rule.id === 'c')?.kind).toBe('enabled');
    expect(differences(now, now)).toEqual([]);
  });

  it('is told of a copied workflow, too, whose rules have the same ids', () => {
    const copy = aRule({ id: 'd', workflow: 'Copy of Software', config: saved('mandatory') });
    expect(differences(before, [...before, copy])).toMatchObject([{ kind: 'added', rule: { workflow: 'Copy of Software' } }]);
    const noted = withDifferences(before, differences(before, [...before, copy]));
    expect(differences(noted, [...before, copy])).toEqual([]);
    // Jira may list one rule twice: as it is last, it is.
    expect(differences(noted, [...noted, aRule({ id: 'd', disabled: true })])).toMatchObject([{ kind: 'disabled' }]);
  });

  it('may be noted in parts: what is left then is what was not noted', () => {
    const all = differences(before, now);
    const noted: RuleDifference[] = [];
    let known: readonly PlacedRule[] = before;
    for (const each of all) {
      known = withDifferences(known, [each]);
      noted.push(each);
      expect(differences(known, now)).toHaveLength(all.length - noted.length);
    }
    expect([...known].sort((one, other) => one.id.localeCompare(other.id))).toEqual(now);
  });
});
