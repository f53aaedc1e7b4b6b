import type { ReactNode } from 'react';
import type { AdfNode } from '../jira-types';

/** Atlassian Document Format, as far as issues and comments here use it; unknown nodes show what they contain. */
export function Adf({ node }: { node: AdfNode | null | undefined }) {
  if (!node) return null;
  return <div className="adf">{children(node)}</div>;
}

const children = (node: AdfNode): ReactNode => node.content?.map((child, index) => <AdfPart key={index} node={child} />);

function AdfPart({ node }: { node: AdfNode }): ReactNode {
  const inside = children(node);
  switch (node.type) {
    case 'text':
      return marked(node);
    case 'paragraph':
      return <p dir="auto">{inside}</p>;
    case 'heading':
      // Always the level below the page's own sections, whatever level the author chose for its size.
      return <h3 dir="auto">{inside}</h3>;
    case 'bulletList':
      return <ul>{inside}</ul>;
    case 'orderedList':
      return <ol>{inside}</ol>;
    case 'listItem':
      return <li>{inside}</li>;
    case 'blockquote':
    case 'panel':
      return <blockquote>{inside}</blockquote>;
    case 'codeBlock':
      return (
        <pre>
          <code>{inside}</code>
        </pre>
      );
    case 'rule':
      return <hr />;
    case 'hardBreak':
      return <br />;
    case 'mention':
    case 'emoji':
      return <span>{String(node.attrs?.['text'] ?? '')}</span>;
    default:
      return <>{inside}</>;
  }
}

function marked(node: AdfNode): ReactNode {
  return (node.marks ?? []).reduce<ReactNode>((text, mark) => {
    if (mark.type === 'strong') return <strong>{text}</strong>;
    if (mark.type === 'em') return <em>{text}</em>;
    if (mark.type === 'code') return <code>{text}</code>;
    if (mark.type === 'strike') return <s>{text}</s>;
    const href = String(mark.attrs?.['href'] ?? '');
    if (mark.type === 'link' && /^(https?:|\/)/.test(href)) {
      return (
        <a href={href} rel="noopener noreferrer" target="_blank">
          {text}
        </a>
      );
    }
    return text;
  }, node.text ?? '');
}

/** Whether plain text can hold it without loss: paragraphs, headings, simple lists, no marks. */
export function isPlain(node: AdfNode | null | undefined): boolean {
  if (!node) return true;
  if (node.type === 'text') return (node.marks ?? []).length === 0;
  return ['doc', 'paragraph', 'heading', 'bulletList', 'listItem', 'hardBreak'].includes(node.type) && (node.content ?? []).every(isPlain);
}

export function toText(node: AdfNode | null | undefined): string {
  if (!node) return '';
  const inner = (part: AdfNode): string =>
    part.type === 'text' ? (part.text ?? '') : part.type === 'hardBreak' ? '\n' : (part.content ?? []).map(inner).join('');
  const asText = (block: AdfNode): string => {
    if (block.type === 'bulletList') return (block.content ?? []).map((item) => `- ${inner(item)}`).join('\n');
    if (block.type === 'heading') return `${'#'.repeat(Number(block.attrs?.['level'] ?? 3))} ${inner(block)}`;
    return inner(block);
  };
  return (node.content ?? []).map(asText).join('\n\n');
}

/** Blank lines part paragraphs; lines that begin with `- ` make a list, a line that begins with `#` is a heading. */
export function fromText(text: string): AdfNode | null {
  const blocks = text.split(/\n\s*\n/).filter((block) => block.trim() !== '');
  if (blocks.length === 0) return null;
  const paragraph = (line: string): AdfNode => ({
    type: 'paragraph',
    content: line
      .split('\n')
      .flatMap((part, index): AdfNode[] => [
        ...(index > 0 ? [{ type: 'hardBreak' }] : []),
        ...(part === '' ? [] : [{ type: 'text', text: part }]),
      ]),
  });
  const content = blocks.map((block): AdfNode => {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const heading = /^(#{1,6}) +(.+)$/.exec(block.trim());
    if (heading) return { type: 'heading', attrs: { level: heading[1]?.length }, content: [{ type: 'text', text: heading[2] ?? '' }] };
    if (!lines.every((line) => line.startsWith('- '))) return paragraph(block.trim());
    return { type: 'bulletList', content: lines.map((line) => ({ type: 'listItem', content: [paragraph(line.slice(2))] })) };
  });
  const doc: AdfNode & { version: 1 } = { type: 'doc', version: 1, content };
  return doc;
}
