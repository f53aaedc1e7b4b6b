import type { AccountId, IssueId } from '../../core/actor';
import { AppError } from '../../core/errors';
import { sprintRecords as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintDeps } from './deps';
import type { SprintRecord } from './stored-record';

interface Mail {
  readonly to: AccountId;
  readonly subject: string;
  readonly text: string;
}

/** Issues a mail is tried on: Jira sends mail about an issue only, and not about one that the person cannot see. */
const MOST_TRIED = 3;

/** Tells whoever ended a sprint without the power, and the owner (C2). What cannot be sent is logged: the record stands on its own. */
export async function tellAbout(deps: Pick<SprintDeps, 'teller' | 'names' | 'tenures' | 'log'>, record: SprintRecord): Promise<void> {
  const { by, name, what, restoring, outcome } = record;
  const { owner } = await deps.tenures.of(record.projectId);
  const names = await namesOf(deps, [owner, by]);
  const who = (account: AccountId | null, unknown: string): string => (account === null ? undefined : names.get(account)) ?? unknown;
  const words = {
    sprint: name,
    owner: who(owner, text.mail.theOwner),
    who: who(by, text.mail.somebody),
    did: text.mail.did[what === 'deleted' ? 'deleted' : 'closed'],
  };
  const isBack = restoring !== null && restoring.sprintId !== null;
  const left =
    isBack && restoring.notBack.length > 0
      ? [fill(restoring.notBack.length === 1 ? text.mail.oneNotBack : text.mail.notBack, { count: restoring.notBack.length })]
      : [];
  const notStarted = restoring?.notStarted ?? null;
  const also = [...left, ...(notStarted === null ? [] : [notStarted])];
  const mails: Mail[] = [];
  if (by !== null && by !== owner) {
    const body = isBack ? text.mail.moverRestored : text.mail.moverReported;
    mails.push({
      to: by,
      subject: fill(isBack ? text.mail.restoredSubject : text.mail.reportedSubject, words),
      text: [fill(body, words), ...also].join('\n'),
    });
  }
  if (owner !== null && owner !== record.decided?.by) {
    const body = isBack ? text.mail.ownerRestored : outcome === 'asking' ? text.mail.ownerAsked : text.mail.ownerReported;
    const subject = isBack ? text.mail.restoredSubject : outcome === 'asking' ? text.mail.askedSubject : text.mail.reportedSubject;
    mails.push({ to: owner, subject: fill(subject, words), text: [fill(body, words), ...also].join('\n') });
  }
  await sendAll(deps, record.unfinished, mails);
}

/** Each about the first issue that Jira sends a mail about. */
export async function sendAll(deps: Pick<SprintDeps, 'teller' | 'log'>, issues: readonly IssueId[], mails: readonly Mail[]): Promise<void> {
  for (const { to, ...mail } of mails) {
    try {
      let sent = false;
      for (const issue of issues.slice(0, MOST_TRIED)) {
        sent = await deps.teller.tell(issue, to, mail);
        if (sent) break;
      }
      if (!sent) deps.log.info('Jira would not send a mail about a sprint', {});
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.log.warn('Somebody could not be told about a sprint', { code: error.code });
    }
  }
}

export async function namesOf(
  deps: Pick<SprintDeps, 'names' | 'log'>,
  accounts: readonly (AccountId | null)[],
): Promise<ReadonlyMap<AccountId, string>> {
  try {
    return await deps.names.namesOf([...new Set(accounts.filter((account) => account !== null))]);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Map();
  }
}
