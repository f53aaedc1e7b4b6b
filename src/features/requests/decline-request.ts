import type { Actor } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { Now } from '../../core/clock';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { changeRequest, closedFor } from './change-request';
import { findRequest, refuse, shown, type FindDeps, type Outcome, type RequestClaim } from './found-request';
import { issuesOf } from './rules';
import { tellAskers, type TellDeps } from './tell-askers';

export interface DeclineDeps extends FindDeps, TellDeps {
  readonly audit: Audit;
  readonly now: Now;
}

/** Says no, with the reason those who asked will read. The decision and its audit entry are one write. */
export async function declineRequest(deps: DeclineDeps, actor: Actor, claim: RequestClaim & { readonly reason: string }): Promise<Outcome> {
  const found = await findRequest(deps, actor, claim, 'deciders');
  if (found.kind === 'refused') return found;
  const { reader, capacity, accountableOwner, issues } = found;
  const { reason } = claim;
  const at = deps.now();
  const changed = await changeRequest(deps.storage, found.request, (now) => {
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
  });
  if (changed.kind === 'refused') return changed;
  const { request } = changed;
  await tellAskers(deps, {
    request,
    by: reader.account,
    capacity,
    issues,
    mail: ({ name, key }) => ({ subject: fill(text.mail.declinedSubject, { key }), text: fill(text.mail.declined, { name, key, reason }) }),
  });
  return shown(deps, reader, request);
}
