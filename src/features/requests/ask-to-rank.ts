import type { WishInput } from '../../contract/requests';
import type { Actor, IssueId } from '../../core/actor';
import type { RefusalReason } from '../../core/authority';
import type { Tier, VisibleIssue } from '../../core/rank';
import type { Orders } from '../../core/requests';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { powersOf, refuse, shown, type FindDeps, type Outcome, type Refused } from './found-request';
import { joinOrOpen, type JoinDeps, type JoinRefusal, type Unasked } from './join-or-open';
import { planOf, type Wish } from './rules';
import { wishKey } from './store';

export interface AskDeps extends JoinDeps, FindDeps {
  readonly newId: () => string;
}

export interface AskClaim {
  readonly issueId: IssueId;
  readonly wish: WishInput;
  readonly reason: string;
}

export type AskRefusal = RefusalReason | JoinRefusal | 'not-software' | 'may-rank' | 'nobody-to-ask';

/** `unfit`: the wish has no meaning here, as a sentence about the field that says it. */
export type AskResult =
  | { readonly kind: 'asked'; readonly request: Extract<Outcome, { kind: 'done' }>['request']; readonly joined: boolean }
  | Refused<AskRefusal>
  | Unfit;

interface Unfit {
  readonly kind: 'unfit';
  readonly field: 'issueId' | 'issue' | 'position' | 'wish';
  readonly sentence: string;
}

/**
 * Asks the owner to rank an issue (Q1). Whoever wishes the same joins the request that is open already, also where both ask at once; asking again
 * changes one's own reason.
 */
export async function askToRank(deps: AskDeps, actor: Actor, claim: AskClaim): Promise<AskResult> {
  if (actor.kind !== 'person') return refuse(actor.kind);
  const issue = await deps.visible.find(claim.issueId);
  if (issue === null) return refuse('cannot-see');
  const powers = await powersOf(deps.authority, actor, { projectId: issue.projectId, issueId: issue.id });
  if (powers.kind === 'refused') return powers;
  if (powers.rank.allowed) return refuse('may-rank');
  if (powers.rank.reason === 'vacant') return refuse('nobody-to-ask');
  if (powers.rank.reason !== 'not-owner') return refuse(powers.rank.reason);
  if (!(await deps.projects.asCaller(issue.projectId)).software) return refuse('not-software');

  const standing = await findStanding(deps.orders, issue);
  if (standing === null) return { kind: 'unfit', field: 'issueId', sentence: fill(text.unfit.outside, { key: issue.key }) };
  const wish = await understand(deps, claim.wish, issue, standing);
  if ('sentence' in wish) return wish;
  const asked = await joinOrOpen(deps, powers.reader, {
    key: wishKey(issue.projectId, issue.id, wish),
    unasked: begun(deps, issue, standing, wish),
    reason: claim.reason,
  });
  if (asked.kind === 'refused') return asked;
  const { request } = await shown(deps, powers.reader, asked.request, [[standing.tier, standing.order]]);
  return { kind: 'asked', request, joined: asked.joined };
}

export interface Standing {
  readonly tier: Tier;
  readonly order: readonly IssueId[];
}

/** In which of a project's orders an issue stands; null: in none. */
export async function findStanding(orders: Orders, { id, projectId }: Pick<VisibleIssue, 'id' | 'projectId'>): Promise<Standing | null> {
  for (const tier of ['backlog', 'epics'] as const) {
    const order = await orders.inOrder(projectId, tier);
    if (order.includes(id)) return { tier, order };
  }
  return null;
}

/** A wish in ids, or what is wrong with it. Nobody names an issue they can't see. */
async function understand(deps: AskDeps, given: WishInput, issue: VisibleIssue, { tier, order }: Standing): Promise<Wish | Unfit> {
  const name = text.orders[tier];
  let wish: Wish;
  if (given.kind === 'above' || given.kind === 'below') {
    const unfit = (sentence: string): Unfit => ({ kind: 'unfit', field: 'issue', sentence });
    const anchor = await deps.visible.find(given.issue);
    if (anchor === null) return unfit(fill(text.unfit.noAnchor, { key: given.issue }));
    if (anchor.id === issue.id) return unfit(fill(text.unfit.itself, { key: issue.key }));
    if (anchor.projectId !== issue.projectId) return unfit(fill(text.unfit.elsewhere, { key: anchor.key, issue: issue.key }));
    if (!order.includes(anchor.id)) return unfit(fill(text.unfit.anchorOutside, { key: anchor.key, order: name }));
    wish = { kind: given.kind, issue: anchor.id };
  } else {
    wish = given;
  }
  const plan = planOf({ kind: 'wish', issue: issue.id, wish }, order);
  if (plan.kind === 'moved')
    return { kind: 'unfit', field: 'position', sentence: fill(text.unfit.tooFar, { order: name, total: order.length }) };
  if (plan.calls.length === 0) {
    const place = order.indexOf(issue.id) + 1;
    return { kind: 'unfit', field: 'wish', sentence: fill(text.unfit.alreadyThere, { key: issue.key, place }) };
  }
  return wish;
}

/** A request nobody has made yet. */
const begun = (deps: AskDeps, issue: VisibleIssue, { tier }: Standing, wish: Wish): Unasked => ({
  id: deps.newId(),
  projectId: issue.projectId,
  tier,
  ask: { kind: 'wish', issue: issue.id, wish },
});
