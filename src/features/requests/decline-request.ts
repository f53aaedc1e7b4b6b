import type { Actor } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { Now } from '../../core/clock';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { changeAndTell } from './change-and-tell';
import { closedFor, type Step } from './change-request';
import { findRequest, refuse, type FindDeps, type Outcome, type RequestClaim } from './found-request';
import { issuesOf } from './rules';
import type { Request } from './store';
import type { TellDeps } from './tell-askers';

export interface DeclineDeps extends FindDeps, TellDeps {
  readonly audit: Audit;
  readonly now: Now;
}

/** Says no, with the reason those who asked will read. The decision and its audit entry are one write. */
export async function declineRequest(deps: DeclineDeps, actor: Actor, claim: RequestClaim & { readonly reason: string }): Promise<Outcome> {
  const found = await findRequest(deps, actor, claim, 'deciders');
  if (found.kind === 'refused') return found;
  const { reader, capacity, accountableOwner } = found;
  const { reason } = claim;
  const at = deps.now();
  const step = (now: Request): Step => {
    const closed = closedFor(now, at, null);
    if (closed !== null) return refuse(closed);
    const onBehalf = capacity.kind === 'delegate' ? capacity.for : null;
    return {
      kind: 'next',
      next: { ...now, status: 'declined', approving: null, decision: { by: reader.account, for: onBehalf, at, reason }, closedAt: at },
      writes: [
        deps.audit.entry({
          projectId: now.projectId,
          kind: 'request-declined',
          actor: reader.account,
          capacity,
          accountableOwner,
          before: { request: now.id, issues: issuesOf(now.ask) },
          after: { request: now.id, reason },
        }),
      ],
    };
  };
  const words = found.request.ask.kind === 'sprint' ? text.sprint.mail : text.mail;
  return changeAndTell(deps, found, step, ({ name, key }) => ({
    subject: fill(words.declinedSubject, { key }),
    text: fill(words.declined, { name, key, reason }),
  }));
}
