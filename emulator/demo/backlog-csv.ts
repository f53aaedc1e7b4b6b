import { basename } from 'node:path';
import { CsvError, readCsv, type CsvRecord } from './csv';

/** A backlog file that cannot be loaded; the message is a sentence with the line. */
export class BacklogError extends Error {}

export interface BacklogRow {
  readonly line: number;
  /** Number of the issue in the file's own project, when every row has a key of that project. */
  readonly number: number | null;
  readonly title: string;
  readonly type: 'Epic' | 'Story' | 'Task' | 'Bug';
  /** Type in the file, when Jira's standard types do not have it. */
  readonly unknownType: string | null;
  readonly status: string;
  readonly points: number | null;
  /** Epoch milliseconds (the file's times are read as UTC), or null. */
  readonly created: number | null;
  readonly resolved: number | null;
}

export interface Backlog {
  readonly projectKey: string;
  readonly rows: readonly BacklogRow[];
}

const COLUMNS = ['key', 'title', 'type', 'status', 'points', 'created', 'resolved'] as const;
const TYPES: Readonly<Record<string, BacklogRow['type']>> = {
  epic: 'Epic',
  story: 'Story',
  task: 'Task',
  bug: 'Bug',
  'technical task': 'Task',
};
const MAX_SUMMARY = 255;
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?$/;

/**
 * Reads a backlog: `key,title,type,status,points,created,resolved`, one issue a row, most wanted first. All or nothing.
 * @throws BacklogError naming file and line
 */
export function readBacklog(file: string, text: string): Backlog {
  const projectKey = basename(file)
    .replace(/\.csv$/i, '')
    .toUpperCase();
  if (!/^[A-Z][A-Z0-9]{1,9}$/.test(projectKey)) {
    throw new BacklogError(
      `${file}: the file's name becomes the project's key, so it must be two to ten letters or digits, beginning with a letter, such as XD.csv.`,
    );
  }
  const [header, ...records] = recordsOf(file, text);
  const names = header?.fields.map((name) => name.trim().toLowerCase()) ?? [];
  if (names.join() !== COLUMNS.join()) {
    throw new BacklogError(`${file}, line 1: the first line must be ${COLUMNS.join(',')}.`);
  }
  const fail = (record: CsvRecord, reason: string): never => {
    throw new BacklogError(`${file}, line ${record.line}: ${reason}`);
  };
  const rows = records.map((record) => rowOf(record, fail));
  checkKeysOnce(records, fail);
  return { projectKey, rows: numbered(rows, records, projectKey) };
}

type Fail = (record: CsvRecord, reason: string) => never;

function recordsOf(file: string, text: string): readonly CsvRecord[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw new BacklogError(`${file}, ${error.message}`);
    throw error;
  }
}

function rowOf(record: CsvRecord, fail: Fail): BacklogRow {
  if (record.fields.length !== COLUMNS.length) fail(record, `expected ${COLUMNS.length} columns, found ${record.fields.length}.`);
  const [key = '', title = '', type = '', status = '', points = '', created = '', resolved = ''] = record.fields.map((field) =>
    field.trim(),
  );
  // Exports of real trackers have issues without a title; Jira has not, and a summary of one line.
  const summary = title === '' && key !== '' ? `${key} (no title)` : title.replace(/\s*[\r\n]+\s*/g, ' ');
  if (summary === '') fail(record, 'there is neither a key nor a title.');
  if (summary.length > MAX_SUMMARY) fail(record, `the title has ${summary.length} characters; Jira takes ${MAX_SUMMARY}.`);
  const known = TYPES[type.toLowerCase()];
  return {
    line: record.line,
    number: null,
    title: summary,
    type: known ?? 'Task',
    unknownType: known || type === '' ? null : type,
    status,
    points: pointsOf(points) ?? (points === '' ? null : fail(record, `points must be a number of zero or more, not "${points}".`)),
    created:
      timeOf(created) ?? (created === '' ? null : fail(record, `created must be a time such as 2013-04-12 06:37:17, not "${created}".`)),
    resolved:
      timeOf(resolved) ??
      (resolved === '' ? null : fail(record, `resolved must be a time such as 2013-04-12 06:37:17, not "${resolved}".`)),
  };
}

function pointsOf(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function timeOf(text: string): number | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const at = Date.parse(`${match[1]}T${match[2] ?? '00:00'}Z`);
  return Number.isNaN(at) ? undefined : at;
}

function checkKeysOnce(records: readonly CsvRecord[], fail: Fail): void {
  const lines = new Map<string, number>();
  for (const record of records) {
    const key = record.fields[0]?.trim() ?? '';
    const first = lines.get(key);
    if (key !== '' && first !== undefined) fail(record, `the key ${key} is already on line ${first}.`);
    lines.set(key, record.line);
  }
}

/** Keys are kept as an importer of Jira's would, if all of them belong to the project; else issues are numbered in file order. */
function numbered(rows: readonly BacklogRow[], records: readonly CsvRecord[], projectKey: string): readonly BacklogRow[] {
  const numbers = records.map((record) => new RegExp(`^${projectKey}-([1-9]\\d{0,8})$`, 'i').exec(record.fields[0]?.trim() ?? '')?.[1]);
  if (numbers.some((number) => number === undefined)) return rows;
  return rows.map((row, index) => ({ ...row, number: Number(numbers[index]) }));
}
