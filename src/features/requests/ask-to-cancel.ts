import type { Actor } from '../../core/actor';
import type { RefusalReason } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { Storage } from '../../core/storage';
import type { SprintCancels, SprintId, SprintRequests } from '../../core/sprints';
import { powersOf, refuse, shown, type FindDeps, type Outcome, type Refused } from './found-request';
import { joinOrOpen, type JoinRefusal } from './join-or-open';
import { cancelKey, isOpen, pointerWrite, readPointer, readRequest, requestWrites } from './store';

export interface AskToCancelDeps extends FindDeps {
  readonly now: Now;
  readonly newId: () => string;
  readonly sprints: SprintCancels;
}

export type AskToCancelResult =
  | { readonly kind: 'asked'; readonly request: Extract<Outcome, { kind: 'done' }>['request']; readonly joined: boolean }
  | Refused<RefusalReason | JoinRefusal | 'not-software' | 'no-such-sprint' | 'sprint-ended' | 'may-cancel' | 'nobody-to-ask'>;

/** Asks the owner to cancel a sprint (Q1), for whoever sees it and may not do it. Whoever wishes the same joins the request that is open already. */
export async function askToCancel(
  deps: AskToCancelDeps,
  actor: Actor,
  claim: { readonly sprintId: SprintId; readonly reason: string },
): Promise<AskToCancelResult> {
  if (actor.kind !== 'person') return refuse(actor.kind);
  const found = await deps.sprints.find(claim.sprintId);
  if (found === null) return refuse('no-such-sprint');
  const { sprint, projectId } = found;
  const powers = await powersOf(deps.authority, actor, { projectId });
  if (powers.kind === 'refused') return powers;
  if (powers.sprint.allowed) return refuse('may-cancel');
  if (powers.sprint.reason === 'vacant') return refuse('nobody-to-ask');
  if (powers.sprint.reason !== 'not-owner') return refuse(powers.sprint.reason);
  if (!(await deps.projects.asCaller(projectId)).software) return refuse('not-software');
  if (sprint.state === 'closed') return refuse('sprint-ended');
  const about = await deps.sprints.someIssues(sprint.id);
  const ask = { kind: 'sprint' as const, sprint: sprint.id, name: sprint.name, about };
  const asked = await joinOrOpen(deps, powers.reader, {
    key: cancelKey(projectId, sprint.id),
    unasked: { id: deps.newId(), projectId, tier: 'backlog', ask },
    reason: claim.reason,
  });
  if (asked.kind === 'refused') return asked;
  const { request } = await shown(deps, powers.reader, asked.request);
  return { kind: 'asked', request, joined: asked.joined };
}

const MOST_CROSSINGS = 4;

/** Makes a request of a cancellation that was put right (C2), once for each sprint. Where somebody asked for it by hand meanwhile, they join. */
export async function fileCancel(
  deps: { readonly storage: Storage; readonly now: Now },
  { id, projectId, sprint, by, at, about }: Parameters<SprintRequests['fileCancel']>[0],
): Promise<void> {
  for (let crossings = 0; crossings < MOST_CROSSINGS; crossings += 1) {
    if ((await readRequest(deps.storage, id)) !== undefined) return;
    const pointer = await readPointer(deps.storage, cancelKey(projectId, sprint.id));
    const found = pointer.requestId === null ? undefined : await readRequest(deps.storage, pointer.requestId);
    const asker = { account: by, at, reason: null };
    const open = found !== undefined && isOpen(found) ? found : undefined;
    if (open?.askers.some(({ account }) => account === by) === true) return;
    const writes =
      open !== undefined
        ? requestWrites({ ...open, askers: [...open.askers, asker] })
        : [
            ...requestWrites({
              ...{ id, projectId, revision: 0, origin: 'guard', tier: 'backlog', status: 'open', askedAt: at, askers: [asker] },
              ...{ thread: [], approving: null, decision: null, closedAt: null },
              ask: { kind: 'sprint', sprint: sprint.id, name: sprint.name, about },
            }),
            pointerWrite(pointer, id),
          ];
    if ((await deps.storage.commit(writes)) === 'done') return;
  }
}

/** The open request to cancel this sprint. */
export async function cancelAsked(storage: Storage, projectId: string, id: SprintId): ReturnType<SprintRequests['cancelAsked']> {
  const { requestId } = await readPointer(storage, cancelKey(projectId, id));
  const request = requestId === null ? undefined : await readRequest(storage, requestId);
  if (request === undefined || !isOpen(request)) return null;
  return { requestId: request.id, askers: request.askers.map(({ account }) => account), at: request.askedAt };
}
