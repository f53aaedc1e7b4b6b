import fc from 'fast-check';
import { CsvError, readCsv } from '../../../emulator/demo/csv';

const fieldsOf = (text: string): readonly (readonly string[])[] => readCsv(text).map((record) => record.fields);

describe('the CSV reader', () => {
  it('reads plain, quoted and empty fields', () => {
    expect(fieldsOf('a,"b, c",\n"say ""hi""",,x\n')).toEqual([
      ['a', 'b, c', ''],
      ['say "hi"', '', 'x'],
    ]);
  });

  it('takes CRLF and LF, a missing last line break and a byte order mark', () => {
    expect(fieldsOf('\uFEFFa,b\r\nc,d')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('knows the line on which a record begins, also after a field with line breaks', () => {
    expect(readCsv('h\n"one\ntwo"\nlast').map((record) => record.line)).toEqual([1, 2, 4]);
  });

  it.each([
    ['a\n"never closed', 2, /never closed/],
    ['a\nb"c', 2, /quote inside/],
    ['a\n"b"c', 2, /must be followed/],
    ['"x\ny" z', 2, /must be followed/],
    ['a\rb', 1, /carriage return/],
  ])('refuses %j at line %i', (text, line, reason) => {
    const attempt = (): unknown => readCsv(text);
    expect(attempt).toThrow(CsvError);
    expect(attempt).toThrow(reason);
    expect(attempt).toThrow(new RegExp(`^line ${line}:`));
  });

  it('reads back whatever was written by the rules', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', '\n', '\r\n', ' ', '😀') });
    const table = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, lineBreak, endsWithBreak) => {
        const quote = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
        const text = rows.map((row) => row.map(quote).join(',')).join(lineBreak);
        // One empty field as the only content of the last line cannot be told from no line at all.
        const last = rows.at(-1);
        fc.pre(!(last?.length === 1 && last[0] === ''));
        expect(fieldsOf(endsWithBreak ? text + lineBreak : text)).toEqual(rows);
      }),
    );
  });

  it('either reads or refuses with a line, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }), (text) => {
        try {
          const lines = readCsv(text).map((record) => record.line);
          expect([...lines].sort((a, b) => a - b)).toEqual(lines);
        } catch (error) {
          expect(error).toBeInstanceOf(CsvError);
        }
      }),
    );
  });
});
