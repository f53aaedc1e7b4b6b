import { ask as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RequestView } from '../../../src/contract/requests';
import { numberText } from '../numbers';
import { nameOf, type Reader } from '../reader';

type Target = RequestView['target'];

/** What is asked for, as a sentence that may hold `{issue}`. */
export function targetWords(target: Target, locale: string): string {
  switch (target.kind) {
    case 'top':
      return text.toTop;
    case 'above':
      return text.toAbove;
    case 'below':
      return text.toBelow;
    case 'position':
      return fill(text.toPosition, { position: numberText(target.position, locale) });
    case 'places':
      return text.toPlaces;
    case 'cancel-sprint':
      return fill(text.toCancel, { sprint: target.sprint.name });
  }
}

/** "Sam is asked to move this to the top.", where the issue is what the page is about. */
export function lineWords({ target }: Pick<RequestView, 'target'>, owner: Person | null, reader: Reader): string {
  const who =
    owner?.accountId === reader.accountId
      ? text.panel.youAre
      : owner?.name == null
        ? text.panel.ownerIs
        : fill(text.panel.is, { name: owner.name });
  const issue = 'issue' in target ? (target.issue?.key ?? text.hiddenAnchor) : '';
  const position = target.kind === 'position' ? numberText(target.position, reader.locale) : '';
  const sprint = target.kind === 'cancel-sprint' ? target.sprint.name : '';
  return fill(text.panel[target.kind], { who, issue, position, sprint });
}

type Person = RequestView['askers'][number]['person'];

/** "Asked by Dana, {when}", or how many more. */
export function askedWords({ origin, askers, target }: Pick<RequestView, 'origin' | 'askers' | 'target'>, reader: Reader): string {
  const [first, ...others] = askers;
  if (first === undefined) return '';
  const isYou = first.person.accountId === reader.accountId;
  const name = isYou ? text.you : nameOf(first.person, reader);
  const names = others.length === 0 ? name : fill(text.andOthers, { name, count: numberText(others.length, reader.locale) });
  const undone = target.kind === 'cancel-sprint' ? text.endedBy : text.movedBy;
  return fill(origin === 'guard' ? undone : text.askedBy, { name: names });
}

/** "Approved by Dana for Sam, {when}". */
export function decisionWords({ status, decision }: Pick<RequestView, 'status' | 'decision'>, reader: Reader): string | null {
  if (status === 'open' || status === 'asked-back') return null;
  const what = text.status[status];
  if (decision === null) return what;
  const by = nameOf(decision.by, reader);
  const name =
    decision.for === null || decision.for.accountId === decision.by.accountId
      ? by
      : decision.for.accountId === reader.accountId
        ? fill(text.forYou, { name: by })
        : fill(text.forOwner, { name: by, owner: nameOf(decision.for, reader) });
  return fill(text.decidedBy, { what, name });
}

/** The button says what it sets off. */
export const approveWords = ({ target }: Pick<RequestView, 'target'>): string =>
  target.kind === 'cancel-sprint' ? text.approveCancel : text.approve;

/** What approving does beyond what is asked for, before anybody does. */
export const approveMeans = ({ target }: Pick<RequestView, 'target'>): string | null =>
  target.kind === 'cancel-sprint' ? fill(text.approveCancelMeans, { sprint: target.sprint.name }) : null;

/** What came of approving. */
export function approvedWords({ issues, hidden, target }: Pick<RequestView, 'issues' | 'hidden' | 'target'>, reader: Reader): string {
  if (target.kind === 'cancel-sprint') return fill(text.approvedCancel, { sprint: target.sprint.name });
  const [first, ...others] = issues;
  if (first === undefined || others.length + hidden > 0)
    return fill(text.approvedMany, { count: numberText(issues.length + hidden, reader.locale) });
  return first.to === null
    ? fill(text.approvedOne, { issue: first.issue.key })
    : fill(text.approvedNow, { issue: first.issue.key, place: numberText(first.to.place, reader.locale) });
}
