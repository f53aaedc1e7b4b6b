import type { AccountId, Actor, IssueId, ProjectId } from '../../core/actor';
import type { Decision, RefusalReason } from '../../core/authority';
import type { Named } from '../../core/permissions';
import type { ListedIssue } from '../../core/scores';
import type { Sprint, SprintId } from '../../core/sprints';
import type { SprintsDeps } from './deps';
import { findSprint, workOf } from './find-sprint';
import { readRecord, type SprintRecord } from './stored-record';

export interface ShownWork {
  readonly issues: readonly Pick<ListedIssue, 'id' | 'key' | 'summary' | 'estimate'>[];
  readonly hidden: number;
  readonly points: number | null;
}

export interface CancelShown {
  readonly projectId: ProjectId;
  readonly sprint: Sprint;
  readonly done: ShownWork;
  readonly open: ShownWork;
  readonly targets: readonly { readonly id: SprintId; readonly name: string; readonly state: 'future' | 'active' }[];
  readonly owner: Named | null;
  readonly decision: Decision;
  readonly for: Named | null;
  readonly asked: { readonly requestId: string; readonly mine: boolean; readonly at: number } | null;
  readonly record: SprintRecord | null;
}

export type OpenResult =
  | { readonly kind: 'shown'; readonly shown: CancelShown }
  | { readonly kind: 'refused'; readonly reason: RefusalReason | 'no-such-sprint' | 'not-software' };

/** A sprint as somebody sees it who thinks of cancelling it, and whether they may (C1). What is in it is read as the app, and shown as the caller may see it (O3b). */
export async function openCancel(deps: SprintsDeps, actor: Actor, claim: { readonly sprintId: SprintId }): Promise<OpenResult> {
  if (actor.kind !== 'person') return { kind: 'refused', reason: actor.kind };
  const found = await findSprint(deps, claim.sprintId);
  if (found === null) return { kind: 'refused', reason: 'no-such-sprint' };
  const { sprint, projectId } = found;
  const decision = await deps.authority.mayUse(actor, 'sprint', { projectId });
  if (!decision.allowed && decision.reason !== 'not-owner' && decision.reason !== 'vacant')
    return { kind: 'refused', reason: decision.reason };
  if (!(await deps.projects.asCaller(projectId)).software) return { kind: 'refused', reason: 'not-software' };
  const [work, tenure, record, asked, open] = await Promise.all([
    workOf(deps, projectId, sprint),
    deps.tenures.of(projectId),
    readRecord(deps.storage, projectId, sprint.id),
    deps.requests.cancelAsked(projectId, sprint.id),
    sprint.boardId === null || sprint.state === 'closed' ? [] : deps.asCaller.openOn(sprint.boardId),
  ]);
  const acting = decision.allowed && decision.capacity.kind === 'delegate' ? decision.capacity.for : null;
  const [visible, names] = await Promise.all([
    deps.list.issues([...work.done, ...work.open]),
    deps.people.namesOf([tenure.owner, acting].filter((account): account is AccountId => account !== null)),
  ]);
  const seen = new Map(visible.map((issue) => [issue.id, issue]));
  const named = (accountId: AccountId): Named => ({ accountId, name: names.get(accountId) ?? null });
  return {
    kind: 'shown',
    shown: {
      ...{ projectId, sprint, decision },
      done: shownWork(work.done, seen),
      open: shownWork(work.open, seen),
      targets: open.flatMap(({ id, name, state }) => (id === sprint.id || state === 'closed' ? [] : [{ id, name, state }])),
      owner: tenure.owner === null ? null : named(tenure.owner),
      for: acting === null ? null : named(acting),
      asked: asked === null ? null : { requestId: asked.requestId, mine: asked.askers.includes(actor.accountId), at: asked.at },
      record: record ?? null,
    },
  };
}

function shownWork(ids: readonly IssueId[], seen: ReadonlyMap<IssueId, ListedIssue>): ShownWork {
  const issues = ids.flatMap((id) => seen.get(id) ?? []);
  const estimates = issues.flatMap(({ estimate }) => estimate ?? []);
  return {
    issues: issues.map(({ id, key, summary, estimate }) => ({ id, key, summary, estimate })),
    hidden: ids.length - issues.length,
    points: estimates.length === 0 ? null : estimates.reduce((sum, estimate) => sum + estimate, 0),
  };
}
