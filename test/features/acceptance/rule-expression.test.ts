import { parse, type AnyNode, type Node } from 'acorn';
import fc from 'fast-check';
import type { Json } from '../../../emulator/json';
import { applyChanges, accepted, type Change } from '../../../src/features/acceptance/rules/change';
import { NO_CHECKLIST, type Checklist } from '../../../src/features/acceptance/rules/checklist';
import { fieldValue, NEEDS, pendingValue, type Needs } from '../../../src/features/acceptance/rules/field-value';
import { ruleExpression } from '../../../src/features/acceptance/rules/rule-expression';
import { acceptance as text } from '../../../locales/en.json';
import { field, issue, put, site } from '../../emulator/expressions/site';

const SITE = 'ari:cloud:ecosystem::installation/9f6e1f3a-6c1d-4a0e-8a39-0f2f6a2b8c11';
const FIELD = 'customfield_10123';
const OWNER = { by: 'owner', at: 2, judging: { kind: 'owner' }, locked: false } as const;

const LANGUAGE = 'https://developer.atlassian.com/cloud/jira/platform/jira-expressions/';
const TYPES = 'https://developer.atlassian.com/cloud/jira/platform/jira-expressions-type-reference/';
const VALIDATOR = 'https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/';

/** Everything the rule takes from Jira, and where Atlassian documents it. */
const FROM_JIRA: Readonly<Record<string, string>> = {
  let: LANGUAGE, // "Variables"
  '? :': LANGUAGE, // "Operators"
  '==': LANGUAGE,
  '!=': LANGUAGE,
  '||': LANGUAGE,
  typeof: LANGUAGE, // and, for what it answers, the first words of the type reference
  'JSON.parse': TYPES, // "JSON"
  issue: VALIDATOR, // "Context variables"
  'issue.[field]': TYPES, // "Issue": custom fields by their ids
  'issue.id': TYPES, // "Issue": a Number
  'issue.project': TYPES, // "Issue"
  'issue.project.id': TYPES, // "Project": a Number
};

/** A list of that many criteria, met by the owner but for the last `open` ones. */
function aList(count: number, open: number, words = 'Card is charged once'): Checklist {
  const adds = Array.from({ length: count }, (_, index): Change => ({
    ...{ kind: 'add', id: `criterion-${index}`, text: `${words} ${index}`, mandatory: true, after: null },
  }));
  const judges = adds.slice(0, count - open).map(({ id }): Change => ({ kind: 'judge', id, verdict: 'met', words: null }));
  return applyChanges(NO_CHECKLIST, [...adds, ...judges], OWNER).list;
}
const acceptedList = (count: number): Checklist => accepted(aList(count, 0), OWNER, OWNER.judging, null) as Checklist;

const AS = [
  ['a map', (value: Json): Json => value],
  ['its text', (value: Json): Json => (value === null ? null : JSON.stringify(value))],
] as const;

function ask(value: Json, needs: Needs, given: { readonly projectId?: string; readonly limits?: object } = {}) {
  const { state, expressions } = site();
  const story = issue('10001', { custom: { [FIELD]: value }, ...(given.projectId === undefined ? {} : { projectId: given.projectId }) });
  const home = state.projects.get('10000');
  if (home !== undefined) state.projects.set('10009', { ...home, id: '10009', key: 'OTHER' });
  state.fields.set(FIELD, field(FIELD));
  put(state, story);
  const bindings = { issue: expressions.bindIssue(story, 'ann') };
  return expressions.evaluate(ruleExpression(needs, FIELD, SITE), { accountId: 'ann', bindings, ...given });
}
const of = { issueId: '10001', projectId: '10000', site: SITE };
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

