import type { Actor, IssueId, ProjectId } from '../../core/actor';
import type { Decision } from '../../core/authority';
import { AppError } from '../../core/errors';
import type { Named, Project } from '../../core/permissions';
import { forBrowsers } from '../../core/readers';
import type { VisibleIssue } from '../../core/rank';
import type { AcceptanceDeps } from './deps';
import type { NotFound } from './found-story';
import { criterionState, isMet, openMandatory, readySince } from './rules/checklist';
import { listWaiting, readChecklists } from './stored-checklist';

export interface WaitingStory {
  readonly issue: { readonly id: IssueId; readonly key: string; readonly summary: string };
  readonly project: Pick<Project, 'id' | 'key' | 'name'>;
  readonly since: number;
  readonly met: number;
  readonly claimed: number;
  readonly total: number;
  readonly revision: number;
  readonly acceptable: boolean;
  readonly decide: boolean;
}

export interface WaitingShown {
  readonly stories: readonly WaitingStory[];
  readonly hidden: number;
  readonly next: string | null;
  readonly owner: Named | null;
  readonly mayAccept: boolean;
}

const A_PAGE = 25;
/** Pages in a row that hold nothing for this reader, before an empty one is shown. */
const MOST_PAGES = 8;

export type WaitingResult = { readonly kind: 'shown'; readonly shown: WaitingShown } | NotFound;

/**
 * Stories that wait for the owner, oldest first (A7): of one project, for whoever may see it, or of all in which the caller holds `accept`. Each is read as it is now, since
 * the index may lag behind; what is hidden from the reader is only counted (O3b).
 */
export async function readWaiting(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly projectId: ProjectId | null; readonly after?: string | undefined },
): Promise<WaitingResult> {
  if (actor.kind !== 'person') return { kind: 'refused', reason: actor.kind };
  const { projectId } = claim;
  const places = new Places(deps, actor);
  let [owner, mayAccept]: [Named | null, boolean] = [null, false];
  if (projectId !== null) {
    const seen = await forBrowsers(deps, actor, projectId, async (project, may) => ({ project, may }), 'accept');
    if (seen.kind === 'refused') return seen;
    mayAccept = seen.shown.may;
    const { owner: account } = await deps.tenures.of(projectId);
    if (account !== null) owner = { accountId: account, name: (await deps.people.namesOf([account])).get(account) ?? null };
  }
  const stories: WaitingStory[] = [];
  let hidden = 0;
  let cursor = claim.after ?? null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await listWaiting(deps.storage, projectId, { limit: A_PAGE, cursor });
    ({ cursor } = found);
    const lists = await readChecklists(
      deps.storage,
      found.stories.map(({ issueId }) => issueId),
    );
    const now = found.stories.flatMap(({ issueId }) => {
      const list = lists.get(issueId);
      const since = list === undefined ? null : readySince(list);
      const home = list?.projectId ?? null;
      return list === undefined || since === null || home === null || (projectId !== null && home !== projectId)
        ? []
        : [{ issueId, list, since, home }];
    });
    const decided = await Promise.all(now.map(async (each) => ({ ...each, place: await places.of(each.home) })));
    // Of other projects only those in which they decide concern them.
    const theirs = decided.filter(({ place }) => projectId !== null || place?.decision.allowed === true);
    const seen: ReadonlyMap<IssueId, VisibleIssue> =
      theirs.length === 0 ? new Map() : await deps.visible.asCaller(theirs.map(({ issueId }) => issueId));
    for (const { issueId, list, since, place } of theirs) {
      const issue = seen.get(issueId);
      if (issue === undefined || place === null) {
        hidden += 1;
        continue;
      }
      const { criteria } = list;
      stories.push({
        issue: { id: issue.id, key: issue.key, summary: issue.summary },
        project: { id: place.project.id, key: place.project.key, name: place.project.name },
        ...{ since, met: criteria.filter(isMet).length, total: criteria.length, revision: list.revision },
        claimed: criteria.filter((each) => criterionState(each) === 'claimed').length,
        acceptable: openMandatory(list).length === 0,
        decide: place.decision.allowed,
      });
    }
    if (cursor === null || stories.length > 0) break;
  }
  return { kind: 'shown', shown: { stories, hidden, next: cursor, owner, mayAccept } };
}

/** Each project is asked about once. */
class Places {
  private readonly known = new Map<ProjectId, Promise<{ project: Project; decision: Decision } | null>>();

  constructor(
    private readonly deps: Pick<AcceptanceDeps, 'projects' | 'authority'>,
    private readonly actor: Actor,
  ) {}

  /** Null: they cannot see it. */
  of(projectId: ProjectId): Promise<{ project: Project; decision: Decision } | null> {
    const known = this.known.get(projectId) ?? this.ask(projectId);
    this.known.set(projectId, known);
    return known;
  }

  private async ask(projectId: ProjectId): Promise<{ project: Project; decision: Decision } | null> {
    try {
      const [project, decision] = await Promise.all([
        this.deps.projects.asCaller(projectId),
        this.deps.authority.mayUse(this.actor, 'accept', { projectId }),
      ]);
      return { project, decision };
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return null;
      throw error;
    }
  }
}
