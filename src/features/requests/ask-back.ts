import type { Actor } from '../../core/actor';
import type { Now } from '../../core/clock';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { changeRequest, closedFor } from './change-request';
import { findRequest, refuse, shown, type FindDeps, type Outcome, type RequestClaim } from './found-request';
import { tellAskers, type TellDeps } from './tell-askers';

export interface AskBackDeps extends FindDeps, TellDeps {
  readonly now: Now;
}

/** So many remarks of the longest kind still fit into one stored value; a talk that long wants another place. */
export const LONGEST_THREAD = 50;

/** Asks those who asked something, before deciding. */
export async function askBack(deps: AskBackDeps, actor: Actor, claim: RequestClaim & { readonly question: string }): Promise<Outcome> {
  const found = await findRequest(deps, actor, claim, 'deciders');
  if (found.kind === 'refused') return found;
  const { reader, capacity, issues } = found;
  const { question } = claim;
  const at = deps.now();
  const changed = await changeRequest(deps.storage, found.request, (now) => {
    const closed = closedFor(now, at, null) ?? (now.thread.length >= LONGEST_THREAD ? 'long-thread' : null);
    if (closed !== null) return refuse(closed);
    const thread = [...now.thread, { kind: 'question' as const, by: reader.account, at, text: question }];
    return { kind: 'next', next: { ...now, status: 'asked-back', approving: null, thread } };
  });
  if (changed.kind === 'refused') return changed;
  const { request } = changed;
  await tellAskers(deps, {
    request,
    by: reader.account,
    capacity,
    issues,
    mail: ({ name, key }) => ({ subject: fill(text.mail.askedSubject, { key }), text: fill(text.mail.asked, { name, key, question }) }),
  });
  return shown(deps, reader, request);
}
