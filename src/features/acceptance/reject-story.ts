import type { Actor, IssueId } from '../../core/actor';
import type { StoryIssue } from '../../core/acceptance';
import { AppError, RejectedError } from '../../core/errors';
import { acceptance as text } from '../../../locales/en.json';
import type { AcceptanceDeps } from './deps';
import { deciding, entry, isRefusedAsOwn, type DecidingStory, type DecisionRefused } from './decide-story';
import type { StoryResult } from './change-story';
import { changeChecklist } from './keep-in-step';
import { rejected } from './rules/change';
import { rejectionComment } from './rules/rejection-comment';
import { showStory, type ShownStory } from './show-story';
import { readChecklist, type StoredChecklist } from './stored-checklist';
import { noteUse } from './stored-policy';
import { isTaken, readTurns, turnWrite } from './stored-turn';

export type RejectResult =
  | { readonly kind: 'shown'; readonly story: ShownStory; readonly moved: string | null }
  | Exclude<StoryResult<DecisionRefused>, { kind: 'shown' }>;

/**
 * Rejects the story as it was seen, for whoever holds `accept` (A3). It is stored before anything is said: a comment that could not be written is written by
 * `finishRejection`, and not twice. The comment and the move are the person's own, so that Jira names them.
 */
export async function rejectStory(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly revision: number; readonly words: string; readonly transitionId: string | null },
): Promise<RejectResult> {
  const found = await deciding(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const at = deps.now();
  const stored = await changeChecklist<DecisionRefused>(deps, found.issue, async (before) => {
    if (before.revision !== claim.revision) return 'story-changed';
    if (isRefusedAsOwn(found, before)) return 'own-work';
    return {
      list: rejected(before, { by: found.reader, at }, found.judging, claim.words),
      writes: [
        entry(deps, found, 'story-rejected', before.acceptance?.by ?? null, claim.words),
        ...(await noteUse(deps.storage, found.issue.projectId)),
      ],
    };
  });
  if (typeof stored === 'string') return { kind: 'refused', reason: stored };
  const told = await tell(deps, found, stored);
  const moved = claim.transitionId === null ? null : await move(deps, found.issue, claim.transitionId);
  return { kind: 'shown', story: await showStory(deps, found, told), moved };
}

/** Writes the comment of a rejection that was stored and not told: whoever rejected was cut off, or Jira would not take it then. */
export async function finishRejection(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId },
): Promise<StoryResult<'nothing-to-tell'>> {
  const found = await deciding(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const list = await readChecklist(deps.storage, found.issue.id);
  if (list.rejection === null || list.rejection.told) return { kind: 'refused', reason: 'nothing-to-tell' };
  return { kind: 'shown', story: await showStory(deps, found, await tell(deps, found, list)) };
}

/** One at a time: what two write at once is there twice. */
async function tell(deps: AcceptanceDeps, { issue }: DecidingStory, list: StoredChecklist): Promise<StoredChecklist> {
  const { rejection } = list;
  if (rejection === null) return list;
  const key = `acceptance-telling:${issue.id}`;
  const at = deps.now();
  const held = (await readTurns(deps.storage, [key]))(key);
  const turn = `${issue.id}:${rejection.at}`;
  if (isTaken(held, at) && held.turn === turn) return list;
  if ((await deps.storage.commit([turnWrite(key, { turn, at }, held.revision)])) === 'conflict') return list;
  try {
    await deps.stories.comment(issue.id, { mark: turn, body: rejectionComment(list, issue.assignee) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await deps.storage.commit([turnWrite(key, { turn: null, at }, held.revision + 1)]);
    deps.log.warn('A rejection could not be told', { issueId: issue.id, code: error.code });
    return list;
  }
  const stored = await changeChecklist(deps, issue, (before) =>
    before.rejection?.at === rejection.at ? { list: { ...before, rejection: { ...before.rejection, told: true } } } : null,
  );
  return typeof stored === 'string' ? list : stored;
}

/** Why it could not be moved, as a sentence. */
async function move(deps: AcceptanceDeps, issue: StoryIssue, transitionId: string): Promise<string | null> {
  try {
    await deps.stories.moveOn(issue.id, transitionId);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error instanceof RejectedError && error.message !== '' ? error.message : text.notMoved;
  }
}
