import type { Actor } from '../../core/actor';
import type { Now } from '../../core/clock';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { changeAndTell } from './change-and-tell';
import { closedFor, type Step } from './change-request';
import { findRequest, refuse, type FindDeps, type Outcome, type RequestClaim } from './found-request';
import type { Request } from './store';
import type { TellDeps } from './tell-askers';

export interface AskBackDeps extends FindDeps, TellDeps {
  readonly now: Now;
}

/** So many remarks of the longest kind still fit into one stored value; a talk that long wants another place. */
export const LONGEST_THREAD = 50;

/** Asks those who asked something, before deciding. */
export async function askBack(deps: AskBackDeps, actor: Actor, claim: RequestClaim & { readonly question: string }): Promise<Outcome> {
  const found = await findRequest(deps, actor, claim, 'deciders');
  if (found.kind === 'refused') return found;
  const { reader } = found;
  const { question } = claim;
  const at = deps.now();
  const step = (now: Request): Step => {
    const closed = closedFor(now, at, null) ?? (now.thread.length >= LONGEST_THREAD ? 'long-thread' : null);
    if (closed !== null) return refuse(closed);
    const thread = [...now.thread, { kind: 'question' as const, by: reader.account, at, text: question }];
    return { kind: 'next', next: { ...now, status: 'asked-back', approving: null, thread } };
  };
  const words = found.request.ask.kind === 'sprint' ? text.sprint.mail : text.mail;
  return changeAndTell(deps, found, step, ({ name, key }) => ({
    subject: fill(words.askedSubject, { key }),
    text: fill(words.asked, { name, key, question }),
  }));
}
