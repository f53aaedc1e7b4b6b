import type { Actor, IssueId } from '../../core/actor';
import { deciding } from './decide-story';
import type { AcceptanceDeps } from './deps';
import type { NotFound } from './found-story';

export type WaysBackResult =
  | {
      readonly kind: 'shown';
      readonly ways: readonly { readonly transitionId: string; readonly name: string; readonly to: string }[];
      readonly suggested: string | null;
    }
  | NotFound;

/** Where whoever rejects a story may send it, and where the project sends it (A3). Not into Done: that is what was refused. */
export async function readWaysBack(deps: AcceptanceDeps, actor: Actor, claim: { readonly issueId: IssueId }): Promise<WaysBackResult> {
  const found = await deciding(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const ways = (await deps.stories.waysOn(found.issue.id)).filter(({ to }) => !to.done);
  const { backTo } = found.policy;
  return {
    kind: 'shown',
    ways: ways.map(({ id, name, to }) => ({ transitionId: id, name, to: to.name })),
    suggested: ways.find(({ to }) => to.id === backTo)?.id ?? null,
  };
}
