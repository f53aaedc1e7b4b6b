import type { Actor, IssueId } from '../../core/actor';
import type { RankAsCaller } from '../../core/rank';
import type { CarriedOut } from '../../core/requests';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { approveCancel, type ApproveCancelDeps } from './approve-cancel';
import { beginApproving, closeApproved, release } from './approving';
import { closedFor } from './change-request';
import { findRequest, refuse, shown, type FoundRequest, type Outcome, type RequestClaim } from './found-request';
import { issuesOf, movedSentence, planOf, type Call, type MoveAsk, type Moved, type Plan } from './rules';
import type { Request } from './store';
import { hiddenFrom, seen } from './view';

export interface ApproveDeps extends ApproveCancelDeps {
  readonly ranking: RankAsCaller;
  readonly carriedOut: CarriedOut;
}

type Planned = Extract<Plan, { kind: 'plan' }>;

/**
 * Carries a request out as the person who approves it, so that Jira's history names them. What is to be done is worked out now, all of it or nothing; that it
 * has begun is stored first, so whatever breaks on the way can be approved again. Ranking twice comes to the same.
 */
export async function approveRequest(deps: ApproveDeps, actor: Actor, claim: RequestClaim): Promise<Outcome> {
  const found = await findRequest(deps, actor, claim, 'approvers');
  if (found.kind === 'refused') return found;
  const closed = closedFor(found.request, deps.now(), found.reader.account);
  if (closed !== null) return refuse(closed);
  const { ask } = found.request;
  if (ask.kind === 'sprint') return approveCancel(deps, actor, found, ask);
  return approveMoves(deps, { ...found, request: { ...found.request, ask } });
}

type MoveRequest = Request & { readonly ask: MoveAsk };

async function approveMoves(deps: ApproveDeps, found: FoundRequest & { readonly request: MoveRequest }): Promise<Outcome> {
  const { request, reader, issues } = found;
  const order = await deps.orders.inOrder(request.projectId, request.tier);
  const plan = planOf(request.ask, order);
  const moved = plan.kind === 'moved' ? plan.moved : await outOfSight(deps, found, plan);
  if (plan.kind === 'moved' || moved !== null) {
    const sentence = moved === null ? '' : movedSentence(moved, request.tier, (id) => issues.get(id)?.key ?? null);
    return { kind: 'told', code: 'conflict', sentence };
  }

  let current: Request = request;
  const begun = plan.calls.length > 0 || request.status === 'approving';
  if (begun) {
    const approving = await beginApproving(deps, request, reader);
    if (approving.kind === 'refused') return approving;
    current = approving.request;
    const left = await carryOut(deps, current, plan.calls);
    if (left.length > 0) return { kind: 'told', code: 'unavailable', sentence: partly(found, left) };
  }
  return close(deps, found, current, { order, plan });
}

/** What the approver can't see they can't move, nor put anything beside it. */
async function outOfSight(deps: ApproveDeps, { request, issues }: FoundRequest, { calls }: Planned): Promise<Moved | null> {
  const own = issuesOf(request.ask);
  const hidden = hiddenFrom(own.filter((id) => !issues.has(id)).length);
  if (hidden !== null) return hidden;
  const anchors = calls.map(({ anchor }) => ('after' in anchor ? anchor.after : anchor.before)).filter((id) => !issues.has(id));
  const beside = await seen(deps.visible, anchors);
  return anchors.every((id) => beside.has(id)) ? null : { why: 'neighbour-hidden' };
}

/** Answers the issues that are not in their place. The next call would build on them, so it is not made. */
async function carryOut(deps: ApproveDeps, request: Request, calls: readonly Call[]): Promise<readonly IssueId[]> {
  try {
    for (const [index, { issues, anchor }] of calls.entries()) {
      const failed = await deps.ranking.rank(issues, anchor);
      if (failed.length === 0) continue;
      const left = [...failed, ...calls.slice(index + 1).flatMap((call) => call.issues)];
      await note(
        deps,
        request,
        calls.flatMap((call) => call.issues).filter((id) => !left.includes(id)),
      );
      await release(deps, request);
      return left;
    }
    await note(deps, request, issuesOf(request.ask));
    return [];
  } catch (error) {
    await release(deps, request);
    throw error;
  }
}

/** The guard learns why these were moved: its log says so (R6). */
async function note(deps: ApproveDeps, request: Request, issues: readonly IssueId[]): Promise<void> {
  const reason = request.askers.find((asker) => asker.reason !== null)?.reason ?? '';
  if (issues.length > 0) await deps.carriedOut.note(request.projectId, issues, { requestId: request.id, reason });
}

async function close(
  deps: ApproveDeps,
  found: FoundRequest & { readonly request: MoveRequest },
  before: Request,
  { order, plan }: { readonly order: readonly IssueId[]; readonly plan: Planned },
): Promise<Outcome> {
  const { ask } = found.request;
  const places = (of: readonly IssueId[]) => issuesOf(ask).map((issue) => ({ issue, place: of.indexOf(issue) + 1 }));
  const place = plan.order.indexOf(issuesOf(ask)[0] ?? '') + 1;
  const closed = await closeApproved(deps, found, before, {
    before: { places: places(order) },
    after: { places: places(plan.order) },
    mail: ({ name, key, others }) => ({
      subject: fill(text.mail.approvedSubject, { key }),
      text:
        others === 0
          ? fill(plan.calls.length === 0 ? text.mail.inPlace : text.mail.approved, { name, key, place })
          : others === 1
            ? fill(text.mail.approvedTwo, { name, key })
            : fill(text.mail.approvedMore, { name, key, count: others }),
    }),
  });
  return closed.kind === 'refused' ? closed : shown(deps, found.reader, closed.request, [[before.tier, plan.order]]);
}

/** "3 of 5 are in place; Jira could not move SHOP-9 just now. Approve again to finish." */
function partly({ request, issues }: FoundRequest, left: readonly IssueId[]): string {
  const total = issuesOf(request.ask).length;
  const keys = left.flatMap((id) => issues.get(id)?.key ?? []);
  const named =
    keys.length > MOST_NAMED
      ? fill(text.andMore, { keys: keys.slice(0, MOST_NAMED).join(', '), count: keys.length - MOST_NAMED })
      : keys.join(', ');
  return total === 1 ? fill(text.notMoved, { key: named }) : fill(text.partly, { done: total - left.length, total, keys: named });
}

const MOST_NAMED = 3;
