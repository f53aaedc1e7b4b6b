import { ask as text, panel } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { JobView } from '../../src/contract/ranking';
import { nameOf, type Reader } from '../shared/reader';

type Person = JobView['by'];

/** Who did it, in the middle of a sentence: "you", "Dana", "Dana for Sam", "Dana for you". */
export function actorWords(by: Person | null, owner: Person | null, reader: Reader): string {
  if (by === null) return panel.somebody;
  const name = by.accountId === reader.accountId ? text.you : nameOf(by, reader);
  if (owner === null || owner.accountId === by.accountId) return name;
  return owner.accountId === reader.accountId ? fill(text.forYou, { name }) : fill(text.forOwner, { name, owner: nameOf(owner, reader) });
}
