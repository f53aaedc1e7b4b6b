import { JastBuilder } from '@atlaskit/jql-ast';
import fc from 'fast-check';
import { jqlOf } from '../../src/platform/found-issues';
import { jqlList, jqlString, summaryHas } from '../../src/platform/jql';
import { restSite } from '../emulator/rest/rest-site';

const SITE = { valueScore: 'customfield_1' };
const isQuery = (jql: string): boolean => new JastBuilder().build(jql).errors.length === 0;
/** What people paste and type: any Unicode, and above all what means something to JQL or to its text search. */
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('"\'\\*?~-+!()[]{}^:&|/ \n\tabé_1ß'), 'AND ', 'OR ', 'NOT ', 'EMPTY', '\\u0041', '\ud800'),
    maxLength: 40,
  }),
);

describe('A value in a JQL query', () => {
  it('is one string of the query, whatever it holds', () => {
    fc.assert(
      fc.property(typed, typed, (one, other) => {
        expect(isQuery(`project = 1 AND labels in (${jqlList([one, other])}) AND assignee = ${jqlString(one)}`)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is itself where it is something Jira could hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        const { query } = new JastBuilder().build(`labels = ${jqlString(value)}`);
        expect(query?.where).toMatchObject({ operand: { value } });
      }),
      { numRuns: 500 },
    );
  });
});

describe('A query for what somebody filters by', () => {
  const filter = fc.record(
    {
      text: typed,
      types: fc.array(typed, { maxLength: 3 }),
      statuses: fc.array(typed, { maxLength: 3 }),
      labels: fc.array(typed, { maxLength: 3 }),
      assignee: fc.oneof(fc.constant('none'), fc.stringMatching(/^[\w:.@-]{1,40}$/)),
      scored: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('is a query, of this project alone', () => {
    fc.assert(
      fc.property(filter, fc.option(fc.constant('10042')), (given, named) => {
        const jql = jqlOf(SITE, { projectId: '10000', ...given }, named);
        if (jql === null) {
          expect(given.text?.match(/[\p{L}\p{N}_]/u) ?? null).toBeNull();
          return;
        }
        const { query, errors } = new JastBuilder().build(jql);
        expect(errors).toEqual([]);
        const { where } = query ?? {};
        // One AND of clauses, the first of which is the project: nothing typed can open an OR beside it.
        expect(where).toMatchObject({ clauseType: 'compound', operator: { value: 'and' } });
        expect(where?.clauseType === 'compound' ? where.clauses[0] : undefined).toMatchObject({ operand: { value: '10000' } });
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out what is not asked', () => {
    expect(jqlOf(SITE, { projectId: '1', types: [], labels: [] }, null)).toBe(
      'project = 1 AND statusCategory != Done AND issuetype not in subTaskIssueTypes()',
    );
    expect(summaryHas(' ?! ')).toBeNull();
  });
});

describe('A search for words', () => {
  const wordsOf = (text: string): readonly string[] =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? [];

  it('finds only what has the words, the last of them perhaps unfinished, and always that', () => {
    const { jira, shop, people, issue } = restSite();
    const summaries = [
      'Pay by card',
      'Pay by "card" AND cash',
      'Ärger mit der Zahlung',
      'NOT a cart',
      'über_all (v2)',
      'zahl 100 % *',
      '日本語 の 概要',
    ];
    const issues = summaries.map((summary) => ({ issue: issue(summary), words: wordsOf(summary) }));
    const word = fc.constantFrom(...new Set(issues.flatMap(({ words }) => words)), 'AND', 'OR', 'NOT', 'zzz');
    const sign = fc.constantFrom('"', '*', '-', '\\', '(', '?', '~2', '&&', '!');
    const part = fc.oneof(
      word,
      word,
      word.map((each) => each.slice(0, 3)),
      sign,
    );
    const text = fc.oneof(
      fc.array(part, { maxLength: 4 }).map((parts) => parts.join(' ')),
      typed,
    );
    fc.assert(
      fc.property(text, (asked) => {
        const wanted = wordsOf(asked.toLowerCase());
        const has = (words: readonly string[]): boolean =>
          wanted.length > 0 &&
          wanted.every((each, index) => words.some((one) => (index === wanted.length - 1 ? one.startsWith(each) : one === each)));
        const jql = jqlOf(SITE, { projectId: shop.id, text: asked }, null);
        const found = issues.filter((each) => jql !== null && jira.search.matches(jql, each.issue, people.owner.accountId));
        expect(found.map(({ issue: { summary } }) => summary)).toEqual(
          issues.filter(({ words }) => has(words)).map(({ issue: { summary } }) => summary),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
