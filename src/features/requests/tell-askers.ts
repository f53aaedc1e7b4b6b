import type { AccountId, IssueId } from '../../core/actor';
import type { Capacity } from '../../core/authority';
import { AppError } from '../../core/errors';
import { namesOf, type People } from '../../core/permissions';
import type { Log } from '../../core/ports';
import type { Teller, VisibleIssue } from '../../core/rank';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { issuesOf } from './rules';
import type { Request } from './store';

export interface TellDeps {
  readonly teller: Teller;
  readonly people: Pick<People, 'namesOf'>;
  readonly log: Log;
}

export interface Telling {
  /** As it is after the change, which is what makes sure that nobody is told twice: it was stored before anybody is told. */
  readonly request: Request;
  readonly by: AccountId;
  readonly capacity: Capacity;
  readonly issues: ReadonlyMap<IssueId, VisibleIssue>;
  readonly mail: (words: { readonly name: string; readonly key: string; readonly others: number }) => { subject: string; text: string };
}

/** Tells all who asked, but not who decided, about the first issue the decider sees. What cannot be sent is logged: the decision stands on its own. */
export async function tellAskers(deps: TellDeps, { request, by, capacity, issues, mail }: Telling): Promise<void> {
  const { ask } = request;
  const ids = issuesOf(ask);
  const seen = ids.flatMap((id) => issues.get(id) ?? [])[0];
  const [first] = ask.kind === 'sprint' ? ask.about : [];
  const issue = ask.kind === 'sprint' ? (first === undefined ? undefined : { id: first, key: ask.name }) : seen;
  const askers = request.askers.filter(({ account }) => account !== by);
  if (issue === undefined || askers.length === 0) return;
  try {
    const acting = capacity.kind === 'delegate' ? capacity.for : null;
    const names = await namesOf(deps.people, [by, acting]);
    const mine = names.get(by) ?? text.mail.owner;
    const name = acting === null ? mine : fill(text.mail.for, { name: mine, owner: names.get(acting) ?? text.mail.theOwner });
    const written = mail({ name, key: issue.key, others: ids.length - 1 });
    // One who can't be told keeps nobody else from being told.
    const sent = await Promise.allSettled(askers.map(({ account }) => deps.teller.tell(issue.id, account, written)));
    for (const each of sent) {
      if (each.status === 'rejected') deps.log.error('A mail to somebody who asked failed', each.reason, { requestId: request.id });
      else if (!each.value) deps.log.warn('Jira would not send a mail to somebody who asked', { requestId: request.id });
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('Those who asked could not be told', { requestId: request.id, code: error.code });
  }
}
