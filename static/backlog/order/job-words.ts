import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { JobView } from '../../../src/contract/ranking';
import { numberText } from '../../shared/numbers';
import type { Reader } from '../../shared/reader';
import { actorWords } from '../actor-words';

const text = backlog.order.job;

/** How far it is, or what came of it, as a sentence that may hold `{when}`. */
export function jobSentence(job: JobView, reader: Reader, isFresh: boolean): string {
  const { kind, status, moved, left } = job;
  const words = text[kind];
  const count = (number: number): string => numberText(number, reader.locale);
  const values = {
    done: count(moved - left),
    total: count(status === 'done' ? moved - left : moved),
    name: actorWords(job.by, job.for, reader),
  };
  switch (status) {
    case 'running':
    case 'waiting':
      return fill(job.by.accountId === reader.accountId ? words.running : words.runningBy, values);
    case 'stopped':
      return fill(words.stopped, values);
    case 'done':
      return fill(isFresh ? (moved === 1 ? words.doneOne : words.done) : moved === 1 ? words.earlierOne : words.earlier, values);
  }
}

/** Which issues are not in their place yet, where they are few and it has begun to move others; null: there is nothing to say. */
export function leftSentence({ status, leftIssues, moved, left }: JobView, locale: string): string | null {
  if (status !== 'running' || leftIssues.length === 0 || left === moved) return null;
  return fill(text.left, { issues: new Intl.ListFormat(locale).format(leftIssues.map(({ key }) => key)) });
}

/** Which issues an undo left alone, and why; null: none. */
export function keptSentence({ kept, keptHidden }: JobView, locale: string): string | null {
  if (kept.length + keptHidden === 0) return null;
  const keys = kept.map(({ key }) => key);
  const hidden = keptHidden === 0 ? [] : [keptHidden === 1 ? text.hiddenOne : fill(text.hidden, { count: numberText(keptHidden, locale) })];
  return fill(kept.length + keptHidden === 1 ? text.keptOne : text.kept, {
    issues: new Intl.ListFormat(locale).format([...keys, ...hidden]),
  });
}
