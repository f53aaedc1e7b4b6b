import type { JsonObject } from '../../json';
import { documentToText } from '../adf';

/** Plain HTML of a document for `renderedFields` and `renderedBody`: a paragraph per block, no formatting kept. */
export function documentToHtml(document: JsonObject | null): string {
  const text = documentToText(document);
  if (text === '') return '';
  return text
    .split('\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('\n');
}

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The first match of `query` in bold, as Jira's pickers mark it. */
export function marked(text: string, query: string, tag = 'strong'): string {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return escapeHtml(text);
  const end = at + query.length;
  return `${escapeHtml(text.slice(0, at))}<${tag}>${escapeHtml(text.slice(at, end))}</${tag}>${escapeHtml(text.slice(end))}`;
}
