import type { Json } from '../../json';
import { documentToText } from '../adf';

/**
 * Text search as JQL's `~`: words in any order, all of them; "a phrase" in quotes; `*` and `?` within a word; AND, OR, NOT, a
 * leading `-` or `+`. Case and accents do not matter. Jira also reduces English words to their stem: this does not.
 * https://support.atlassian.com/jira-software-cloud/docs/search-for-issues-using-the-text-field/
 */
export type TextQuery = (words: readonly string[]) => boolean;

interface Term {
  readonly pattern: readonly RegExp[];
  readonly negated: boolean;
}

export function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** null: the query names nothing that could be found (e.g. punctuation only). */
export function parseTextQuery(query: string): TextQuery | null {
  const alternatives: Term[][] = [[]];
  let negateNext = false;
  for (const [token] of query.matchAll(/[-+!]?"[^"]*"?|\S+/g)) {
    if (token === 'OR' || token === '||') alternatives.push([]);
    else if (token === 'NOT' || token === '!') negateNext = true;
    else if (token !== 'AND' && token !== '&&') {
      const pattern = patternOf(token.replace(/^[-+!]/, ''));
      if (pattern.length > 0) alternatives[alternatives.length - 1]!.push({ pattern, negated: negateNext || /^[-!]/.test(token) });
      negateNext = false;
    }
  }
  const useful = alternatives.filter((terms) => terms.length > 0);
  if (useful.length === 0) return null;
  return (words) => useful.some((terms) => terms.every((term) => occurs(term.pattern, words) !== term.negated));
}

/** Every string and number within a JSON value, as one text; of a document what a reader sees. */
export function textOf(value: Json | undefined): string {
  if (value === null || value === undefined || typeof value === 'boolean') return '';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map(textOf).join(' ');
  return value['type'] === 'doc' ? documentToText(value) : Object.values(value).map(textOf).join(' ');
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function patternOf(token: string): readonly RegExp[] {
  const bare = token.replace(/"/g, '').replace(/~[\d.]*$/, '');
  return (fold(bare).match(/[\p{L}\p{N}_*?]+/gu) ?? []).map(
    (word) => new RegExp(`^${word.replace(/\*+/g, '[\\p{L}\\p{N}_]*').replace(/\?/g, '[\\p{L}\\p{N}_]')}$`, 'u'),
  );
}

function occurs(pattern: readonly RegExp[], words: readonly string[]): boolean {
  for (let start = 0; start + pattern.length <= words.length; start += 1) {
    if (pattern.every((expression, index) => expression.test(words[start + index]!))) return true;
  }
  return false;
}
