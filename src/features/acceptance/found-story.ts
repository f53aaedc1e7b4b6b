import type { StoryIssue } from '../../core/acceptance';
import type { AccountId, Actor, IssueId } from '../../core/actor';
import { deciding, type Deciding, type Decision, type RefusalReason } from '../../core/authority';
import type { AcceptanceDeps } from './deps';
import type { Changer } from './rules/change';
import { readPolicy, type AcceptancePolicy } from './stored-policy';

/** An issue for somebody who may see it, and what they may do there. */
export interface FoundStory {
  readonly kind: 'found';
  readonly issue: StoryIssue;
  readonly reader: AccountId;
  readonly edits: Decision;
  readonly accepts: Decision;
  /** In what capacity they judge; null: they don't. */
  readonly judging: Deciding | null;
  readonly accountableOwner: AccountId | null;
  readonly policy: AcceptancePolicy;
}

export interface NotFound {
  readonly kind: 'refused';
  readonly reason: RefusalReason | 'not-software';
}

/** The claimed issue, read as the caller: Jira says which project it is in, and authority what they may do there (O3). AppError `not-found` where they cannot see it. */
export async function foundStory(deps: AcceptanceDeps, actor: Actor, claimed: IssueId): Promise<FoundStory | NotFound> {
  if (actor.kind !== 'person') return { kind: 'refused', reason: actor.kind };
  const issue = await deps.stories.asCaller(claimed);
  const place = { projectId: issue.projectId, issueId: issue.id };
  const [{ edit, accept }, policy] = await Promise.all([
    deps.authority.mayUseEach(actor, ['edit', 'accept'], place),
    readPolicy(deps.storage, issue.projectId),
  ]);
  if (!accept.allowed && ['anonymous', 'unlicensed', 'app', 'cannot-see'].includes(accept.reason))
    return { kind: 'refused', reason: accept.reason };
  if (!issue.software) return { kind: 'refused', reason: 'not-software' };
  return {
    kind: 'found',
    issue,
    reader: actor.accountId,
    edits: edit,
    accepts: accept,
    judging: accept.allowed ? deciding(accept.capacity) : null,
    accountableOwner: accept.allowed ? accept.accountableOwner : edit.allowed ? edit.accountableOwner : null,
    policy,
  };
}

/** Who changes the checklist: accepted or done, it is the owner's alone (A4). */
export const changerOf = ({ issue, reader, judging }: FoundStory, isAccepted: boolean, at: number): Changer => ({
  by: reader,
  at,
  judging,
  locked: isAccepted || issue.done,
});
