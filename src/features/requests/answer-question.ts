import type { Actor } from '../../core/actor';
import type { Now } from '../../core/clock';
import { LONGEST_THREAD } from './ask-back';
import { changeRequest, closedFor } from './change-request';
import { findRequest, refuse, shown, type FindDeps, type Outcome, type RequestClaim } from './found-request';

export interface AnswerDeps extends FindDeps {
  readonly now: Now;
}

/** What the owner asked back, answered by one of those who asked: the request waits for the owner again. */
export async function answerQuestion(deps: AnswerDeps, actor: Actor, claim: RequestClaim & { readonly answer: string }): Promise<Outcome> {
  const found = await findRequest(deps, actor, claim, 'askers');
  if (found.kind === 'refused') return found;
  const { reader } = found;
  const at = deps.now();
  const changed = await changeRequest(deps.storage, found.request, (now) => {
    const closed = closedFor(now, at, null);
    if (closed !== null) return refuse(closed);
    if (!now.askers.some(({ account }) => account === reader.account)) return refuse('not-asker');
    if (now.status !== 'asked-back') return refuse('no-question');
    if (now.thread.length > LONGEST_THREAD) return refuse('long-thread');
    return {
      kind: 'next',
      next: { ...now, status: 'open', thread: [...now.thread, { kind: 'answer', by: reader.account, at, text: claim.answer }] },
    };
  });
  return changed.kind === 'refused' ? changed : shown(deps, reader, changed.request);
}
