import type { Actor } from '../../core/actor';
import type { Now } from '../../core/clock';
import { changeRequest, closedFor } from './change-request';
import { findRequest, refuse, shown, type FindDeps, type Outcome, type RequestClaim } from './found-request';

export interface WithdrawDeps extends FindDeps {
  readonly now: Now;
}

/** Takes one's own asking back. Where others asked the same, theirs stands; with the last one the request is withdrawn. */
export async function withdrawRequest(deps: WithdrawDeps, actor: Actor, claim: RequestClaim): Promise<Outcome> {
  const found = await findRequest(deps, actor, claim, 'askers');
  if (found.kind === 'refused') return found;
  const { reader } = found;
  const at = deps.now();
  const changed = await changeRequest(deps.storage, found.request, (now) => {
    const closed = closedFor(now, at, null);
    if (closed !== null) return refuse(closed);
    const others = now.askers.filter(({ account }) => account !== reader.account);
    if (others.length === now.askers.length) return refuse('not-asker');
    if (others.length > 0) return { kind: 'next', next: { ...now, askers: others } };
    // Who withdrew stays on record as the one who asked.
    return { kind: 'next', next: { ...now, status: 'withdrawn', approving: null, closedAt: at } };
  });
  return changed.kind === 'refused' ? changed : shown(deps, reader, changed.request);
}
