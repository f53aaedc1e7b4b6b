import type { Audit } from '../../core/audit';
import type { Now } from '../../core/clock';
import { AppError } from '../../core/errors';
import { atRest, changeRequest, closedFor } from './change-request';
import { refuse, type FindDeps, type FoundRequest, type Refused } from './found-request';
import type { Request } from './store';
import { tellAskers, type TellDeps, type Telling } from './tell-askers';
import type { Reader } from './view';

export interface ApprovingDeps extends FindDeps, TellDeps {
  readonly audit: Audit;
  readonly now: Now;
}

type Changed = { readonly kind: 'changed'; readonly request: Request } | Refused;

/** That carrying out has begun is stored first, so whatever breaks on the way can be approved again. */
export const beginApproving = (deps: ApprovingDeps, request: Request, reader: Reader): Promise<Changed> =>
  changeRequest(deps.storage, request, (now) => {
    const reason = closedFor(now, deps.now(), reader.account);
    const mine = { by: reader.account, at: deps.now() };
    return reason === null ? { kind: 'next', next: { ...now, status: 'approving', approving: mine } } : refuse(reason);
  });

/** Open again at once, so that others need not wait. Where that fails too, it is open to them half a minute later. */
export async function release(deps: ApprovingDeps, request: Request): Promise<void> {
  try {
    await changeRequest(deps.storage, request, (now) =>
      now.approving?.by === request.approving?.by && now.status === 'approving'
        ? { kind: 'next', next: atRest(now) }
        : { kind: 'as-it-is' },
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('A request is still marked as being carried out', { requestId: request.id, code: error.code });
  }
}

/** It is carried out: decided, audited and told, once. */
export async function closeApproved(
  deps: ApprovingDeps,
  { reader, capacity, accountableOwner, issues }: FoundRequest,
  before: Request,
  words: { readonly before: object; readonly after: object; readonly mail: Telling['mail'] },
): Promise<Changed> {
  let mine = false;
  const at = deps.now();
  const closed = await changeRequest(deps.storage, before, (now) => {
    mine = false;
    // The same person pressed twice: one of the two was faster, and both did the same.
    if (now.status === 'approved' && now.decision?.by === reader.account) return { kind: 'as-it-is' };
    const reason = closedFor(now, at, reader.account);
    if (reason !== null) return refuse(reason);
    mine = true;
    const onBehalf = capacity.kind === 'delegate' ? capacity.for : null;
    return {
      kind: 'next',
      next: {
        ...now,
        status: 'approved',
        approving: null,
        decision: { by: reader.account, for: onBehalf, at, reason: null },
        closedAt: at,
      },
      writes: [
        deps.audit.entry({
          projectId: now.projectId,
          kind: 'request-approved',
          actor: reader.account,
          capacity,
          accountableOwner,
          before: { request: now.id, ...words.before },
          after: { request: now.id, ...words.after },
        }),
      ],
    };
  });
  if (closed.kind === 'changed' && mine)
    await tellAskers(deps, { request: closed.request, by: reader.account, capacity, issues, mail: words.mail });
  return closed;
}
