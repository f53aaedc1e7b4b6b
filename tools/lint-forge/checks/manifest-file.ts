import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { Problem } from './problem';

export type Path = readonly (string | number)[];

export interface Module {
  /** The module's type as the manifest spells it, e.g. `jira:issueContext`. */
  type: string;
  key: string;
  properties: Record<string, unknown>;
  path: Path;
}

/** manifest.yml as our checks read it: plain values, and the line where each of them stands. */
export class ManifestFile {
  readonly content: Record<string, unknown>;
  readonly name = 'manifest.yml';
  private readonly lines: LineCounter;
  private readonly document: Document;
  private readonly source: readonly string[];

  /** @throws Error when the text is not one YAML mapping; its message names the line. */
  constructor(text: string) {
    this.lines = new LineCounter();
    this.document = parseDocument(text, { lineCounter: this.lines });
    this.source = text.split('\n');
    const [error] = this.document.errors;
    if (error !== undefined) throw new Error(`manifest.yml is not YAML: ${error.message}`);
    const content: unknown = this.document.toJS();
    if (!isRecord(content)) throw new Error('manifest.yml is not a mapping');
    this.content = content;
  }

  /** Every module of the manifest, in its order. */
  modules(): readonly Module[] {
    return Object.entries(record(this.content['modules'])).flatMap(([type, entries]) =>
      list(entries)
        .filter(isRecord)
        .map((properties, index) => ({ type, key: text(properties['key']), properties, path: ['modules', type, index] })),
    );
  }

  modulesOf(type: string): readonly Module[] {
    return this.modules().filter((module) => module.type === type);
  }

  /** Scopes in either form that Forge takes: a list, or a map with `allowImpersonation`. */
  scopes(): readonly { name: string; path: Path }[] {
    const scopes = record(this.content['permissions'])['scopes'];
    if (isRecord(scopes)) return Object.keys(scopes).map((name) => ({ name, path: ['permissions', 'scopes', name] }));
    return list(scopes).map((name, index) => ({ name: text(name), path: ['permissions', 'scopes', index] }));
  }

  resources(): readonly { key: string; path: string; entry: Record<string, string>; at: Path }[] {
    return list(this.content['resources'])
      .filter(isRecord)
      .map((resource, index) => ({
        key: text(resource['key']),
        path: text(resource['path']),
        entry: Object.fromEntries(Object.entries(record(resource['entry'])).map(([key, file]) => [key, text(file)])),
        at: ['resources', index],
      }));
  }

  /** A problem at the place in the file that `path` names. */
  problem(path: Path, message: string): Problem {
    return { file: this.name, line: this.lineOf(path), message };
  }

  /** The comment behind the value on its own line, without the hash; empty when there is none. */
  commentAt(path: Path): string {
    return /\s#\s*(.*)$/.exec(this.source[this.lineOf(path) - 1] ?? '')?.[1] ?? '';
  }

  private lineOf(path: Path): number {
    let offset = 0;
    let node: unknown = this.document.contents;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        if (pair === undefined) break;
        if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step];
        offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
      } else break;
    }
    return this.lines.linePos(offset).line;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
