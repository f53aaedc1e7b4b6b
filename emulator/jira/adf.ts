import { z } from 'zod';
import type { Json, JsonObject } from '../json';

/**
 * Atlassian Document Format, as far as the site needs it: recognising a document, and turning plain text (REST v2) into one and back.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
const NodeSchema: z.ZodType<JsonObject> = z.lazy(() =>
  z.looseObject({
    type: z.string().min(1),
    text: z.string().min(1).optional(),
    content: z.array(NodeSchema).optional(),
    marks: z.array(z.looseObject({ type: z.string() })).optional(),
    attrs: z.record(z.string(), z.json()).optional(),
  }),
) as z.ZodType<JsonObject>;

const DocumentSchema = z.looseObject({ type: z.literal('doc'), version: z.literal(1), content: z.array(NodeSchema) });

export const isDocument = (value: Json): value is JsonObject => DocumentSchema.safeParse(value).success;

/** Each line becomes a paragraph; empty text an empty document. */
export function textToDocument(text: string): JsonObject {
  const lines = text === '' ? [] : text.split(/\r?\n/u);
  return {
    type: 'doc',
    version: 1,
    content: lines.map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] })),
  };
}

const BLOCKS = new Set(['paragraph', 'heading', 'codeBlock', 'blockquote', 'listItem', 'taskItem', 'rule', 'tableRow']);

/** The document's text: one line per block, list items marked with `* ` or `# `, mentions and emoji by their text. */
export function documentToText(document: JsonObject | null): string {
  if (document === null) return '';
  return children(document)
    .map((node) => blockText(node, ''))
    .join('\n')
    .trimEnd();
}

function blockText(node: JsonObject, bullet: string): string {
  const type = node['type'];
  if (type === 'bulletList') return joinItems(node, '* ');
  if (type === 'orderedList') return joinItems(node, '# ');
  if (type === 'rule') return '----';
  if (type === 'listItem' || type === 'taskItem')
    return (
      bullet +
      children(node)
        .map((child) => blockOrInline(child))
        .join('\n')
    );
  const inner = children(node);
  if (inner.some((child) => BLOCKS.has(String(child['type'])) || String(child['type']).endsWith('List'))) {
    return inner.map((child) => blockText(child, '')).join('\n');
  }
  return inner.map(inlineText).join('');
}

const joinItems = (node: JsonObject, bullet: string): string =>
  children(node)
    .map((item) => blockText(item, bullet))
    .join('\n');

const blockOrInline = (node: JsonObject): string => (typeof node['text'] === 'string' ? node['text'] : blockText(node, ''));

function inlineText(node: JsonObject): string {
  if (typeof node['text'] === 'string') return node['text'];
  if (node['type'] === 'hardBreak') return '\n';
  const attrs = (node['attrs'] ?? {}) as JsonObject;
  for (const name of ['text', 'shortName', 'url', 'timestamp']) if (typeof attrs[name] === 'string') return attrs[name];
  return children(node).map(inlineText).join('');
}

function children(node: JsonObject): readonly JsonObject[] {
  const content = node['content'];
  return Array.isArray(content) ? (content as readonly JsonObject[]) : [];
}

/** Account ids mentioned in a document, each once. */
export function mentionsIn(document: JsonObject): readonly string[] {
  const found = new Set<string>();
  const visit = (node: JsonObject): void => {
    const id = node['type'] === 'mention' ? ((node['attrs'] ?? {}) as JsonObject)['id'] : undefined;
    if (typeof id === 'string') found.add(id);
    children(node).forEach(visit);
  };
  visit(document);
  return [...found];
}
