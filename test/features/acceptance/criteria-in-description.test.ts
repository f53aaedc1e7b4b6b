import fc from 'fast-check';
import { criteriaInDescription } from '../../../src/features/acceptance/rules/criteria-in-description';

type Json = Readonly<Record<string, unknown>>;
const node = (type: string, ...content: readonly (Json | string)[]): Json => ({
  type,
  content: content.map((each) => (typeof each === 'string' ? text(each) : each)),
});
const text = (words: string, ...marks: readonly string[]): Json => ({ type: 'text', text: words, marks: marks.map((type) => ({ type })) });
const doc = (...content: readonly Json[]): Json => ({ ...node('doc', ...content), version: 1 });
const p = (...content: readonly (Json | string)[]): Json => node('paragraph', ...content);
const bold = (words: string): Json => p(text(words, 'strong'));
const h = (level: number, words: string): Json => ({ ...node('heading', words), attrs: { level } });
const br: Json = { type: 'hardBreak' };
const item = (words: string, ...content: readonly Json[]): Json => node('listItem', p(words), ...content);
const ul = (...items: readonly (Json | string)[]): Json =>
  node('bulletList', ...items.map((each) => (typeof each === 'string' ? item(each) : each)));
const row = (...cells: readonly Json[]): Json => node('tableRow', ...cells);
const td = (...content: readonly Json[]): Json => node('tableCell', ...content);
const th = (words: string): Json => node('tableHeader', p(words));
const expand = (title: string, ...content: readonly Json[]): Json => ({ ...node('expand', ...content), attrs: { title } });
const inline = (type: string, attrs: Json): Json => ({ type, attrs });

const STORY = p('As a customer I want to pay by card.');
const AC = h(2, 'Acceptance criteria');

const likely = (...texts: readonly string[]): unknown => texts.map((each) => ({ text: each, likely: true }));
const unlikely = (...texts: readonly string[]): unknown => texts.map((each) => ({ text: each, likely: false }));