describe.each(AS)('where Jira gives an object field as %s', (_as, given) => {
  const verdict = (value: unknown, needs: Needs = 'accepted', place = {}) => ask(given(asJson(value)), needs, place).value;

  it.each(NEEDS)('what is met passes, and nothing but that: %s', (needs) => {
    expect(verdict(fieldValue(acceptedList(3), of), needs)).toBe(true);
    expect(verdict(fieldValue(aList(3, 1), of), needs)).toBe('1 criterion is still open: Card is charged once 2.');
    expect(verdict(null, needs)).toBe(text.needs.none);
    expect(verdict(fieldValue(NO_CHECKLIST, of), needs)).toBe(needs === 'accepted' ? text.needs.noneAccepted : text.needs.none);
    expect(verdict(pendingValue(fieldValue(acceptedList(3), of)), needs)).toBe(text.needs.pending);
  });

  it('what is met and not accepted passes where that is all that is asked', () => {
    const value = fieldValue(aList(3, 0), of);
    expect(NEEDS.map((needs) => verdict(value, needs))).toEqual([true, true, text.needs.notAccepted]);
  });

  it('another issue, another project or another installation does not', () => {
    const list = acceptedList(3);
    expect(verdict(fieldValue(list, { ...of, issueId: '10002' }))).toBe(text.needs.none);
    expect(verdict(fieldValue(list, { ...of, projectId: '10009' }))).toBe(text.needs.pending);
    expect(verdict(fieldValue(list, of), 'accepted', { projectId: '10009' })).toBe(text.needs.pending);
    expect(verdict(fieldValue(list, { ...of, site: 'another' }))).toBe(text.needs.otherSite);
  });

  it('what is not of its form never passes', () => {
    const whole = asJson(fieldValue(acceptedList(1), of)) as Record<string, Json>;
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.record({ issue: fc.constantFrom<Json>(10001, '10001'), project: fc.constantFrom<Json>(10000, '10000'), site: fc.constant(SITE) }),
      fc.constantFrom(...Object.keys(whole)).map((key) => Object.fromEntries(Object.entries(whole).filter(([each]) => each !== key))),
      fc.constantFrom(...NEEDS).map((needs) => ({ ...whole, needs: { [needs]: 'open' } })),
    );
    fc.assert(
      fc.property(strange, fc.constantFrom(...NEEDS), (value, needs) => {
        let isPassed = false;
        try {
          isPassed = verdict(value, needs) === true;
        } catch {
          // An error blocks.
        }
        const { needs: held, issue: of_, project, site: where } = (value ?? {}) as Record<string, unknown>;
        const isWhole =
          of_ === 10001 && project === 10000 && where === SITE && (held as Record<string, unknown> | undefined)?.[needs] === '';
        expect(isPassed).toBe(isWhole);
      }),
      { numRuns: 300 },
    );
  });

  it.each(NEEDS)('200 criteria cost no more than one, far below the limits of Jira: %s', (needs) => {
    const costOf = (list: Checklist) => {
      const { steps, expensiveOperations } = ask(given(asJson(fieldValue(list, of))), needs);
      return { steps, expensiveOperations };
    };
    const [one, most] = [costOf(acceptedList(1)), costOf(acceptedList(200))];
    expect(most).toEqual(one);
    for (const cost of [most, costOf(aList(200, 200, 'x'.repeat(490)))]) {
      // https://developer.atlassian.com/cloud/jira/platform/jira-expressions/#restrictions : 10,000 steps, 10 expensive operations.
      expect(cost.steps).toBeLessThan(100);
      expect(cost.expensiveOperations).toBeLessThan(5);
    }
  });
});

const children = (node: AnyNode): readonly AnyNode[] =>
  Object.values(node)
    .flat()
    .filter((each): each is AnyNode => typeof each === 'object' && each !== null && typeof (each as Node).type === 'string');
const all = (node: AnyNode): readonly AnyNode[] => [node, ...children(node).flatMap(all)];
const nodes = (needs: Needs) => all(parse(ruleExpression(needs, FIELD, SITE), { ecmaVersion: 2022 }));

describe.each(NEEDS)('the rule for %s', (needs) => {
  const source = ruleExpression(needs, FIELD, SITE);

  it('takes nothing from Jira but what Atlassian documents', () => {
    const own = new Set(['f', 'a']);
    const nameOf = (node: AnyNode): string => {
      if (node.type === 'Identifier') return own.has(node.name) ? '' : node.name === FIELD ? '[field]' : node.name;
      if (node.type !== 'MemberExpression') return '';
      const before = nameOf(node.object);
      return before === '' ? '' : `${before}.${nameOf(node.property)}`;
    };
    const taken = nodes(needs).flatMap((node): readonly string[] => {
      if (node.type === 'VariableDeclaration') return [node.kind];
      if (node.type === 'ConditionalExpression') return ['? :'];
      if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression' || node.type === 'UnaryExpression') return [node.operator];
      if (node.type === 'MemberExpression') return [nameOf(node)];
      return [];
    });
    const known = Object.keys(FROM_JIRA);
    const used = new Set(taken.filter((each) => each !== ''));
    expect([...used].filter((each) => !known.includes(each))).toEqual([]);
    expect(known.filter((each) => !used.has(each) && each !== 'issue')).toEqual([]);
    for (const page of Object.values(FROM_JIRA)) expect(page).toMatch(/^https:\/\/developer\.atlassian\.com\//);
  });

  it('calls no function but the one that reads JSON', () => {
    const calls = nodes(needs).filter(({ type }) => ['CallExpression', 'NewExpression', 'ArrowFunctionExpression'].includes(type));
    expect(calls).toHaveLength(1);
  });

  // Atlassian's example of `POST expression/analyse` names both limits: 1,000 characters, 100 leaves.
  it('is short', () => {
    expect(source.length).toBeLessThan(1_000);
    const leaves = nodes(needs).filter(({ type }) => type === 'Identifier' || type === 'Literal');
    expect(leaves.length).toBeLessThan(50);
  });
});
