import type { RequestView } from '../../contract/requests';
import type { AccountId, Actor, IssueId, ProjectId } from '../../core/actor';
import type { RefusalReason } from '../../core/authority';
import { findStanding } from './ask-to-rank';
import { powersOf, refuse, type Refused } from './found-request';
import type { Named } from '../../core/permissions';
import { namedOwner, type ListDeps } from './list-requests';
import { issuesOf } from './rules';
import { asksOf, isOpen, openOnes, readRequest, type Request } from './store';
import { look, viewOf } from './view';

export type OfIssueResult =
  | {
      readonly kind: 'shown';
      readonly requests: readonly RequestView[];
      readonly owner: Named | null;
      readonly mayRank: boolean;
      readonly rankable: boolean;
    }
  | Refused<RefusalReason | 'not-software'>;

/** What is open about one issue, for whoever sees it. */
export async function requestsOfIssue(deps: ListDeps, actor: Actor, claim: { readonly issueId: IssueId }): Promise<OfIssueResult> {
  if (actor.kind !== 'person') return refuse(actor.kind);
  const issue = await deps.visible.find(claim.issueId);
  if (issue === null) return refuse('cannot-see');
  const powers = await powersOf(deps.authority, actor, { projectId: issue.projectId, issueId: issue.id });
  if (powers.kind === 'refused') return powers;
  if (!powers.rank.allowed && powers.rank.reason !== 'not-owner' && powers.rank.reason !== 'vacant') return refuse(powers.rank.reason);
  if (!(await deps.projects.asCaller(issue.projectId)).software) return refuse('not-software');
  const [requests, tenure, standing] = await Promise.all([
    aboutIssue(deps, issue.projectId, issue.id, powers.reader.account),
    deps.tenures.of(issue.projectId),
    findStanding(deps.orders, issue),
  ]);
  const [sight, owner] = await Promise.all([look(deps, issue.projectId, requests), namedOwner(deps, tenure.owner)]);
  return {
    kind: 'shown',
    requests: requests.map((request) => viewOf(request, powers.reader, sight)),
    owner,
    mayRank: powers.rank.allowed,
    rankable: standing !== null,
  };
}

/** Of the project's open requests those that move this issue, oldest first. The index may lag behind, but what the reader asked just now is among them. */
async function aboutIssue(deps: ListDeps, projectId: ProjectId, issueId: IssueId, account: AccountId): Promise<readonly Request[]> {
  const mine = asksOf(deps.storage, projectId, account);
  const ids = new Set<string>();
  for await (const page of openOnes(deps.storage, projectId))
    for (const { id, ask } of page) if (issuesOf(ask).includes(issueId)) ids.add(id);
  for (const id of (await mine).requests) ids.add(id);
  const found = await Promise.all([...ids].map((id) => readRequest(deps.storage, id)));
  return found
    .flatMap((each) => (each !== undefined && isOpen(each) && issuesOf(each.ask).includes(issueId) ? [each] : []))
    .sort((one, other) => one.askedAt - other.askedAt);
}