describe('Criteria in a description', () => {
  it.each<[string, unknown]>([
    ['nothing', null],
    ['no description', undefined],
    ['text', '- Pay by card'],
    ['a number', 5],
    ['a list of nodes', [ul('Pay')]],
    ['something else', { type: 'paragraph', content: [] }],
    ['a document without content', { type: 'doc', version: 1 }],
    [
      'a document whose content is none',
      { type: 'doc', content: [null, 1, 'x', [], { type: 7 }, { content: 'x' }, { type: 'bulletList', content: {} }] },
    ],
    ['prose', doc(STORY, p('When I pay, it fails.'), h(2, 'Notes'), p('None.'))],
    ['code', doc({ ...node('codeBlock', 'const a = 1;\n- b') })],
  ])('are none in %s', (_what, description) => {
    expect(criteriaInDescription(description)).toEqual([]);
  });

  it.each<[string, Json, unknown]>([
    ['a list', doc(STORY, ul('Pay', 'Refund')), unlikely('Pay', 'Refund')],
    ['a numbered list', doc(node('orderedList', item('Pay'), item('Refund'))), unlikely('Pay', 'Refund')],
    ['tasks', doc(node('taskList', node('taskItem', 'Pay'), node('taskList', node('taskItem', 'By card')))), unlikely('Pay', 'By card')],
    ['tasks of paragraphs', doc(node('taskList', node('blockTaskItem', p('Pay')))), unlikely('Pay')],
    ['a list below a heading', doc(STORY, ul('Background'), AC, ul('Pay', 'Refund')), likely('Pay', 'Refund')],
    ['paragraphs below a heading', doc(STORY, AC, p('Pay'), p(), p('Refund')), likely('Pay', 'Refund')],
    ['lines of a paragraph', doc(AC, p('- Pay', br, '- Refund')), likely('Pay', 'Refund')],
    ['tasks below a heading', doc(h(3, 'Definition of Done'), node('taskList', node('taskItem', 'Tested'))), likely('Tested')],
    [
      'headings in many words',
      doc(h(1, '✅ Acceptance Criteria for checkout'), ul('Pay'), h(1, 'Done when:'), p('Paid')),
      likely('Pay', 'Paid'),
    ],
    [
      'up to the next heading of its level',
      doc(AC, ul('Pay'), h(3, 'Cards'), ul('Visa'), h(2, 'Notes'), ul('Later')),
      likely('Pay', 'Visa'),
    ],
    ['up to a higher heading', doc(AC, ul('Pay'), h(1, 'Notes'), ul('Later'), p('Prose')), likely('Pay')],
    ['a title within a title', doc(AC, p('Pay'), h(3, 'Done when'), p('Paid'), h(3, 'More'), p('Refund')), likely('Pay', 'Paid', 'Refund')],
    ['a bold title', doc(STORY, bold('Acceptance criteria:'), ul('Pay'), bold('Notes'), ul('Later'), p('Prose')), likely('Pay')],
    ['a bold title, up to a rule', doc(bold('AC'), ul('Pay'), { type: 'rule' }, ul('Later')), likely('Pay')],
    ['a bold paragraph below a heading', doc(AC, bold('Pay'), p('Refund')), likely('Pay', 'Refund')],
    ['a plain title', doc(STORY, p('Acceptance criteria:'), ul('Pay'), p('Notes:'), ul('Later')), likely('Pay')],
    [
      'a title in the same paragraph',
      doc(p(text('AC', 'strong'), text(':'), br, '- Pay', br, '- Refund'), h(4, 'x'), ul('Later')),
      likely('Pay', 'Refund'),
    ],
    ['a title in the middle of a paragraph', doc(p('As a customer', br, 'AC:', br, 'Pay')), likely('Pay')],
    ['a title in the same line', doc(p('Acceptance criteria: I can pay'), p('Prose')), likely('I can pay')],
    ['a title in the same line that leads on', doc(p('AC: The cart shows:'), ul('total')), likely('The cart shows: total')],
    ['a title in a panel of its own', doc(node('panel', bold('Acceptance criteria')), ul('Pay')), likely('Pay')],
    ['a title that is an item', doc(ul(item('Acceptance criteria', ul('Pay')), 'Later')), likely('Pay')],
    ['an expand with a title', doc(expand('Acceptance criteria', h(1, 'Cards'), p('Pay')), ul('Later')), likely('Pay')],
    ['an expand with another title', doc(expand('Details', AC, p('Pay')), ul('Later')), likely('Pay')],
    ['a quotation', doc(AC, node('blockquote', p('Pay'))), likely('Pay')],
    ['columns', doc(node('layoutSection', node('layoutColumn', STORY), node('layoutColumn', AC, ul('Pay')))), likely('Pay')],
    ['items in items', doc(AC, ul(item('Pay', ul('Visa')), 'Refund')), likely('Pay', 'Visa', 'Refund')],
    [
      'items below an item that leads on',
      doc(AC, ul(item('The cart shows:', ul('total', 'tax')), 'Refund')),
      likely('The cart shows: total', 'The cart shows: tax', 'Refund'),
    ],
    ['items below a paragraph that leads on', doc(AC, p('The cart shows:'), ul('total')), likely('The cart shows: total')],
    ['items of several paragraphs', doc(AC, ul(item('Pay', p('by card'), ul('Visa')))), likely('Pay\n  by card', 'Visa')],
    ['lists in empty items', doc(AC, ul(item('', ul('Pay')))), likely('Pay')],
    ['the same twice', doc(AC, p('Pay.'), h(2, 'Done when'), ul('pay')), likely('Pay.')],
    [
      'what was struck out',
      doc(AC, ul(node('listItem', p(text('Fax', 'strike'))), node('listItem', p(text('Fax ', 'strike'), 'Pay')))),
      likely('Pay'),
    ],
    [
      'rows of a table',
      doc(AC, node('table', row(th('#'), th('Criterion')), row(td(p('1')), td(p('Pay'))), row(td(p('Cart')), td(p('total'), p('tax'))))),
      likely('Pay', 'Cart – total tax'),
    ],
    [
      'a column over criteria',
      doc(node('table', row(th('Area'), th('Acceptance criteria')), row(td(p('Cart')), td(p('Shows the total')))), ul('Later')),
      likely('Cart – Shows the total'),
    ],
    [
      'a table for layout',
      doc(node('table', row(th('Story'), td(STORY)), row(th('AC'), td(ul('Pay'))), row(th('Notes'), td(p('Later'))))),
      likely('Pay'),
    ],
    ['other tables', doc(node('table', row(td(p('a')), td(p('b')))), ul('Pay')), unlikely('Pay')],
  ])('are found in %s', (_what, description, found) => {
    expect(criteriaInDescription(description)).toEqual(found);
  });

  const steps = ['Given a cart', 'When I pay', 'Then it is empty'] as const;
  const scenario = steps.join('\n');
  it.each<[string, Json]>([
    ['paragraphs', doc(STORY, ...steps.map((each) => p(each)))],
    ['paragraphs with empty ones between', doc(...steps.flatMap((each) => [p(each), p()]))],
    ['a paragraph with line breaks', doc(p(steps[0], br, steps[1], br, steps[2]))],
    [
      'bold keywords',
      doc(p(text('Given', 'strong'), ' a cart', br, text('When', 'strong'), ' I pay', br, text('Then', 'strong'), ' it is empty')),
    ],
    ['a panel', doc(node('panel', ...steps.map((each) => p(each))))],
    ['a quotation', doc(node('blockquote', ...steps.map((each) => p(each))))],
    ['an expand in a table', doc(node('table', row(td(node('nestedExpand', ...steps.map((each) => p(each)))))))],
    ['a cell', doc(node('table', row(td(p('1')), td(p(steps[0], br, steps[1], br, steps[2])))))],
    ['code', doc(node('codeBlock', scenario))],
    ['code below a heading', doc(AC, node('codeBlock', `  ${steps.join('\n  ')}`))],
    ['a list', doc(ul(...steps))],
    ['one item', doc(ul(node('listItem', p(steps[0], br, steps[1], br, steps[2]))))],
  ])('are likely where Gherkin stands in %s', (_what, description) => {
    expect(criteriaInDescription(description)).toEqual(likely(scenario));
  });

  it('leave lists alone that stand beside Gherkin', () => {
    expect(criteriaInDescription(doc(ul('Pay'), node('codeBlock', scenario)))).toEqual(likely(scenario));
  });

  it.each<[string, Json, string]>([
    ['mentions', inline('mention', { id: '1', text: '@Ann' }), 'Pay @Ann now'],
    ['mentions without their sign', inline('mention', { id: '1', text: 'Ann' }), 'Pay @Ann now'],
    ['emoji', inline('emoji', { shortName: ':tada:', text: '🎉' }), 'Pay 🎉 now'],
    ["a site's own emoji", inline('emoji', { shortName: ':ours:' }), 'Pay :ours: now'],
    ['cards', inline('inlineCard', { url: 'https://example.com/a' }), 'Pay https://example.com/a now'],
    ['dates', inline('date', { timestamp: '1767225600000' }), 'Pay 2026-01-01 now'],
    ['a state', inline('status', { text: 'DONE', color: 'green' }), 'Pay DONE now'],
    ['links', text('the page', 'link'), 'Pay the page now'],
    ['line breaks', br, 'Pay\n  now'],
    ['what nobody knows', inline('novelty', { text: 'x' }), 'Pay now'],
    ['dates that are none', inline('date', { timestamp: 'soon' }), 'Pay now'],
  ])('read %s', (_what, part, words) => {
    expect(criteriaInDescription(doc(AC, ul(node('listItem', p('Pay ', part, ' now')))))).toEqual(likely(words));
  });

  it('are at most 200 of at most 500 characters', () => {
    const found = criteriaInDescription(doc(AC, ul(...Array.from({ length: 300 }, (_, i) => `${i} ${'word '.repeat(150)}`))));
    expect(found).toHaveLength(200);
    expect(found.every((each) => each.text.length <= 500)).toBe(true);
  });

  it.each<[string, Json]>([
    ['items in items', Array.from({ length: 20_000 }).reduce<Json>((within, _, i) => ul(item(`a${i}:`, within)), ul('x'))],
    ['panels in panels', Array.from({ length: 50_000 }).reduce<Json>((within) => node('panel', within), p('x'))],
    ['expands in expands', Array.from({ length: 50_000 }).reduce<Json>((within) => expand('AC', within), p('x'))],
    ['tables in tables', Array.from({ length: 10_000 }).reduce<Json>((within) => node('table', row(td(p('a')), td(within))), p('x'))],
    ['paragraphs in paragraphs', Array.from({ length: 50_000 }).reduce<Json>((within) => p('a', within), p('x'))],
    ['many words', p(...Array.from({ length: 20_000 }, (_, i) => `- a${i}: **b** `))],
    ['many lines', p(...Array.from({ length: 20_000 }, (_, i) => [text(`AC: a${i}`), br]).flat())],
    ['many titles', doc(...Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? bold('AC') : p(`a${i}`))))],
  ])('are found in no time in %s', (_what, within) => {
    // Of the processor: other tests run beside this one.
    const before = process.cpuUsage();
    expect(criteriaInDescription(doc(AC, within)).length).toBeGreaterThan(0);
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });

  const words = fc.oneof(
    fc.constantFrom('Given a', 'When b', 'Then c', 'AC', 'Notes:', 'Pay by card', '- x', 'Acceptance criteria', '', 'a\tb'),
    fc.string({ maxLength: 20 }),
    fc.string({ minLength: 490, maxLength: 600 }),
  );
  const { block } = fc.letrec<{ block: Json; inline: Json }>((tie) => ({
    inline: fc.oneof(
      fc.tuple(words, fc.subarray(['strong', 'strike'])).map(([each, marks]) => text(each, ...marks)),
      fc.constant(br),
    ),
    block: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'block' },
      fc.array(tie('inline'), { maxLength: 4 }).map((content) => p(...content)),
      fc.tuple(fc.integer({ min: 1, max: 6 }), words).map(([level, each]) => h(level, each)),
      fc
        .tuple(
          fc.constantFrom(
            'bulletList',
            'listItem',
            'taskList',
            'taskItem',
            'panel',
            'expand',
            'table',
            'tableRow',
            'tableCell',
            'tableHeader',
            'codeBlock',
          ),
          fc.array(fc.oneof(tie('block'), tie('inline')), { maxLength: 4 }),
        )
        .map(([type, content]) => node(type, ...content)),
    ),
  }));

  it('hold to their limits, in any document', () => {
    let some = 0;
    fc.assert(
      fc.property(fc.boolean(), fc.array(block, { minLength: 2, maxLength: 8 }), (titled, blocks) => {
        const found = criteriaInDescription(doc(...(titled ? [AC] : []), ...blocks));
        if (found.length > 0) some += 1;
        expect(found.length).toBeLessThanOrEqual(200);
        expect(found.every((each) => each.text.length > 0 && each.text.length <= 500)).toBe(true);
        expect(new Set(found.map((each) => each.text)).size).toBe(found.length);
        expect(new Set(found.map((each) => each.likely)).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
    expect(some).toBeGreaterThan(200);
  });

  it('never throw, whatever stands in place of a document', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        fc.constantFrom('doc', 'paragraph', 'text', 'heading', 'tableRow', 'date'),
        (value, other, type) => {
          expect(Array.isArray(criteriaInDescription(value))).toBe(true);
          const odd = { type, text: value, attrs: other, marks: [value], content: [value, { type, attrs: value, content: [other] }] };
          expect(Array.isArray(criteriaInDescription({ type: 'doc', content: [odd, { type: 'bulletList', content: [odd] }, value] }))).toBe(
            true,
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('are all the words below a title', () => {
    const phrase = fc.array(fc.constantFrom('card', 'cart', 'Zahlung', 'then', 'and'), { maxLength: 8 }).map((each) => each.join(' '));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('paragraph', 'list', 'task', 'panel'), phrase), { maxLength: 20 }), (parts) => {
        const texts = parts.map(([, each], index) => `part${index} ${each}`.trim());
        const blocks = parts.map(([type], index) => {
          const each = texts[index] ?? '';
          if (type === 'list') return ul(each);
          if (type === 'task') return node('taskList', node('taskItem', each));
          return type === 'panel' ? node('panel', p(each)) : p(each);
        });
        expect(criteriaInDescription(doc(AC, ...blocks))).toEqual(likely(...texts));
      }),
      { numRuns: 500 },
    );
  });
});
