import type { JsonObject } from '../../../json';
import { EntityType } from '../values';
import type { Value } from '../values';
import type { View } from '../view';
import { free } from './properties';

const MAX_NODES = 100_000;
const BLOCKS: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'blockquote',
  'panel',
  'tableRow',
  'rule',
  'taskItem',
  'decisionItem',
]);

/** The words of an Atlassian document, one line for each block. */
export function plainText(document: unknown): string {
  let nodes = 0;
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    if (line !== '') lines.push(line);
    line = '';
  };
  // A stack rather than recursion: documents come from people and may be nested as deeply as they like.
  const stack: unknown[] = [document];
  while (stack.length > 0 && nodes < MAX_NODES) {
    const next = stack.pop();
    nodes += 1;
    if (next === flush) flush();
    if (typeof next !== 'object' || next === null) continue;
    const node = next as { type?: unknown; text?: unknown; attrs?: Record<string, unknown>; content?: unknown };
    if (node.type === 'text' && typeof node.text === 'string') line += node.text;
    if (node.type === 'hardBreak') flush();
    if (node.type === 'mention' || node.type === 'emoji' || node.type === 'inlineCard' || node.type === 'status') {
      const text = node.attrs?.text ?? node.attrs?.shortName ?? node.attrs?.url;
      if (typeof text === 'string') line += text;
    }
    if (typeof node.type === 'string' && BLOCKS.has(node.type)) {
      flush();
      stack.push(flush);
    }
    if (Array.isArray(node.content)) for (let index = node.content.length - 1; index >= 0; index -= 1) stack.push(node.content[index]);
  }
  flush();
  return lines.join('\n');
}

const RICH_TEXT = new EntityType<unknown>('RichText', (document) => JSON.stringify(document), {
  properties: { plainText: free((document) => plainText(document)) },
});

export const richText = (document: JsonObject | null, view: View): Value => (document === null ? null : RICH_TEXT.of(document, view));
