import { plain } from './criterion-lines';

/** A node of Atlassian Document Format, of which nothing is sure. */
export type AdfNode = Readonly<Record<string, unknown>>;

export interface InlineWords {
  readonly text: string;
  /** All of it, and all of its first line. */
  readonly isBold: boolean;
  readonly beginsBold: boolean;
}

export function wordsOf(node: AdfNode): InlineWords {
  const parts: string[] = [];
  let [isBold, beginsBold, isFirstLine] = [true, true, true];
  const tasks = [node];
  for (let next = tasks.pop(); next !== undefined; next = tasks.pop()) {
    const part = wordOf(next);
    if (part.includes('\n')) isFirstLine = false;
    if (part.trim() !== '' && !hasMark(next, 'strong')) {
      isBold = false;
      if (isFirstLine) beginsBold = false;
    }
    parts.push(part);
    for (const child of contentOf(next).reverse()) tasks.push(child);
  }
  const text = plain(parts.join(''))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
  return { text: text.trim() === '' ? '' : text, isBold: isBold && text.trim() !== '', beginsBold };
}

/** What an inline node reads like. */
function wordOf(node: AdfNode): string {
  switch (node['type']) {
    case 'text':
      return hasMark(node, 'strike') ? '' : asString(node['text']);
    case 'hardBreak':
      return '\n';
    case 'mention': {
      const name = attribute(node, 'text');
      return name === '' || name.startsWith('@') ? name : `@${name}`;
    }
    case 'emoji':
      return attribute(node, 'text') || attribute(node, 'shortName');
    case 'status':
      return attribute(node, 'text');
    case 'inlineCard':
      return attribute(node, 'url');
    case 'date': {
      // Epoch milliseconds, as text.
      const time = new Date(Number(attribute(node, 'timestamp') || Number.NaN));
      return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10);
    }
    default:
      return '';
  }
}

function hasMark(node: AdfNode, type: string): boolean {
  const marks = node['marks'];
  return Array.isArray(marks) && marks.some((mark: unknown) => isNode(mark) && mark['type'] === type);
}

export function levelOf(node: AdfNode): number {
  const level = isNode(node['attrs']) ? node['attrs']['level'] : undefined;
  return typeof level === 'number' && level >= 1 && level <= 6 ? level : 6;
}

export const attribute = (node: AdfNode, name: string): string => (isNode(node['attrs']) ? asString(node['attrs'][name]) : '');
const asString = (value: unknown): string => (typeof value === 'string' ? value : '');
export const contentOf = ({ content }: AdfNode): AdfNode[] => (Array.isArray(content) ? content.filter(isNode) : []);

export function isNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
