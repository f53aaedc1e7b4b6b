import fc from 'fast-check';
import { JiraError } from '../../../emulator/jira/errors';
import { parseJql } from '../../../emulator/jira/jql/parse';
import { parseTextQuery, wordsOf } from '../../../emulator/jira/jql/text';
import { addUnits, endOf, epochOf, localDate, localTime, startOf } from '../../../emulator/jira/jql/zoned-time';
import { PlanningSite, NOW } from './planning-site';

const DAY = 86_400_000;

describe('JQL keeps the laws of logic', () => {
  const site = new PlanningSite();
  const points = site.jira.fields.storyPointsField;
  const statuses = ['To Do', 'In Progress', 'Done'];
  for (let index = 0; index < 40; index += 1) {
    const issue = site.issue(`Story ${index} ${['red', 'green', 'blue'][index % 3]}`, {
      status: statuses[index % 3]!,
      created: NOW - (index % 7) * DAY,
    });
    site.force(issue, {
      priorityId: String((index % 5) + 1),
      labels: index % 4 === 0 ? [] : [`l${index % 3}`],
      assigneeId: index % 2 === 0 ? null : index % 3 === 0 ? 'ann' : 'ben',
      dueDate: index % 5 === 0 ? null : `2026-11-${String((index % 28) + 1).padStart(2, '0')}`,
      custom: index % 6 === 0 ? {} : { [points.id]: index % 13 },
    });
  }
  const all = site.find('project = WEB');
  const find = (jql: string): Set<string> => new Set(site.find(jql));

  const positive = fc.constantFrom(
    'status = "To Do"',
    'statusCategory = Done',
    'priority >= High',
    'labels = l1',
    'labels in (l0, l2)',
    'assignee = ben',
    'assignee is EMPTY',
    'due < "2026-11-15"',
    'due is EMPTY',
    '"Story points" > 6',
    '"Story points" = 3',
    'summary ~ red',
    'created >= -3d',
    'key > WEB-20',
    'resolution is EMPTY',
  );
  const clause = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      positive,
      fc
        .tuple(tie('node'), fc.constantFrom('AND', 'OR', '&&', '||'), tie('node'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(fc.constantFrom('NOT', '!'), tie('node')).map(([not, inner]) => `${not} (${inner})`),
    ),
  })).node;

  it('AND is both, OR is either', () => {
    fc.assert(
      fc.property(clause, clause, (left, right) => {
        const [l, r] = [find(left), find(right)];
        expect(find(`(${left}) AND (${right})`)).toEqual(new Set([...l].filter((name) => r.has(name))));
        expect(find(`(${left}) OR (${right})`)).toEqual(new Set([...l, ...r]));
      }),
      { numRuns: 40 },
    );
  });

  it('NOT NOT changes nothing, and NOT finds none that were found', () => {
    fc.assert(
      fc.property(clause, (inner) => {
        const found = find(inner);
        expect(find(`NOT (NOT (${inner}))`)).toEqual(found);
        for (const name of find(`NOT (${inner})`)) expect(found.has(name)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['labels = l1', 'assignee = ben', '"Story points" > 6', 'due < "2026-11-15"', 'priority >= High', 'summary ~ red'])(
    '%s, its opposite and empty make the whole',
    (one) => {
      const field = /^("[^"]+"|\w+)/.exec(one)![0];
      const parts = [site.find(one), site.find(`NOT (${one})`), site.find(`${field} is EMPTY AND project = WEB`)];
      expect(parts.flat().sort()).toEqual([...all].sort());
    },
  );

  it('a sorted result is the result, sorted; pages put together are the list', () => {
    const order = fc.constantFrom('Rank', 'priority DESC', 'due', '"Story points" DESC, key', 'assignee, created DESC', 'status');
    fc.assert(
      fc.property(clause, order, fc.integer({ min: 1, max: 9 }), (where, orderBy, size) => {
        const jql = `${where} ORDER BY ${orderBy}`;
        const whole = site.find(jql);
        expect(new Set(whole)).toEqual(find(where));
        const pages: string[] = [];
        for (
          let after, page = site.jira.search.run(jql, 'ann', { limit: size });
          ;
          page = site.jira.search.run(jql, 'ann', { limit: size, after })
        ) {
          pages.push(...page.issues.map((issue) => issue.summary));
          if (!page.next) break;
          after = page.next;
        }
        expect(pages).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses nonsense with a 400 and never breaks', () => {
    const token = fc.constantFrom(
      'project',
      '=',
      '!=',
      'in',
      '(',
      ')',
      ',',
      'WEB',
      '"',
      "'",
      'and',
      'or',
      'not',
      'order',
      'by',
      'rank',
      '~',
      'is',
      'empty',
      'was',
      'changed',
      '-1d',
      '[',
      ']',
      '\\',
      'cf',
      '5',
      '!',
      'ü',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join(' ')),
        ),
        (jql) => {
          try {
            parseJql(jql);
            site.find(jql);
          } catch (error) {
            expect(error).toBeInstanceOf(JiraError);
            expect((error as JiraError).status).toBe(400);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('Text search', () => {
  it('finds every word of a text, its beginning, and the text as a phrase, whatever the case and the accents', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom(...Array.from('abcdeäéñ1')), minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, fc.nat(), (parts, pick) => {
        const words = wordsOf(parts.join(' '));
        const part = parts[pick % parts.length]!;
        expect(parseTextQuery(part.toUpperCase())!(words)).toBe(true);
        expect(parseTextQuery(`${part.slice(0, 1)}*`)!(words)).toBe(true);
        expect(parseTextQuery(`"${parts.join(' ')}"`)!(words)).toBe(true);
        expect(parseTextQuery(`${part} missing`)!(words)).toBe(false);
        expect(parseTextQuery(`${part} OR missing`)!(words)).toBe(true);
        expect(parseTextQuery(`-${part}`)!(words)).toBe(false);
      }),
    );
  });
});

describe("Calendar arithmetic in people's time zones", () => {
  const zone = fc.constantFrom('UTC', 'Europe/Vienna', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });

  it('comes back to the same moment, outside the hour a clock repeats', () => {
    fc.assert(
      fc.property(moment, zone, (at, timeZone) => {
        const back = epochOf(localTime(at, timeZone), timeZone);
        expect(Math.abs(back - Math.floor(at / 1_000) * 1_000)).toBeLessThanOrEqual(3_600_000);
        expect(localTime(back, timeZone)).toEqual(localTime(at, timeZone));
      }),
    );
  });

  it('puts every moment between the start and the end of its day, week, month and year', () => {
    fc.assert(
      fc.property(
        moment,
        zone,
        fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
        (at, timeZone, period) => {
          const [start, end] = [startOf(period, at, timeZone, 'en_GB'), endOf(period, at, timeZone, 'en_GB')];
          expect(start <= at && at <= end).toBe(true);
          expect(startOf(period, end, timeZone, 'en_GB')).toBe(start);
          expect(localTime(start, timeZone)).toMatchObject({ hour: 0, minute: 0, second: 0 });
        },
      ),
    );
  });

  it('knows clock changes, month ends and where weeks begin', () => {
    const march = Date.UTC(2026, 2, 28, 11, 0);
    expect(addUnits(march, 1, 'd', 'Europe/Vienna') - march).toBe(23 * 3_600_000);
    expect(localDate(addUnits(Date.UTC(2026, 2, 31, 12), -1, 'M', 'UTC'), 'UTC')).toBe('2026-02-28');
    expect(localDate(addUnits(Date.UTC(2024, 1, 29, 12), 1, 'y', 'UTC'), 'UTC')).toBe('2025-02-28');
    expect(localDate(startOf('week', NOW, 'UTC', 'en_GB'), 'UTC')).toBe('2026-11-23');
    expect(localDate(startOf('week', NOW, 'UTC', 'en_US'), 'UTC')).toBe('2026-11-22');
  });
});
