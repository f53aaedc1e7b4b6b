import type { Actor, IssueId, ProjectId } from '../../core/actor';
import type { Authority, Capacity, Decision, RefusalReason } from '../../core/authority';
import type { Projects } from '../../core/permissions';
import type { VisibleIssue } from '../../core/rank';
import type { Storage } from '../../core/storage';
import type { RequestView } from '../../contract/requests';
import { anchorsOf, issuesOf } from './rules';
import { readRequest, type Request } from './store';
import { isShown, look, seen, viewOf, type Known, type Reader, type ViewDeps } from './view';

export type RequestRefusal =
  | RefusalReason
  | 'not-software'
  | 'no-such-request'
  | 'decided'
  | 'being-approved'
  | 'decide-without-rank'
  | 'decide-without-sprint'
  | 'not-asker'
  | 'no-question'
  | 'long-thread'
  | 'conflict';

export interface Refused<Reason = RequestRefusal> {
  readonly kind: 'refused';
  readonly reason: Reason;
}

/** `told`: refused with a sentence about this very case. */
export type Outcome =
  | { readonly kind: 'done'; readonly request: RequestView }
  | Refused
  | { readonly kind: 'told'; readonly code: 'conflict' | 'unavailable'; readonly sentence: string };

export interface Powers {
  readonly kind: 'powers';
  readonly reader: Reader;
  readonly decide: Decision;
  readonly rank: Decision;
  readonly sprint: Decision;
}

export async function powersOf(
  authority: Authority,
  actor: Actor,
  place: { readonly projectId: ProjectId; readonly issueId?: IssueId },
): Promise<Powers | Refused<RefusalReason>> {
  if (actor.kind !== 'person') return refuse(actor.kind);
  const { decide, rank, sprint } = await authority.mayUseEach(actor, ['decide', 'rank', 'sprint'], place);
  const sees = decide.allowed || decide.reason !== 'cannot-see';
  const reader = { account: actor.accountId, decides: decide.allowed, ranks: rank.allowed, cancels: sprint.allowed, sees };
  return { kind: 'powers', reader, decide, rank, sprint };
}

export interface FoundRequest {
  readonly kind: 'found';
  readonly request: Request;
  readonly reader: Reader;
  readonly capacity: Capacity;
  readonly accountableOwner: string | null;
  /** Those of its issues and anchors that the caller sees. */
  readonly issues: ReadonlyMap<IssueId, VisibleIssue>;
}

export interface FindDeps extends ViewDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly storage: Storage;
}

export interface RequestClaim {
  readonly projectId: ProjectId;
  readonly requestId: string;
}

/** A request, for those who may decide it (and carry it out, where that is needed) or for those who asked. Nothing is read before authority has said yes. */
export async function findRequest(
  deps: FindDeps,
  actor: Actor,
  claim: RequestClaim,
  whom: 'deciders' | 'approvers' | 'askers',
): Promise<FoundRequest | Refused> {
  const powers = await powersOf(deps.authority, actor, { projectId: claim.projectId });
  if (powers.kind === 'refused') return powers;
  const { decide, rank, sprint, reader } = powers;
  const asAsker = whom === 'askers';
  if (!decide.allowed && !(asAsker && (decide.reason === 'not-owner' || decide.reason === 'vacant'))) return refuse(decide.reason);

  const [project, request] = await Promise.all([deps.projects.asCaller(claim.projectId), readRequest(deps.storage, claim.requestId)]);
  if (!project.software) return refuse('not-software');
  // The project of a payload is a claim: this one decided about its own requests only.
  if (request === undefined || request.projectId !== project.id) return refuse('no-such-request');
  if (whom === 'approvers') {
    const needed = request.ask.kind === 'sprint' ? sprint : rank;
    const lacking = request.ask.kind === 'sprint' ? 'decide-without-sprint' : 'decide-without-rank';
    if (!needed.allowed) return refuse(needed.reason === 'not-owner' ? lacking : needed.reason);
  }
  const issues = await seen(deps.visible, [...issuesOf(request.ask), ...anchorsOf(request.ask)]);
  if (!isShown(request, { issues }, reader)) return refuse('no-such-request');
  if (asAsker && !request.askers.some(({ account }) => account === reader.account)) return refuse('not-asker');
  const { capacity, accountableOwner } = decide.allowed ? decide : { capacity: { kind: 'member' } as const, accountableOwner: null };
  return { kind: 'found', request, reader, capacity, accountableOwner, issues };
}

/** The request as it is now, for the one who changed it. */
export async function shown(
  deps: ViewDeps,
  reader: Reader,
  request: Request,
  carriedOut?: Known,
): Promise<Extract<Outcome, { kind: 'done' }>> {
  const sight = await look(deps, request.projectId, [request], carriedOut);
  return { kind: 'done', request: viewOf(request, reader, sight, carriedOut !== undefined) };
}

export const refuse = <Reason>(reason: Reason): Refused<Reason> => ({ kind: 'refused', reason });
