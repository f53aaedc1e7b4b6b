import type { ForgeFieldModule } from '../../../emulator/jira/fields';
import type { Field } from '../../../emulator/jira/model';
import { PlanningSite, message } from './planning-site';

const appField = (moduleKey: string, name: string, more: Partial<ForgeFieldModule>): ForgeFieldModule => ({
  appId: 'app',
  environmentId: 'env',
  moduleKey,
  ari: `ari:cloud:ecosystem::extension/app/env/static/${moduleKey}`,
  name,
  description: '',
  type: 'number',
  collection: 'none',
  readOnly: false,
  ...more,
});

describe("An app's fields in JQL", () => {
  const site = new PlanningSite();
  const [cost, money, tag, notes] = site.jira.fields.registerForge([
    appField('cost', 'Business cost', { readOnly: true }),
    appField('money', 'Budget plan', {
      type: 'object',
      schema: {
        type: 'object',
        properties: {
          amount: { type: 'number', searchAlias: 'Amount' },
          currency: { type: 'string', searchAlias: 'Currency' },
          spender: { type: 'string', searchType: 'user', searchAlias: 'Spender' },
          due: { type: 'string', searchType: 'date', searchAlias: 'Payday' },
          remark: { type: 'string', searchType: 'text', searchAlias: 'Remark' },
          fixed: { type: 'boolean', searchAlias: 'Fixed' },
          codes: { type: 'array', items: { type: 'integer' }, searchAlias: 'Codes' },
          nested: { type: 'object', searchAlias: 'Ignored', properties: { depth: { type: 'integer', searchAlias: 'Depth' } } },
          secret: { type: 'string' },
        },
      },
      formatter: { expression: '`${value.amount} ${value.currency} altogether`', export: false, api: false, historyView: false },
    }),
    appField('tag', 'Segment', { type: 'string' }),
    appField('notes', 'Tags of app', { type: 'string', collection: 'list' }),
  ]) as unknown as readonly [Field, Field, Field, Field];
  const cheap = site.issue('Cheap');
  const dear = site.issue('Dear');
  site.issue('Unpriced');
  site.force(cheap, {
    custom: {
      [cost.id]: 9,
      [tag.id]: 'Retail',
      [notes.id]: ['x', 'y'],
      [money.id]: {
        amount: 10,
        currency: 'EUR',
        spender: 'ben',
        due: '2026-11-20',
        remark: 'paid in two parts',
        fixed: true,
        codes: [1, 2],
        nested: { depth: 3 },
        secret: 'hush',
      },
    },
  });
  site.force(dear, {
    custom: { [cost.id]: 100, [tag.id]: 'wholesale', [money.id]: { amount: 99.5, currency: 'USD', fixed: false, codes: [2] } },
  });

  it.each<[string, string[]]>([
    ['"Business cost" >= 9', ['Cheap', 'Dear']],
    [`cf[${cost.schema.customId}] = 100`, ['Dear']],
    ['"business cost[Number]" < 100', ['Cheap']],
    ['"Business cost" is EMPTY', ['Unpriced']],
    ['Segment = retail', ['Cheap']],
    ['Segment != retail', ['Dear']],
    ['"Tags of app" = y', ['Cheap']],
    ['"Budget plan.Amount" > 10', ['Dear']],
    ['"Budget plan.amount[Number]" <= 10', ['Cheap']],
    [`"cf[${money.schema.customId}].Amount" = 99.5`, ['Dear']],
    ['"Budget plan.Currency" in (EUR, CHF)', ['Cheap']],
    ['"Budget plan.Currency" != EUR', ['Dear']],
    ['"Budget plan.Spender" = "Ben Example"', ['Cheap']],
    ['"Budget plan.Payday" < "2026-11-21"', ['Cheap']],
    ['"Budget plan.Remark" ~ "two parts"', ['Cheap']],
    ['"Budget plan.Fixed" = "true"', ['Cheap']],
    ['"Budget plan.Codes" = 2', ['Cheap', 'Dear']],
    ['"Budget plan.Codes" = 1', ['Cheap']],
    ['"Budget plan.Depth" = 3', ['Cheap']],
    ['"Budget plan" ~ hush', ['Cheap']],
    ['"Budget plan" ~ "10 EUR altogether"', ['Cheap']],
    ['"Budget plan" is not EMPTY', ['Cheap', 'Dear']],
  ])('%s', (jql, expected) => {
    expect(site.find(`${jql} ORDER BY key`)).toEqual(expected);
  });

  it('sorts by a number field and by a number within an object', () => {
    expect(site.find('project = WEB ORDER BY "Business cost" DESC')).toEqual(['Dear', 'Cheap', 'Unpriced']);
    expect(site.find('project = WEB ORDER BY "Budget plan.Amount" DESC')).toEqual(['Dear', 'Cheap', 'Unpriced']);
  });

  it('knows no alias the schema does not give', () => {
    expect(message(() => site.find('"Budget plan.Ignored" = 1'))).toMatch(/Field 'Budget plan.Ignored' does not exist/);
    expect(message(() => site.find('"Budget plan.secret" = hush'))).toMatch(/does not exist/);
    expect(message(() => site.find('"Budget plan" = 10'))).toMatch(/The operator '=' is not supported by the 'Budget plan' field/);
  });
});
