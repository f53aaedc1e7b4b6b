import type { Actor, IssueId } from '../../core/actor';
import type { AuditEntry } from '../../core/audit';
import type { AcceptanceDeps } from './deps';
import { foundStory, type FoundStory, type NotFound } from './found-story';
import { changeChecklist, type Next } from './keep-in-step';
import { accepted, isOwnWork, voided } from './rules/change';
import { showStory } from './show-story';
import type { StoredChecklist } from './stored-checklist';
import { noteUse } from './stored-policy';
import type { StoryResult } from './change-story';

export type DecisionRefused = 'story-changed' | 'criteria-open' | 'own-work' | 'not-accepted' | 'accepted-already';

/** Accepts the story as it was seen, for whoever holds `accept` (A3). */
export async function acceptStory(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly revision: number; readonly words: string | null },
): Promise<StoryResult<DecisionRefused>> {
  const found = await deciding(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const at = deps.now();
  return decide(deps, found, async (before) => {
    if (before.acceptance !== null) return 'accepted-already';
    if (before.revision !== claim.revision) return 'story-changed';
    if (isRefusedAsOwn(found, before)) return 'own-work';
    const list = accepted(before, { by: found.reader, at }, found.judging, claim.words);
    if (list === null) return 'criteria-open';
    const writes = [entry(deps, found, 'story-accepted', null, claim.words), ...(await noteUse(deps.storage, found.issue.projectId))];
    return { list, writes };
  });
}

/** Takes an acceptance back, for whoever holds `accept`. */
export async function takeBack(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly revision: number },
): Promise<StoryResult<DecisionRefused>> {
  const found = await deciding(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const at = deps.now();
  return decide(deps, found, (before) => {
    if (before.acceptance === null) return 'not-accepted';
    if (before.revision !== claim.revision) return 'story-changed';
    return {
      list: voided(before, 'taken-back', found.reader, at),
      writes: [entry(deps, found, 'acceptance-voided', before.acceptance.by, 'taken-back')],
    };
  });
}

/** Asks the owner to look, for whoever may edit the issue (A3). */
export async function askForAcceptance(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId },
): Promise<StoryResult<DecisionRefused>> {
  const found = await foundStory(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  if (!found.edits.allowed) return { kind: 'refused', reason: found.edits.reason };
  const asked = { by: found.reader, at: deps.now() };
  return decide(deps, found, async (before) => {
    if (before.acceptance !== null) return 'accepted-already';
    return before.asked === null ? { list: { ...before, asked }, writes: await noteUse(deps.storage, found.issue.projectId) } : null;
  });
}

export type DecidingStory = FoundStory & { readonly judging: NonNullable<FoundStory['judging']> };

/** The claimed story, for whoever decides about it. */
export async function deciding(deps: AcceptanceDeps, actor: Actor, issueId: IssueId): Promise<DecidingStory | NotFound> {
  const found = await foundStory(deps, actor, issueId);
  if (found.kind === 'refused') return found;
  const { judging, accepts } = found;
  if (judging !== null) return { ...found, judging };
  return { kind: 'refused', reason: accepts.allowed ? 'not-owner' : accepts.reason };
}

export const isRefusedAsOwn = ({ policy, reader, issue }: FoundStory, list: StoredChecklist): boolean =>
  policy.ownWork === 'refused' && isOwnWork(list, reader, issue.assignee?.accountId ?? null);

async function decide(
  deps: AcceptanceDeps,
  found: FoundStory,
  next: (before: StoredChecklist) => Next<DecisionRefused> | Promise<Next<DecisionRefused>>,
): Promise<StoryResult<DecisionRefused>> {
  const stored = await changeChecklist(deps, found.issue, next);
  if (typeof stored === 'string') return { kind: 'refused', reason: stored };
  return { kind: 'shown', story: await showStory(deps, found, stored) };
}

export function entry(
  deps: Pick<AcceptanceDeps, 'audit'>,
  { issue, reader, judging, accountableOwner }: DecidingStory,
  kind: AuditEntry['kind'],
  before: string | null,
  words: string | null,
) {
  const about = { projectId: issue.projectId, kind, actor: reader, capacity: judging, accountableOwner };
  return deps.audit.entry({ ...about, before: { issue: issue.id, by: before }, after: { issue: issue.id, words } });
}
