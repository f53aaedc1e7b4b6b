import type { Named } from '../../../core/permissions';
import { acceptance as text } from '../../../../locales/en.json';
import { criterionState, type Checklist } from './checklist';

/** What the assignee reads after a rejection (A3), in Atlassian Document Format: the owner's words, and each criterion that failed with what was said of it. */
export function rejectionComment({ criteria, rejection }: Checklist, assignee: Named | null): unknown {
  const failed = criteria.filter((each) => criterionState(each) === 'failed');
  const to = assignee === null ? [] : [{ type: 'mention', attrs: { id: assignee.accountId, text: `@${assignee.name ?? ''}` } }, plain(' ')];
  return {
    version: 1,
    type: 'doc',
    content: [
      paragraph([...to, plain(text.comment.rejected)]),
      ...lines(rejection?.words ?? '').map((line) => paragraph([plain(line)])),
      ...(failed.length === 0 ? [] : [paragraph([plain(text.comment.failed)]), { type: 'bulletList', content: failed.map(item) }]),
    ],
  };
}

function item({ text: words, verdict }: Checklist['criteria'][number]): unknown {
  const said = verdict?.words ?? null;
  const own = lines(words).flatMap((line, index) => (index === 0 ? [strong(line)] : [{ type: 'hardBreak' }, strong(line)]));
  return { type: 'listItem', content: [paragraph(own), ...(said === null ? [] : lines(said).map((line) => paragraph([plain(line)])))] };
}

/** A text node may not be empty. */
const lines = (words: string): readonly string[] => words.split('\n').filter((line) => line.trim() !== '');
const plain = (words: string): unknown => ({ type: 'text', text: words });
const strong = (words: string): unknown => ({ type: 'text', text: words, marks: [{ type: 'strong' }] });
const paragraph = (content: readonly unknown[]): unknown => ({ type: 'paragraph', content });
