import type { Actor } from '../../core/actor';
import { namesOf } from '../../core/permissions';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintCancels } from '../../core/sprints';
import { beginApproving, closeApproved, release, type ApprovingDeps } from './approving';
import { shown, type FoundRequest, type Outcome } from './found-request';
import type { SprintAsk } from './rules';

export interface ApproveCancelDeps extends ApprovingDeps {
  readonly sprints: SprintCancels;
}

/** Cancels the sprint as the one who approves would by hand: with the reason it was asked for, and its unfinished work to the top of the backlog. */
export async function approveCancel(deps: ApproveCancelDeps, actor: Actor, found: FoundRequest, ask: SprintAsk): Promise<Outcome> {
  const { request, reader } = found;
  // Cancelled already by this very approval, which was interrupted, it is done.
  const isOpen = (await deps.sprints.open([ask.sprint])).has(ask.sprint);
  if (!isOpen && request.status !== 'approving')
    return { kind: 'told', code: 'conflict', sentence: fill(text.sprint.ended, { sprint: ask.name }) };
  const approving = await beginApproving(deps, request, reader);
  if (approving.kind === 'refused') return approving;
  const current = approving.request;
  try {
    const result = isOpen ? await deps.sprints.cancel(actor, ask.sprint, await reasonOf(deps, found)) : { kind: 'cancelled' as const };
    if (result.kind === 'told') {
      await release(deps, current);
      return { kind: 'told', code: 'conflict', sentence: result.sentence };
    }
  } catch (error) {
    await release(deps, current);
    throw error;
  }
  const closed = await closeApproved(deps, found, current, {
    before: { sprint: ask.sprint },
    after: { sprint: ask.sprint, cancelled: true },
    mail: ({ name, key }) => ({
      subject: fill(text.sprint.mail.approvedSubject, { key }),
      text: fill(text.sprint.mail.approved, { name, key }),
    }),
  });
  return closed.kind === 'refused' ? closed : shown(deps, reader, closed.request);
}

/** Those who ended it in Jira gave none. */
async function reasonOf(deps: ApproveCancelDeps, { request }: FoundRequest): Promise<string> {
  const given = request.askers.find(({ reason }) => reason !== null)?.reason;
  if (given !== undefined && given !== null) return given;
  const [first] = request.askers;
  const name = first === undefined ? undefined : (await namesOf(deps.people, [first.account])).get(first.account);
  return fill(text.sprint.approvedReason, { name: name ?? text.sprint.somebody });
}
