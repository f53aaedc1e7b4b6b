import type { JsonObject } from '../json';
import type { SeedIssue } from './seed-issue';

/** Atlassian Document Format for texts of the demo: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export const paragraph = (text: string): JsonObject => ({ type: 'paragraph', content: [{ type: 'text', text }] });

export const documentOf = (...content: readonly JsonObject[]): JsonObject => ({ version: 1, type: 'doc', content });

const heading = (text: string): JsonObject => ({ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text }] });

const list = (type: 'bulletList' | 'orderedList', items: readonly string[]): JsonObject => ({
  type,
  ...(type === 'orderedList' ? { attrs: { order: 1 } } : {}),
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});

/** Its story or fault, how to see it, and what must hold when done; null when its author wrote nothing. */
export function descriptionOf(issue: SeedIssue): JsonObject | null {
  const content: JsonObject[] = [];
  if (issue.about) content.push(...issue.about.split('\n\n').map(paragraph));
  if (issue.steps) content.push(heading('Steps to reproduce'), list('orderedList', issue.steps));
  if (issue.criteria) content.push(heading('Acceptance criteria'), list('bulletList', issue.criteria));
  return content.length === 0 ? null : documentOf(...content);
}
