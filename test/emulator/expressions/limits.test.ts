import fc from 'fast-check';
import { EVENT_FILTER_LIMITS, ExpressionError } from '../../../emulator/jira/expressions/index';
import { evaluate, failure, issue, put, site } from './site';

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('limits', () => {
  test('steps are counted: each variable, member, operator and call is one', () => {
    expect(evaluate('1')).toMatchObject({ steps: 0 });
    expect(evaluate('a.b + 1', { a: { b: 1 } })).toMatchObject({ steps: 3, expensiveOperations: 0, beans: 0, primitiveValues: 1 });
    expect(evaluate('[1, 2].map(x => x * 2)')).toMatchObject({ steps: 7 });
  });

  test('ten thousand steps end the evaluation, and catching does not help', () => {
    expect(() => evaluate('l.map(x => x + 1).length', { l: many(4_000) })).toThrow(
      failure({ kind: 'limit', detail: expect.stringContaining('10000 steps') }),
    );
    expect(() => evaluate('try { return l.map(x => x + 1); } catch (e) { return 1; }', { l: many(4_000) })).toThrow(
      failure({ kind: 'limit' }),
    );
    expect(evaluate('l.map(x => x + 1).length', { l: many(4_000) }, EVENT_FILTER_LIMITS).value).toBe(4_000);
  });

  test('the length of the text is limited only on request', () => {
    const long = `'${'x'.repeat(1_100)}'.length`;
    expect(evaluate(long).value).toBe(1_100);
    expect(() => evaluate(long, {}, { length: 1_000 })).toThrow(
      failure({ kind: 'limit', message: expect.stringMatching(/too long \(\d+\), limit: 1000 characters/) }),
    );
    expect(site().expressions.check(long, { length: 1_000 })).toMatchObject({ kind: 'limit' });
  });

  test('ten expensive operations are allowed, eleven are not', () => {
    const { state, expressions } = site();
    const issues = many(11).map((index) => issue(String(10_001 + index)));
    put(state, ...issues);
    const bound = issues.map((one) => expressions.bindIssue(one, 'ann'));
    const run = (source: string, count: number) =>
      expressions.evaluate(source, { accountId: 'ann', bindings: { issues: bound.slice(0, count) } });
    expect(run('issues.map(i => i.comments.length)', 10).expensiveOperations).toBe(10);
    expect(() => run('issues.map(i => i.comments.length)', 11)).toThrow(
      failure({ kind: 'limit', detail: expect.stringContaining('10 expensive') }),
    );
    expect(run('issues.map(i => i.assignee)', 11).expensiveOperations).toBe(1);
  });

  test('Jira objects in the result are counted as beans and limited', () => {
    const { expressions } = site();
    const bound = many(3).map((index) => expressions.bindIssue(issue(String(10_001 + index)), 'ann'));
    const run = (beans: number) =>
      expressions.evaluate('{ all: issues, n: 1 }', { accountId: 'ann', bindings: { issues: bound }, limits: { beans } });
    expect(run(3)).toMatchObject({ beans: 3, primitiveValues: 1 });
    expect(() => run(2)).toThrow(failure({ kind: 'limit', message: expect.stringContaining('3 beans') }));
  });

  test.each([
    ['text that doubles', "l.reduce((t, x) => t + t, 'abcdefgh')"],
    ['list that doubles', 'l.reduce((t, x) => t.concat(t), [1, 2])'],
    ['shared structure that doubles when written', 'l.reduce((t, x) => [t, t], [1]) == l.reduce((t, x) => [t, t], [1])'],
    ['deep nesting', 'l.reduce((t, x) => [t], [1])'],
    ['function that calls itself', 'let f = g => g(g); f(f)'],
    ['regular expression with nested repeats', "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(/(a+)+$/)"],
    [
      'regular expression with optional parts',
      "'x'.repeat(30).match(/x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?x?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/)",
    ],
    ['regular expression over a long text', "l.reduce((t, x) => x < 12 ? t + t : t, 'a').match(/a*a*a*a*b/)"],
    ['regular expression that refers back', "'aa'.match(/(a)\\1/)"],
  ])('a %s is stopped', (_name, source) => {
    expect(() => evaluate(source, { l: many(1_000) })).toThrow(failure({ name: 'ExpressionError', kind: 'limit' }));
  });

  test('deeply nested source is refused, not a crash', () => {
    for (const source of [
      '('.repeat(50_000),
      '['.repeat(20_000),
      `${'!'.repeat(50_000)}1`,
      Array.from({ length: 20_000 }, () => '1').join('+'),
      'a?'.repeat(9_000),
    ])
      expect(() => evaluate(source, {})).toThrow(ExpressionError);
  });
});

