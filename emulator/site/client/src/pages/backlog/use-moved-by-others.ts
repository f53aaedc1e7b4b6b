import { useEffect, useRef } from 'react';
import { onChange } from '../../live';
import { useSession } from '../../session';
import type { Section } from './backlog-data';
import { movedSentence, type Mover } from './glide';

/** A read that was under way when the change came may not show it yet; the one it sets off does. */
const READS = 2;

/**
 * Says who moved what, when that shows, if it was not the person who looks. Changes are noted as they come, before the backlog is read
 * again: what an app puts back at once may be there with the answer to one's own move.
 * @param busy an own move is on its way, and what shows is only hoped for
 */
export function useMovedByOthers(sections: readonly Section[] | undefined, busy: () => boolean, say: (sentence: string) => void): void {
  const { account } = useSession();
  const movers = useRef<readonly (Mover & { readonly reads: number })[]>([]);
  const last = useRef(sections);
  const latest = useRef({ busy, say });
  latest.current = { busy, say };

  useEffect(
    () =>
      onChange(({ issueKey, atlassianId, actorName, moved }) => {
        if (!moved || issueKey === undefined || atlassianId === account.accountId) return;
        movers.current = [...movers.current, { key: issueKey, name: actorName ?? 'Somebody', reads: 0 }];
      }),
    [account.accountId],
  );

  useEffect(() => {
    const before = last.current;
    last.current = sections;
    if (!before || !sections || before === sections || latest.current.busy()) return;
    const named = sections.map(({ id, issues, sprint }) => ({ id, issues, ...(sprint ? { name: sprint.name } : {}) }));
    const sentence = movedSentence(before, named, movers.current);
    const waiting = movers.current.map((mover) => ({ ...mover, reads: mover.reads + 1 })).filter(({ reads }) => reads < READS);
    movers.current = sentence === undefined ? waiting : [];
    if (sentence !== undefined) latest.current.say(sentence);
  }, [sections]);
}
