/**
 * A strict reader of RFC 4180 text (https://www.rfc-editor.org/rfc/rfc4180): comma, double quotes, CRLF or LF between
 * records. Strict because a half-understood backlog is worse than none: whatever the RFC does not allow is an error.
 */
export class CsvError extends Error {
  constructor(
    /** The line of the file on which the record or the fault begins, from 1. */
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`);
    this.name = 'CsvError';
  }
}

export interface CsvRecord {
  /** The line on which the record begins, from 1. Quoted fields may span lines, so this is not its index. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** All records including the header. A BOM is skipped, so is the line break at the end. Throws CsvError. */
export function readCsv(text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const record: { line: number; fields: string[] } = { line, fields: [] };
    for (let more = true; more;) {
      const field = text[at] === '"' ? quotedField(text, at, line) : bareField(text, at, line);
      record.fields.push(field.value);
      line += field.lines;
      at = field.end;
      if (text[at] === ',') {
        at += 1;
        continue;
      }
      more = false;
      if (at >= text.length) break;
      const lineBreak = text.startsWith('\r\n', at) ? 2 : text[at] === '\n' ? 1 : 0;
      if (lineBreak === 0) throw new CsvError(line, 'a closing quote must be followed by a comma or the end of the line.');
      at += lineBreak;
      line += 1;
    }
    records.push(record);
  }
  return records;
}

interface ReadField {
  readonly value: string;
  /** Index just behind the field. */
  readonly end: number;
  /** Line breaks inside the field. */
  readonly lines: number;
}

function quotedField(text: string, start: number, line: number): ReadField {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new CsvError(line, 'a quoted field is never closed.');
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1, lines: value.split('\n').length - 1 };
    value += '"';
    at = quote + 2;
  }
}

const BARE_END = /[,\n"\r]/g;

function bareField(text: string, start: number, line: number): ReadField {
  BARE_END.lastIndex = start;
  const match = BARE_END.exec(text);
  const end = match === null ? text.length : match.index;
  if (match?.[0] === '"') throw new CsvError(line, 'a quote inside an unquoted field; quote the whole field and double the quote.');
  if (match?.[0] === '\r' && text[end + 1] !== '\n') throw new CsvError(line, 'a carriage return without a line feed.');
  return { value: text.slice(start, end), end, lines: 0 };
}
