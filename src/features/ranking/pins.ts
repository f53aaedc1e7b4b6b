import * as z from 'zod/mini';
import type { Actor, IssueId, ProjectId } from '../../core/actor';
import { administered, type NotForThem } from '../../core/administered';
import type { Authority } from '../../core/authority';
import type { Projects } from '../../core/permissions';
import type { VisibleIssues } from '../../core/rank';
import type { Storage } from '../../core/storage';

const MOST_PINS = 200;
const MOST_TRIES = 5;
const stored = z.object({ version: z.literal(1), ids: z.array(z.string()) });
const key = (projectId: ProjectId): string => `pins:${projectId}`;

/** Issues that keep their place when the backlog is ranked by score. */
export async function readPins(
  storage: Storage,
  projectId: ProjectId,
): Promise<{ readonly ids: readonly IssueId[]; readonly revision: number }> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  return { ids: found?.value.ids ?? [], revision: found?.revision ?? 0 };
}

export type PinResult =
  | { readonly kind: 'pinned'; readonly pinned: readonly IssueId[] }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: 'too-many-pins' | 'conflict' };

/** For whoever may rank. The issue must be one of the project's, and theirs to see. */
export async function pinIssue(
  deps: { readonly authority: Authority; readonly projects: Projects; readonly storage: Storage; readonly visible: VisibleIssues },
  actor: Actor,
  claim: { readonly projectId: ProjectId; readonly issueId: IssueId; readonly pinned: boolean },
): Promise<PinResult> {
  const found = await administered(deps, actor, claim.projectId, 'rank');
  if (found.kind === 'refused') return found;
  const { project } = found;
  const issue = await deps.visible.find(claim.issueId);
  if (issue?.projectId !== project.id) return { kind: 'refused', reason: 'cannot-see' };
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const { ids, revision } = await readPins(deps.storage, project.id);
    const others = ids.filter((id) => id !== issue.id);
    if (claim.pinned && others.length >= MOST_PINS) return { kind: 'refused', reason: 'too-many-pins' };
    const pinned = claim.pinned ? [...others, issue.id] : others;
    if ((await deps.storage.commit([{ key: key(project.id), value: { version: 1, ids: pinned }, after: revision }])) === 'done')
      return { kind: 'pinned', pinned };
  }
  return { kind: 'refused', reason: 'conflict' };
}
