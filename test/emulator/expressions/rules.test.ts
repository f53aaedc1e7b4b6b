import type { Json } from '../../../emulator/json';
import { failure, field, issue, put, site } from './site';

/**
 * What workflow rules are made of, each with the page that names it. Types:
 * https://developer.atlassian.com/cloud/jira/platform/jira-expressions-type-reference/ , language:
 * https://developer.atlassian.com/cloud/jira/platform/jira-expressions/
 */
const ACCEPTANCE = 'customfield_10200';

function rules(value: Json, accountId = 'ann') {
  const { state, expressions, switches } = site();
  const forge = {
    type: 'object',
    appId: 'a',
    environmentId: 'e',
    moduleKey: 'acceptance',
    ari: 'x',
    collection: 'none',
    readOnly: true,
  } as const;
  state.fields.set(ACCEPTANCE, field(ACCEPTANCE, { forge }));
  state.fields.set('customfield_10201', field('customfield_10201'));
  const one = issue('10001', { custom: { [ACCEPTANCE]: value } });
  put(state, one);
  const bindings = {
    user: expressions.bindUser(accountId),
    issue: expressions.bindIssue(one, accountId),
    project: expressions.bindProject('10000', accountId),
    config: { field: ACCEPTANCE, mode: 'accepted', roles: ['Product Owner'] },
  };
  return { switches, evaluate: (source: string) => expressions.evaluate(source, { accountId, bindings }) };
}

const OPEN = { issueId: 10001, state: 'open', open: ['Pay by card', 'Pay by invoice', 'Refund'], count: 3 };

describe('what rules are made of', () => {
  test.each<[string, string, unknown]>([
    // Issue: custom fields by id; member access by a computed name.
    ['a field by its id', 'issue.customfield_10200.state', 'open'],
    ['a field by the configuration', 'issue[config.field].state', 'open'],
    ['a field that is empty', 'issue.customfield_10201 == null', true],
    ['the issue of a value', 'issue.customfield_10200.issueId == issue.id', true],
    ['optional chaining on what is empty', 'issue.customfield_10201?.state == null', true],
    ['the key of a map that it lacks', 'issue.customfield_10200.nothing == null', true],
    // List: some, every, filter, map, join, slice, length, includes.
    ['some', "issue.customfield_10200.open.some(text => text.includes('card'))", true],
    ['every', 'issue.customfield_10200.open.every(text => text.length > 5)', true],
    [
      'filter, map and join',
      "issue.customfield_10200.open.filter(t => t != 'Refund').map(t => t.toUpperCase()).join('; ')",
      'PAY BY CARD; PAY BY INVOICE',
    ],
    ['slice', "issue.customfield_10200.open.slice(0, 2).join(', ')", 'Pay by card, Pay by invoice'],
    ['includes', "['open', 'pending'].includes(issue.customfield_10200.state)", true],
    // Template literals, conditional and logical operators.
    ['a template', '`${issue.key}: ${issue.customfield_10200.count} open`', 'WEB-1: 3 open'],
    ['a message or true', "issue.customfield_10200.count == 0 || 'Not yet.'", 'Not yet.'],
    ['a conditional', "issue.customfield_10200.count > 2 ? `and ${issue.customfield_10200.count - 2} more` : ''", 'and 1 more'],
    ['a local variable', 'let open = issue[config.field].open; open.length == 3', true],
    // User.getProjectRoles(Project): List<ProjectRole>
    ['roles of the user', 'user.getProjectRoles(project).some(role => config.roles.includes(role.name))', true],
  ])('%s', (_what, source, value) => {
    expect(rules(OPEN).evaluate(source).value).toEqual(value);
  });

  test('a person without the role has it not', () => {
    expect(rules(OPEN, 'bob').evaluate("user.getProjectRoles(project).some(r => r.name == 'Product Owner')").value).toBe(false);
  });

  // Errors make a rule say no, so each of these is a trap that blocks.
  test.each([
    ['a member of nothing', 'issue.customfield_10201.state'],
    ['a comparison with nothing', 'issue.customfield_10201 > 0'],
    ['a field that is not there', 'issue.customfield_99999'],
    ['a list method of a text', 'issue.customfield_10200.state.some(x => true)'],
    ['a variable that rules lack', "app.properties['x']"],
  ])('%s fails', (_what, source) => {
    expect(() => rules(OPEN).evaluate(source)).toThrow(failure({ name: 'ExpressionError' }));
  });

  test('an object field is a map or its text: a switch', () => {
    const { switches, evaluate } = rules(OPEN);
    switches.objectFieldsInExpressions = 'text';
    expect(evaluate('issue.customfield_10200').value).toBe(JSON.stringify(OPEN));
    expect(evaluate('issue.customfield_10200.includes(\'"state":"open"\')').value).toBe(true);
    expect(() => evaluate('issue.customfield_10200.state')).toThrow(failure({ kind: 'undefined' }));
  });

  test('the length of an expression is limited where the site is set so', () => {
    const { switches, evaluate } = rules(OPEN);
    const source = `'${'x'.repeat(1_000)}' != ''`;
    expect(evaluate(source).value).toBe(true);
    switches.expressionMaxLength = 1_000;
    expect(() => evaluate(source)).toThrow(failure({ kind: 'limit', message: expect.stringContaining('limit: 1000 characters') }));
  });

  test('two hundred items cost a fraction of the limits, and reading a field is one expensive operation', () => {
    const open = Array.from({ length: 200 }, (_, index) => `Criterion ${index}`);
    const { value, steps, expensiveOperations } = rules({ ...OPEN, open }).evaluate(
      "let open = issue[config.field].open; open.filter(t => t != 'x').length == 0 || open.slice(0, 3).join(', ')",
    );
    expect(value).toBe('Criterion 0, Criterion 1, Criterion 2');
    expect(steps).toBeLessThan(1_000);
    expect(expensiveOperations).toBe(1);
  });
});
