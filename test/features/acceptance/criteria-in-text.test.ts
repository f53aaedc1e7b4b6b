import fc from 'fast-check';
import { criteriaInText } from '../../../src/features/acceptance/rules/criteria-in-text';

const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('Criteria in pasted text', () => {
  it.each<[string, string, readonly string[]]>([
    ['nothing', '', []],
    ['white space', ' \n\t\r\n', []],
    ['lines', 'Pay by card\nPay by cash', ['Pay by card', 'Pay by cash']],
    ['blank lines between', 'Pay by card\n\n\nPay by cash\n', ['Pay by card', 'Pay by cash']],
    ['line ends of Windows and of old', 'a one\r\nb two\rc three\u2028d four', ['a one', 'b two', 'c three', 'd four']],
    ['bullets', '- a\n* b\n• c\n– d\n◦ e\n· f\n+ g\n— h', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['bullets of Word', '\uf0b7\tPay by card\no\tBy any card', ['Pay by card', 'By any card']],
    ['bullets without a space', '•Pay\n-Refund\n☐Cancel', ['Pay', 'Refund', 'Cancel']],
    ['bullets in bullets', '- a\n  - b\n    * c\n- d', ['a', 'b', 'c', 'd']],
    ["bullets of Jira's old markup", '* a\n** b\n# c\n# d', ['a', 'b', 'c', 'd']],
    ['numbers', '1. a\n2) b\n(3) c\n4.1. d\n5.Every', ['a', 'b', 'c', 'd', 'Every']],
    ['letters and Roman numbers', 'a) one\n(b) two\nc. three\niv) four', ['one', 'two', 'three', 'four']],
    ['checkboxes', '[ ] a\n[x] b\n- [X] c\n☐ d\n☑ e\n✓ f\n☑️ g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['Japanese', '・カードで払える\n１．領収書が届く\n（２）返金できる\n①取消', ['カードで払える', '領収書が届く', '返金できる', '取消']],
    ['Arabic', '• يمكن الدفع بالبطاقة\n١. يصل الإيصال\nب) الإلغاء', ['يمكن الدفع بالبطاقة', 'يصل الإيصال', 'الإلغاء']],
    ['Persian, with its joiner', '- می\u200cشود پرداخت', ['می\u200cشود پرداخت']],
    ['Russian', 'а) оплата картой\nб) оплата наличными', ['оплата картой', 'оплата наличными']],
    ['invisible and unbreakable characters', '\ufeff-\u00a0Pay\u200b by\u00a0card', ['Pay by card']],
    ['bold', '- **Pay** by **card**\n**1.** Refund\n__Cancel__ too', ['Pay by card', 'Refund', 'Cancel too']],
    [
      'stars that are not bold',
      '2 ** 3 is 8\nsrc/** and test/**\nshows ****1234\n__init__ runs',
      ['2 ** 3 is 8', 'src/** and test/**', 'shows ****1234', '__init__ runs'],
    ],
    [
      'what only looks like a marker',
      '-5 °C is shown\n3.5 seconds at most\n2024. A year\n❌ Guests\n-v prints',
      ['-5 °C is shown', '3.5 seconds at most', '2024. A year', '❌ Guests', '-v prints'],
    ],
    ['lines that go on', '- Pay by card\n  or by cash\n- Refund', ['Pay by card\n  or by cash', 'Refund']],
    ['an indented list without bullets', 'Acceptance criteria\n  Pay\n  Refund', ['Pay', 'Refund']],
    [
      'a lead with items',
      'The cart shows:\n- the total\n- the tax\n\n- Pay',
      ['The cart shows: the total', 'The cart shows: the tax', 'Pay'],
    ],
    ['leads in items', '- Shop:\n  - Cart:\n    - total\n  - tax\n- Pay', ['Shop: Cart: total', 'Shop: tax', 'Pay']],
    ['a lead without items', 'Out of scope:\n\nRefund', ['Out of scope:', 'Refund']],
    [
      'titles',
      '## Checkout\nAcceptance criteria:\n- Pay\nh2. More\n**AC:**\nRefund\nDefinition of Done (DoD)\nTests',
      ['Pay', 'Refund', 'Tests'],
    ],
    ['titles of other languages', 'Akzeptanzkriterien\n- Zahlen\nCritères d’acceptation :\n- Payer', ['Zahlen', 'Payer']],
    ['rules between', 'Pay\n---\nRefund\n***\n=====', ['Pay', 'Refund']],
    ['the same twice', '- Pay by card.\n- pay by  card\n- Pay by Card', ['Pay by card.', 'Pay by Card']],
    [
      'rows of a spreadsheet',
      'ID\tAcceptance criteria\tPriority\n1\tPay by card\tmust\n\tRefund\t\n3\t\tCancel',
      ['Pay by card – must\n  Refund', 'Cancel'],
    ],
    [
      'rows of a table in Markdown',
      '| Area | Criterion |\n|---|---|\n| Cart | shows the total |',
      ['Area – Criterion', 'Cart – shows the total'],
    ],
  ])('reads %s', (_what, text, criteria) => {
    expect(criteriaInText(text)).toEqual(criteria);
  });

  it.each<[string, string, readonly string[]]>([
    [
      'steps',
      'Given a cart\nWhen I pay\nThen I get a receipt\nAnd the cart is empty',
      ['Given a cart\nWhen I pay\nThen I get a receipt\nAnd the cart is empty'],
    ],
    [
      'any case, bullets and bold',
      '- **GIVEN** a cart\n- *when* I pay\n1. then it is empty',
      ['GIVEN a cart\nwhen I pay\nthen it is empty'],
    ],
    ['the next Given', 'Given a\nWhen b\nThen c\nGiven d\nThen e', ['Given a\nWhen b\nThen c', 'Given d\nThen e']],
    [
      'scenarios',
      'Scenario: pay\n  Given a\n  Then b\nScenario Outline: refund\n  Given <c>\n  Then d\n\n  Examples:\n    | c |\n    | 1 |',
      ['Scenario: pay\nGiven a\nThen b', 'Scenario Outline: refund\nGiven <c>\nThen d\nExamples:\n| c |\n| 1 |'],
    ],
    [
      'numbered scenarios under Markdown titles',
      '### Scenario 1: pay\nGiven a\nThen b\n### Scenario 2: refund\nGiven a\nThen c',
      ['Scenario 1: pay\nGiven a\nThen b', 'Scenario 2: refund\nGiven a\nThen c'],
    ],
    ['steps that are stars', 'Given a\n* b\n* c\nThen d', ['Given a\n* b\n* c\nThen d']],
    [
      'steps with a blank line between',
      'Given a\n\nWhen b\n\nThen c\n\nAnd d\n\nGiven e\n\nThen f',
      ['Given a\nWhen b\nThen c\nAnd d', 'Given e\nThen f'],
    ],
    ['a scenario a line', '- Given a, when b, then c\n- Given d, when e, then f', ['Given a, when b, then c', 'Given d, when e, then f']],
    [
      'a list that happens to begin with When',
      '- When I pay, I get a receipt\n- When I cancel, I get none',
      ['When I pay, I get a receipt', 'When I cancel, I get none'],
    ],
    ['words below their keyword', 'GIVEN\na cart\nWHEN\nI pay\nTHEN\nit is empty', ['GIVEN a cart\nWHEN I pay\nTHEN it is empty']],
    [
      'a step that lists',
      'Given a cart\nThen it shows:\n- the total\n- the tax\n\n- Refund',
      ['Given a cart\nThen it shows:\n  - the total\n  - the tax', 'Refund'],
    ],
    ['words that only begin like a step', 'Whenever I pay\nAnd so on\nGivens', ['Whenever I pay', 'And so on', 'Givens']],
    ['other lines after a scenario', 'Given a\nThen b\nRefund works', ['Given a\nThen b', 'Refund works']],
  ])('reads Gherkin: %s', (_what, text, criteria) => {
    expect(criteriaInText(text)).toEqual(criteria);
  });

  const sentence = `${'word '.repeat(59)}end.`;
  const [given, then] = [`Given ${'x'.repeat(300)}`, `Then ${'y'.repeat(300)}`];
  const digits = Array.from({ length: 400 }, (_, index) => index).join('');
  it.each<[string, string, readonly string[]]>([
    ['where a line ends', `${given}\n${then}`, [given, then]],
    ['else where a sentence ends', `- ${sentence} Other ${sentence}`, [sentence, `Other ${sentence}`]],
    ['else where a word ends', 'word '.repeat(150), [`${'word '.repeat(99)}word`, `${'word '.repeat(49)}word`]],
    ['else anywhere', digits, [digits.slice(0, 500), digits.slice(500, 1_000), digits.slice(1_000)]],
    ['but not in a character', `a${'😀'.repeat(300)}`, [`a${'😀'.repeat(249)}`, '😀'.repeat(51)]],
    ['nor before what would read as a bullet', `${'word '.repeat(100)}1. more`, [`${'word '.repeat(98)}word`, 'word 1. more']],
  ])('cuts what is too long %s', (_what, text, pieces) => {
    expect(criteriaInText(text)).toEqual(pieces);
  });

  const word = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('card', 'cart', 'total', 'Zahlung', '払う', 'دفع', 'x2', 'AC', 'criteria') },
    { weight: 2, arbitrary: fc.constantFrom('Given', 'when', 'Then', 'and', 'But', 'Scenario:', 'Examples:') },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{1,12}[.:,;]?$/) },
  );
  const phrase = fc.array(word, { minLength: 2, maxLength: 12 }).map((each) => each.join(' '));
  const marker = fc.constantFrom(
    '',
    '',
    '- ',
    '* ',
    '• ',
    '1. ',
    'a) ',
    '[ ] ',
    '- [x] ',
    '  ',
    '  - ',
    '\t',
    '    * ',
    '**',
    'Given ',
    'When ',
    'Then ',
  );
  const line = fc.tuple(marker, phrase).map(([mark, text]) => (mark === '**' ? `**${text}**` : mark + text));
  const end = fc.constantFrom('\n', '\n', '\n\n', '\r\n', '\n---\n', '\n## Title\n', '\nAcceptance criteria:\n');
  const pasted = fc.array(fc.tuple(line, end), { maxLength: 12 }).map((lines) => lines.flat().join(''));

  it('loses no word, and keeps their order', () => {
    const plainWord = fc.constantFrom('card', 'cart', 'total.', 'Zahlung', '払う', 'دفع', 'x2', '1.', 'a)', 'Then', 'and', '**bold**');
    const keyword = fc.constantFrom('', '', '', 'Given ', 'When ', 'then ', 'And ');
    const bullet = fc.constantFrom('', '- ', '* ', '• ', '12. ', '(1) ', '[x] ', '  ', '    - ', '\t• ');
    const lines = fc.array(
      fc.tuple(bullet, keyword, fc.array(plainWord, { maxLength: 200 }), fc.constantFrom('\n', '\n\n', '\r\n', '\n---\n')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, (all) => {
        // Each line differs from the others, so that none is a duplicate.
        const texts = all.map(([, step, rest], index) => `${step}line${index} ${rest.join(' ')}`);
        const pasted = all.map(([mark, , , end], index) => mark + (texts[index] ?? '') + end).join('');
        expect(criteriaInText(pasted).flatMap(words)).toEqual(texts.flatMap(words));
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads its own result as it is', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const criteria = criteriaInText(text);
        expect(criteriaInText(criteria.join('\n\n'))).toEqual(criteria);
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads anything: at most 500 characters each, none empty, none twice', () => {
    const signs = fc.string({
      unit: fc.constantFrom(...Array.from('-*_[]()x1.:|\t\n "#•😀\u200f'), 'Given ', 'then ', '\n\n', 'word ', '**', 'AC'),
      maxLength: 1_500,
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 1_500 }), signs, pasted), (text) => {
        const criteria = criteriaInText(text);
        expect(criteria.every((each) => each.length > 0 && each.length <= 500 && each.trim() === each)).toBe(true);
        expect(new Set(criteria).size).toBe(criteria.length);
        expect(criteriaInText(criteria.join('\n\n'))).toEqual(criteria);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, string]>([
    ['one line', 'word '.repeat(20_000)],
    ['one word', 'x'.repeat(100_000)],
    ['bullets', '- '.repeat(50_000)],
    ['bold', '**a '.repeat(25_000)],
    ['bold in bold', '**('.repeat(20_000) + ')**'.repeat(20_000)],
    ['leads', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i % 90)}- a:`).join('\n')],
    ['pipes', '|'.repeat(50_000) + 'a' + '|'.repeat(50_000)],
    ['numbers', '1.1.'.repeat(25_000)],
    ['steps', 'Given a\n'.repeat(12_000)],
    ['no place to cut', 'a) '.repeat(33_000)],
    ['spaces', `a${' '.repeat(100_000)}b`],
    ['brackets', '('.repeat(100_000)],
  ])('reads 100,000 characters of %s in no time', (_what, text) => {
    // Of the processor: other tests run beside this one.
    const before = process.cpuUsage();
    criteriaInText(text);
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });
});
