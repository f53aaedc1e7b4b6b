import { documentToText } from '../adf';
import type { Comment, Issue } from '../model';
import type { JqlContext } from './context';
import { wordsOf } from './text';

const cache = new WeakMap<Comment, readonly string[]>();

/** The words of each comment the searcher may read. */
export function visibleComments(issue: Issue, { jira, accountId }: JqlContext): readonly (readonly string[])[] {
  return jira.comments
    .of(issue.id)
    .filter((comment) => jira.comments.canRead(accountId, comment, issue))
    .map((comment) => {
      let words = cache.get(comment);
      if (!words) {
        words = wordsOf(documentToText(comment.body));
        cache.set(comment, words);
      }
      return words;
    });
}
