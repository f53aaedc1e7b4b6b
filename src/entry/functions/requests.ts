import {
  answerQuestion,
  approveRequest,
  askBack,
  askToCancel,
  askToRank,
  declineRequest,
  listRequests,
  requestsOfIssue,
  withdrawRequest,
  type RequestView,
} from '../../contract/requests';
import type { App } from '../../app';
import type { Answer, Immutable } from '../../contract/call';
import { refused as refusals } from '../../../locales/en.json';
import { refused, refusedProject } from '../answer';
import type { On } from './on';

/** The functions of `requests/…`. */
export function requestsFunctions(app: App, on: On): void {
  on(askToRank, async (claim, actor) => {
    const result = await app.requests.ask(actor, claim);
    switch (result.kind) {
      case 'asked':
        return { ok: true, data: { request: result.request, joined: result.joined } };
      case 'refused':
        return refused(result.reason);
      case 'unfit':
        return { ok: false, code: 'refused', message: result.sentence, fields: { [result.field]: result.sentence } };
    }
  });

  on(askToCancel, async (claim, actor) => {
    const result = await app.requests.askToCancel(actor, claim);
    if (result.kind === 'asked') return { ok: true, data: { request: result.request, joined: result.joined } };
    return result.reason === 'no-such-sprint'
      ? { ok: false, code: 'not-found', message: refusals[result.reason] }
      : refusedProject(result.reason);
  });

  on(listRequests, async (claim, actor) => {
    const result = await app.requests.list(actor, claim);
    if (result.kind === 'refused') return refusedProject(result.reason);
    const { kind: _, ...page } = result;
    return { ok: true, data: page };
  });

  on(requestsOfIssue, async (claim, actor) => {
    const result = await app.requests.ofIssue(actor, claim);
    if (result.kind === 'refused') return refused(result.reason);
    const { kind: _, ...about } = result;
    return { ok: true, data: about };
  });

  on(approveRequest, async (claim, actor) => ofRequest(await app.requests.approve(actor, claim)));
  on(declineRequest, async (claim, actor) => ofRequest(await app.requests.decline(actor, claim)));
  on(askBack, async (claim, actor) => ofRequest(await app.requests.askBack(actor, claim)));
  on(answerQuestion, async (claim, actor) => ofRequest(await app.requests.answer(actor, claim)));
  on(withdrawRequest, async (claim, actor) => ofRequest(await app.requests.withdraw(actor, claim)));
}

/** What became of a request. Of one that nobody may know of, and of one that others were faster with, the page must hear apart. */
function ofRequest(result: Awaited<ReturnType<App['requests']['decline']>>): Answer<{ readonly request: Immutable<RequestView> }> {
  switch (result.kind) {
    case 'done':
      return { ok: true, data: { request: result.request } };
    case 'told':
      return { ok: false, code: result.code, message: result.sentence };
    case 'refused':
      if (result.reason === 'no-such-request') return { ok: false, code: 'not-found', message: refusals['no-such-request'] };
      if (result.reason === 'decided' || result.reason === 'being-approved')
        return { ok: false, code: 'conflict', message: refusals[result.reason] };
      return refusedProject(result.reason);
  }
}
