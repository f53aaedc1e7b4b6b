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
