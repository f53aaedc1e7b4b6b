/**
 * Requests: asking the owner to rank an issue, deciding, carrying it out (Q1, Q2), and what becomes of moves that were put back (R4).
 *
 * - Whoever sees an issue may ask for another place for it, with a reason. Wishes that are the same are one request, of all who asked.
 * - Whoever sees a sprint may ask to have it cancelled; a sprint ended in Jira without the power, and made again, asks by itself (C2).
 * - Who holds `decide` declines or asks back; approving takes `rank` too, since it ranks in Jira as that person, or `sprint`.
 * - Those who asked answer and withdraw, and are told what was decided.
 * - Refused: asking where nobody owns the backlog, or where one may rank; an issue outside the order. A request whose ground has moved says so and does nothing.
 * - Requests hold ids only. Nobody learns from one of an issue they can't see (O3b).
 */
import type { Actor, IssueId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { Authority, Tenures } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { People, Projects } from '../../core/permissions';
import type { Log } from '../../core/ports';
import type { RankAsCaller, Teller, VisibleIssues } from '../../core/rank';
import type { CarriedOut, GuardRequests, Orders } from '../../core/requests';
import type { SprintCancels, SprintRequests } from '../../core/sprints';
import type { Storage } from '../../core/storage';
import { answerQuestion } from './answer-question';
import { approveRequest } from './approve-request';
import { askBack } from './ask-back';
import { askToCancel, cancelAsked, fileCancel, type AskToCancelResult } from './ask-to-cancel';
import { askToRank, type AskClaim, type AskResult } from './ask-to-rank';
import { declineRequest } from './decline-request';
import { fileMoves } from './file-moves';
import type { Outcome, RequestClaim } from './found-request';
import { listRequests, type ListClaim, type ListResult } from './list-requests';
import { requestsOfIssue, type OfIssueResult } from './requests-of-issue';
import { withdrawRequest } from './withdraw-request';

export interface RequestsDeps {
  readonly authority: Authority;
  readonly tenures: Tenures;
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly orders: Orders;
  readonly ranking: RankAsCaller;
  readonly teller: Teller;
  readonly carriedOut: CarriedOut;
  readonly sprints: SprintCancels;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly log: Log;
  readonly now: Now;
  readonly newId: () => string;
}

export interface RequestsFeature extends GuardRequests, SprintRequests {
  askToCancel(actor: Actor, claim: { readonly sprintId: string; readonly reason: string }): Promise<AskToCancelResult>;
  ask(actor: Actor, claim: AskClaim): Promise<AskResult>;
  list(actor: Actor, claim: ListClaim): Promise<ListResult>;
  ofIssue(actor: Actor, claim: { readonly issueId: IssueId }): Promise<OfIssueResult>;
  approve(actor: Actor, claim: RequestClaim): Promise<Outcome>;
  decline(actor: Actor, claim: RequestClaim & { readonly reason: string }): Promise<Outcome>;
  askBack(actor: Actor, claim: RequestClaim & { readonly question: string }): Promise<Outcome>;
  answer(actor: Actor, claim: RequestClaim & { readonly answer: string }): Promise<Outcome>;
  withdraw(actor: Actor, claim: RequestClaim): Promise<Outcome>;
}

export function createRequests(deps: RequestsDeps): RequestsFeature {
  return {
    file: (moves) => fileMoves(deps, moves),
    fileCancel: (of) => fileCancel(deps, of),
    cancelAsked: (projectId, id) => cancelAsked(deps.storage, projectId, id),
    askToCancel: (actor, claim) => askToCancel(deps, actor, claim),
    ask: (actor, claim) => askToRank(deps, actor, claim),
    list: (actor, claim) => listRequests(deps, actor, claim),
    ofIssue: (actor, claim) => requestsOfIssue(deps, actor, claim),
    approve: (actor, claim) => approveRequest(deps, actor, claim),
    decline: (actor, claim) => declineRequest(deps, actor, claim),
    askBack: (actor, claim) => askBack(deps, actor, claim),
    answer: (actor, claim) => answerQuestion(deps, actor, claim),
    withdraw: (actor, claim) => withdrawRequest(deps, actor, claim),
  };
}

export type { AskRefusal, AskResult } from './ask-to-rank';
export type { Outcome, RequestRefusal } from './found-request';
export type { ListResult } from './list-requests';
export type { OfIssueResult } from './requests-of-issue';
