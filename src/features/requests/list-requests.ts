import type { RequestView } from '../../contract/requests';
import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { RefusalReason, Tenures } from '../../core/authority';
import { namesOf, type Named } from '../../core/permissions';
import { powersOf, refuse, type FindDeps, type Refused } from './found-request';
import { isOpen, listed, openOnes, readRequest, type Request } from './store';
import { isShown, look, viewOf } from './view';

export interface ListDeps extends FindDeps {
  readonly tenures: Tenures;
}

export interface ListClaim {
  readonly projectId: ProjectId;
  readonly which: 'open' | 'decided';
  readonly after?: string | undefined;
}

export type ListResult =
  | {
      readonly kind: 'shown';
      readonly requests: readonly RequestView[];
      readonly next: string | null;
      readonly owner: Named | null;
      /** All that are open, those about hidden issues included (O3b). */
      readonly open: number;
      /** Who may rank has nobody to ask. */
      readonly mayRank: boolean;
    }
  | Refused<RefusalReason | 'not-software'>;

const PAGE = 25;
/** Pages in a row of which this reader may see nothing, before an empty one is shown. */
const MOST_PAGES = 4;

/** A project's requests, for whoever sees the project (AppError `not-found` otherwise). */
export async function listRequests(deps: ListDeps, actor: Actor, claim: ListClaim): Promise<ListResult> {
  if (actor.kind !== 'person') return refuse(actor.kind);
  const project = await deps.projects.asCaller(claim.projectId);
  if (!project.software) return refuse('not-software');
  const [powers, tenure, open] = await Promise.all([
    powersOf(deps.authority, actor, { projectId: project.id }),
    deps.tenures.of(project.id),
    countOpen(deps, project.id),
  ]);
  if (powers.kind === 'refused') return powers;
  const [page, owner] = await Promise.all([readPage(deps, project.id, claim), namedOwner(deps, tenure.owner)]);
  const sight = await look(deps, project.id, page.requests);
  const shown = page.requests.filter((request) => isShown(request, sight, powers.reader));
  const requests = shown.map((request) => viewOf(request, powers.reader, sight));
  return { kind: 'shown', requests, next: page.next, owner, open, mayRank: powers.rank.allowed };
}

export async function namedOwner(deps: Pick<ListDeps, 'people'>, owner: AccountId | null): Promise<Named | null> {
  if (owner === null) return null;
  return { accountId: owner, name: (await namesOf(deps.people, [owner])).get(owner) ?? null };
}

/** The index may lag behind, so each row is read as it is now, and what has left the list meanwhile is left out. */
async function readPage(
  deps: ListDeps,
  projectId: ProjectId,
  { which, after }: ListClaim,
): Promise<{ readonly requests: readonly Request[]; readonly next: string | null }> {
  let cursor = after ?? null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await listed(deps.storage, projectId, which, { limit: PAGE, cursor });
    const now = await Promise.all(found.rows.map(({ key }) => readRequest(deps.storage, key)));
    const requests = now.flatMap((each) => (each !== undefined && isOpen(each) === (which === 'open') ? [each] : []));
    if (found.cursor === null || requests.length > 0) return { requests, next: found.cursor };
    ({ cursor } = found);
  }
  return { requests: [], next: cursor };
}

async function countOpen({ storage }: ListDeps, projectId: ProjectId): Promise<number> {
  let count = 0;
  for await (const page of openOnes(storage, projectId)) count += page.length;
  return count;
}