describe('nothing of the machine can be reached', () => {
  const bindings = { map: JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as unknown, list: [1], s: 'x', n: 1, plain: { a: 1 } };

  test.each([
    'this',
    'globalThis',
    'Function',
    'eval',
    'process',
    'require',
    'constructor',
    '__proto__',
    'Object',
    'undefined',
    'arguments',
    'import.meta',
    "import('fs')",
    'new Function("1")',
    'new Object()',
    "Function('return 1')()",
    's.constructor',
    "s['constructor']",
    's.__proto__',
    'list.constructor',
    "list['__proto__']",
    'n.constructor',
    'n.toFixed',
    '(x => x).constructor',
    '(x => x).call',
    '(x => x).apply(1)',
    "list.map.constructor('x')",
    'plain.toString()',
    'plain.hasOwnProperty("a")',
    "''.constructor.constructor('return process')()",
    'super.x',
    'new.target',
    'JSON.constructor',
    'JSON.parse.constructor',
    'JSON',
    'x => x.y => x',
    'new Date().constructor',
    'issue.constructor',
    "issue['__proto__']",
    'issue.subject',
    'issue.bean',
    'issue.property',
    'issue.hasOwnProperty',
    'list.items',
    'new Date().time',
    'new Date().valueOf()',
  ])('%s', (source) => {
    const { expressions } = site();
    expect(() =>
      expressions.evaluate(source, { accountId: 'ann', bindings: { ...bindings, issue: expressions.bindIssue(issue('10001'), 'ann') } }),
    ).toThrow(ExpressionError);
  });

  test('names of prototypes are only ever data in a map', () => {
    expect(evaluate('plain.__proto__', bindings).value).toBeNull();
    expect(evaluate('plain.constructor', bindings).value).toBeNull();
    expect(evaluate("map['__proto__'].polluted", bindings).value).toBe(true);
    const made = evaluate("new Map().set('__proto__', { polluted: true })").json as object;
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('whatever the text, there is a value or an ExpressionError', () => {
    const word = fc.constantFrom(
      'a',
      'l',
      'm',
      's',
      'x',
      'n',
      'null',
      'true',
      '1',
      '2.5',
      "'t'",
      '`${',
      '}`',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '.',
      '?.',
      ',',
      ';',
      ':',
      '?',
      '=>',
      '=',
      '==',
      '+',
      '-',
      '*',
      '/',
      '%',
      '!',
      '<',
      '>',
      '&&',
      '||',
      '??',
      'typeof',
      'new',
      'Date',
      'Map',
      'Issue',
      'let',
      'return',
      'if',
      'else',
      'try',
      'catch',
      'throw',
      '.map(x => x)',
      '.filter(x => x)',
      '.length',
      '.flatten()',
      '.reduce((a, b) => a + b)',
      '.join()',
      '.replace(/a+/g, s)',
      '.repeat(9)',
      '.sort((a, b) => a - b)',
      '/a*/',
      'x => x',
      '...',
      '\n',
      '__proto__',
      'constructor',
      '.entries()',
      ".set('a', l)",
      'JSON.stringify(',
      'JSON.parse(',
      'Number(',
      '.split(',
      '.concat(',
    );
    const source = fc.oneof(
      fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
      fc.array(word, { maxLength: 10 }).map((words) => words.join('')),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    fc.assert(
      fc.property(source, (text) => {
        try {
          evaluate(text, { a: 1, l: [3, 'x', null, [1]], m: { k: [1] }, s: 'some text', n: null });
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 1_500, seed: 7 },
    );
  });

  test('what is written down is what is read: arithmetic agrees with JavaScript', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (a, b) => {
        expect(evaluate(`[${a} + ${b}, ${a} - ${b}, ${a} * ${b}, ${a} / ${b}, ${a} % ${b}]`).json).toEqual([
          a + b,
          a - b,
          a * b,
          a / b,
          a % b,
        ]);
      }),
      { numRuns: 100 },
    );
  });
});
