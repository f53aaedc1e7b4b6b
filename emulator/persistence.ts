import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { JiraState } from './jira/state';

/** Everything a site is made of, as JSON-safe data. */
export interface SiteData {
  /** Milliseconds that the site's clock is ahead of the machine's. */
  readonly clockOffsetMs: number;
  /** JiraState.snapshot() */
  readonly jira: Record<string, unknown>;
  /** Forge.snapshot() */
  readonly forge: unknown;
  /** Mail.snapshot(); folders from before there was mail have none. */
  readonly mail?: unknown;
}

/** A data folder that cannot be used; the message is a sentence for the person who started us. */
export class DataFolderError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataFolderError';
  }
}

const FORMAT = 'mandate-local-jira';
const VERSION = 1;
const DEBOUNCE_MS = 500;
const MAX_WAIT_MS = 5_000;

const HeaderSchema = z.looseObject({ format: z.literal(FORMAT), version: z.number().int() });
const FileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  clockOffsetMs: z.number(),
  jira: z.record(z.string(), z.array(z.unknown())),
  forge: z.unknown(),
  mail: z.unknown().optional(),
});
const RowSchema = z.tuple([z.union([z.string(), z.number()]), z.unknown()]);

/**
 * `--data DIR`: the whole site in one file, `DIR/site.json`, replaced as a whole so that a crash leaves the old one or the
 * new one. A file we cannot read for sure is never overwritten: it may be somebody's only copy.
 */
export class DataFolder {
  private readonly file: string;
  private readonly lock: string;
  private timer: NodeJS.Timeout | undefined;
  private dirtySince: number | undefined;
  private source: (() => SiteData) | undefined;

  /** @throws DataFolderError when the folder cannot be made or another process uses it */
  constructor(readonly directory: string) {
    this.file = join(directory, 'site.json');
    this.lock = join(directory, 'site.lock');
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw new DataFolderError(`The data folder ${directory} cannot be created: ${messageOf(error)}`, { cause: error });
    }
    this.takeLock();
  }

  /**
   * What was saved, or undefined in a new folder.
   * @throws DataFolderError for a file that is broken or was written by another version
   */
  load(): SiteData | undefined {
    if (!existsSync(this.file)) return undefined;
    const header = this.parsed(HeaderSchema, this.read());
    if (header.version !== VERSION) {
      const age = header.version > VERSION ? 'a newer' : 'an older';
      throw new DataFolderError(
        `${this.file} was written by ${age} version of the local Jira (format ${header.version}, this one reads ${VERSION}). Use that version, or another --data folder.`,
      );
    }
    const { clockOffsetMs, jira, forge, mail } = this.parsed(FileSchema, header);
    this.checkTables(jira);
    return { clockOffsetMs, jira, forge, ...(mail === undefined ? {} : { mail }) };
  }

  /** From now on `changed()` and `close()` save what `source` gives. Until then nothing is written. */
  keep(source: () => SiteData): void {
    this.source = source;
    this.changed();
  }

  /** Saves soon: after half a second of quiet, at the latest after five. */
  changed(): void {
    if (!this.source) return;
    const now = performance.now();
    this.dirtySince ??= now;
    if (this.timer) clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(DEBOUNCE_MS, this.dirtySince + MAX_WAIT_MS - now));
    this.timer = setTimeout(() => this.save(), wait);
  }

  /** Saves what is not saved yet, and lets others use the folder. */
  close(): void {
    if (this.dirtySince !== undefined) this.save();
    this.source = undefined;
    rmSync(this.lock, { force: true });
  }

  private save(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = undefined;
    this.dirtySince = undefined;
    if (!this.source) return;
    const text = JSON.stringify({ format: FORMAT, version: VERSION, ...this.source() });
    const temporary = `${this.file}.${randomUUID()}.tmp`;
    try {
      const handle = openSync(temporary, 'w');
      try {
        writeFileSync(handle, text);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(temporary, this.file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw new DataFolderError(`${this.file} cannot be written: ${messageOf(error)}`, { cause: error });
    }
  }

  private read(): unknown {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8'));
    } catch (error) {
      throw this.broken(messageOf(error), error);
    }
  }

  private parsed<T>(schema: z.ZodType<T>, data: unknown): T {
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    throw this.broken(issue ? `${issue.path.join('.') || 'file'}: ${issue.message}` : 'unknown shape', result.error);
  }

  /** Each table is there, each row is a key with its record (or a plain member of a set). */
  private checkTables(jira: Record<string, readonly unknown[]>): void {
    const wanted = Object.keys(new JiraState().snapshot());
    const missing = wanted.find((name) => !(name in jira));
    if (missing) throw this.broken(`the table ${missing} is missing`);
    const unknown = Object.keys(jira).find((name) => !wanted.includes(name));
    if (unknown) throw this.broken(`the table ${unknown} is unknown`);
    for (const [name, rows] of Object.entries(jira)) {
      const bad = rows.findIndex((row) => typeof row !== 'string' && !RowSchema.safeParse(row).success);
      if (bad >= 0) throw this.broken(`row ${bad} of ${name} has no key`);
    }
  }

  private broken(reason: string, cause?: unknown): DataFolderError {
    return new DataFolderError(
      `${this.file} is not a readable site of the local Jira (${reason}). It was left as it is; move it away or use another --data folder.`,
      { cause },
    );
  }

  private takeLock(): void {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(this.lock, String(process.pid), { flag: 'wx' });
        return;
      } catch (error) {
        if (!existsSync(this.lock))
          throw new DataFolderError(`The data folder ${this.directory} cannot be written: ${messageOf(error)}`, { cause: error });
        const holder = Number(readFileSync(this.lock, 'utf8'));
        if (isRunning(holder)) {
          throw new DataFolderError(`The data folder ${this.directory} is in use by another local Jira (process ${holder}).`);
        }
        rmSync(this.lock, { force: true });
      }
    }
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
