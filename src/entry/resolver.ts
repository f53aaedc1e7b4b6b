import type { App } from '../app';
import type { Answer, Call, Immutable } from '../contract/call';
import {
  endDelegation,
  findPeople,
  lendPowers,
  readDelegates,
  readOwnership,
  readOwnershipSettings,
  setOwner,
  type DelegatesView,
} from '../contract/ownership';
import {
  applyAnswers,
  chooseModel,
  clearOverride,
  confirmScore,
  findIssues,
  giveAnswers,
  openPanel,
  overrideAnswers,
  readFilters,
  readModels,
  readPolicy,
  readRows,
  readScoringSettings,
  readTeam,
  revealAnswers,
  sampleIssues,
  scoreHistory,
  scoreIssue,
  setPolicy,
  type TeamView,
  type ValueView,
} from '../contract/scoring';
import {
  continueRanking,
  moveIssues,
  noteVisit,
  pinIssue,
  rankByScore,
  readChanges,
  readGuard,
  readOrder,
  readPastOrder,
  readRankLog,
  readScores,
  readWhy,
  setGuard,
  stopRanking,
  undoRanking,
  type JobView,
} from '../contract/ranking';
import { failed as failures, refused as refusals } from '../../locales/en.json';
import {
  answerQuestion,
  approveRequest,
  askBack,
  askToRank,
  declineRequest,
  listRequests,
  requestsOfIssue,
  withdrawRequest,
  type RequestView,
} from '../contract/requests';
import type { Actor, CallerContext } from '../core/actor';
import type { ForAdmins } from '../core/administered';
import { failed, refused } from './answer';

type Person = Extract<Actor, { kind: 'person' }>;
type Handler<Input, Output> = (input: Input, actor: Person) => Promise<Answer<Immutable<Output>>>;

/** Every function a page can call. Whoever can load a page can call all of them with any payload: each asks authority, or shows what Jira shows this person. */
function define(app: App): ReadonlyMap<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>> {
  const table = new Map<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>>();
  const on = <Input, Output>(call: Call<Input, Output>, handle: Handler<Input, Output>): void => {
    table.set(call.name, async (payload, actor) => {
      // No function is for anybody else, not even to read; what a person may do, each asks of authority (O3).
      if (actor.kind !== 'person') return refused(actor.kind);
      if (!actor.licensed) return refused('unlicensed');
      const input = call.input.safeParse(payload);
      if (!input.success) return { ok: false, code: 'invalid-input', message: failures['invalid-input'] };
      try {
        return await handle(input.data, actor);
      } catch (error) {
        return failed(error, app.log, app.newId);
      }
    });
  };

  on(openPanel, async ({ issueId }, actor) => {
    const opened = await app.scoring.open(actor, issueId);
    if (opened === null) return refused('not-software');
    const { decision, ...panel } = opened;
    if (!decision.allowed && decision.reason === 'cannot-see') return refused('cannot-see');
    const mayScore = decision.allowed
      ? { allowed: true as const, capacity: decision.capacity }
      : { allowed: false as const, message: refusals[decision.reason] };
    return { ok: true, data: { ...panel, viewer: actor.accountId, mayScore } };
  });

  on(scoreIssue, async (claim, actor) => {
    const result = await app.scoring.score(actor, claim);
    switch (result.kind) {
      case 'scored':
        return { ok: true, data: { value: result.value } };
      case 'refused':
        return refused(result.reason);
      case 'invalid':
        return invalidAnswers(result);
    }
  });

  on(confirmScore, async (claim, actor) => {
    const result = await app.scoring.confirm(actor, claim);
    return result.kind === 'confirmed' ? { ok: true, data: { value: result.value } } : refused(result.reason);
  });

  on(readTeam, async ({ issueId }, actor) => {
    const shown = await app.scoring.team(actor, issueId);
    return shown === null ? refused('not-software') : { ok: true, data: { value: shown.value, team: shown.team } };
  });

  on(giveAnswers, async (claim, actor) => ofTeam(await app.scoring.give(actor, claim)));
  on(revealAnswers, async ({ issueId }, actor) => ofTeam(await app.scoring.reveal(actor, issueId)));
  on(overrideAnswers, async (claim, actor) => ofTeam(await app.scoring.override(actor, claim)));
  on(clearOverride, async ({ issueId }, actor) => ofTeam(await app.scoring.clearOverride(actor, issueId)));
  on(applyAnswers, async ({ issueId }, actor) => ofTeam(await app.scoring.applyAgain(actor, issueId)));

  on(readPolicy, async ({ projectId }, actor) => ofProject(await app.scoring.policy(actor, projectId)));

  on(setPolicy, async (claim, actor) => {
    const result = await app.scoring.setPolicy(actor, claim);
    return result.kind === 'set' ? ofProject(await app.scoring.policy(actor, claim.projectId)) : refusedProject(result.reason);
  });

  on(scoreHistory, async ({ issueId }) => ({ ok: true, data: await app.scoring.history(issueId) }));

  on(readModels, async ({ projectIds }) => {
    const models = await app.scoring.models(projectIds);
    return models === null ? refused('not-software') : { ok: true, data: { models } };
  });

  on(readRows, async (claim, actor) => ofReader(await app.scoring.rows(actor, claim)));

  on(findIssues, async (claim) => {
    const found = await app.scoring.find(claim);
    return found.kind === 'shown' ? { ok: true, data: { ids: found.shown } } : refusedProject(found.reason);
  });

  on(readFilters, async ({ projectId }) => ofReader(await app.scoring.filters(projectId)));

  on(readScoringSettings, async ({ projectId }, actor) => ofProject(await app.scoring.settings(actor, projectId)));

  on(chooseModel, async (claim, actor) => {
    const result = await app.scoring.chooseModel(actor, claim);
    switch (result.kind) {
      case 'chosen':
        return ofProject(await app.scoring.settings(actor, claim.projectId));
      case 'refused':
        return refusedProject(result.reason);
      case 'invalid':
        return { ok: false, code: 'refused', message: refusals['invalid-model'], fields: result.faults };
    }
  });

  on(sampleIssues, async ({ projectId }, actor) => {
    const samples = await app.scoring.samples(actor, projectId);
    return samples.kind === 'shown' ? { ok: true, data: { issues: samples.shown } } : refusedProject(samples.reason);
  });

  on(readOwnership, async ({ projectId }) => {
    return { ok: true, data: await app.ownership.ownerOf(projectId) };
  });

  on(readOwnershipSettings, async ({ projectId }, actor) => ofProject(await app.ownership.settings(actor, projectId)));

  on(findPeople, async (claim, actor) => {
    const people = await app.ownership.findPeople(actor, claim);
    return people.kind === 'shown' ? { ok: true, data: { people: people.shown } } : refusedProject(people.reason);
  });

  on(setOwner, async (claim, actor) => {
    const result = await app.ownership.setOwner(actor, claim);
    return result.kind === 'named' ? ofProject(await app.ownership.settings(actor, result.projectId)) : refusedProject(result.reason);
  });

  const delegatesOf = async (projectId: string, actor: Person): Promise<Answer<Immutable<DelegatesView>>> => {
    const result = await app.ownership.delegates(actor, projectId);
    if (result.kind === 'refused') return refusedProject(result.reason);
    const { lending, ...delegates } = result.shown;
    // Who sees the project but none of its issues is told who decides, as everybody else.
    const why = lending.allowed ? null : refusals[lending.reason === 'cannot-see' ? 'not-lender' : lending.reason];
    return { ok: true, data: { ...delegates, may: { lend: lending.allowed, message: why }, viewer: actor.accountId } };
  };

  on(readDelegates, ({ projectId }, actor) => delegatesOf(projectId, actor));

  on(lendPowers, async (claim, actor) => {
    const result = await app.ownership.lend(actor, claim);
    return result.kind === 'lent' ? delegatesOf(claim.projectId, actor) : refusedProject(result.reason);
  });

  on(endDelegation, async (claim, actor) => {
    const result = await app.ownership.endDelegation(actor, claim);
    return result.kind === 'ended' ? delegatesOf(claim.projectId, actor) : refusedProject(result.reason);
  });

  on(readGuard, async ({ projectId }, actor) => ofReader(await app.ranking.guard(actor, projectId)));

  on(setGuard, async (claim, actor) => {
    const result = await app.ranking.setGuard(actor, claim);
    return result.kind === 'set' ? ofReader(await app.ranking.guard(actor, claim.projectId)) : refusedProject(result.reason);
  });

  on(readRankLog, async (claim) => ofReader(await app.ranking.rankLog(claim)));

  on(readOrder, async (claim, actor) => ofReader(await app.ranking.orderFor(actor, claim)));
  on(readScores, async (claim, actor) => ofReader(await app.ranking.scores(actor, claim)));

  on(moveIssues, async (claim, actor) => {
    const result = await app.ranking.move(actor, claim);
    if (result.kind === 'moved') return { ok: true, data: { left: result.left } };
    return result.reason === 'order-changed' ? changedMeanwhile(result.reason) : refusedProject(result.reason);
  });

  on(rankByScore, async (claim, actor) => ofJob(await app.ranking.rankByScore(actor, claim)));
  on(undoRanking, async (claim, actor) => ofJob(await app.ranking.undoRanking(actor, claim)));

  on(continueRanking, async ({ projectId }, actor) => {
    const result = await app.ranking.continueRanking(actor, projectId);
    return result.kind === 'shown' ? { ok: true, data: { job: result.shown } } : refusedProject(result.reason);
  });

  on(stopRanking, async ({ projectId }, actor) => {
    const result = await app.ranking.stopRanking(actor, projectId);
    return result.kind === 'job' ? { ok: true, data: { job: result.job } } : refusedProject(result.reason);
  });

  on(pinIssue, async (claim, actor) => {
    const result = await app.ranking.pin(actor, claim);
    if (result.kind === 'pinned') return { ok: true, data: { pinned: result.pinned } };
    return result.reason === 'cannot-see' ? refused(result.reason) : refusedProject(result.reason);
  });

  on(readWhy, async ({ issueId }) => {
    const result = await app.ranking.why(issueId);
    return result === null ? refused('cannot-see') : ofReader(result);
  });

  on(readChanges, async (claim, actor) => ofReader(await app.ranking.changes(actor, claim)));
  on(readPastOrder, async (claim, actor) => ofReader(await app.ranking.pastOrder(actor, claim)));
  on(noteVisit, async (claim, actor) => ofReader(await app.ranking.visit(actor, claim)));

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

  return table;
}

/** What is wrong with answers, beside the questions they are about. */
function invalidAnswers({ problems }: Extract<Awaited<ReturnType<App['scoring']['score']>>, { kind: 'invalid' }>): Answer<never> {
  const fields = problems.flatMap(({ factor, sentence }) => (factor === undefined ? [] : [[factor, sentence] as const]));
  return {
    ok: false,
    code: 'refused',
    message: problems.map(({ sentence }) => sentence).join(' '),
    fields: Object.fromEntries(fields),
  };
}

type TeamResults = Awaited<ReturnType<App['scoring']['give'] | App['scoring']['reveal'] | App['scoring']['override']>>;

function ofTeam(result: TeamResults): Answer<Immutable<{ readonly value: ValueView; readonly team: TeamView | null }>> {
  switch (result.kind) {
    case 'shown':
      return { ok: true, data: { value: result.value, team: result.team } };
    case 'invalid':
      return invalidAnswers(result);
    case 'refused':
      return result.reason === 'no-reason'
        ? { ok: false, code: 'refused', message: refusals['no-reason'], fields: { reason: refusals['no-reason'] } }
        : refused(result.reason);
  }
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

function ofJob(result: Awaited<ReturnType<App['ranking']['rankByScore']>>): Answer<{ readonly job: Immutable<JobView> }> {
  if (result.kind === 'job') return { ok: true, data: { job: result.job } };
  if (result.reason === 'order-changed' || result.reason === 'job-runs') return changedMeanwhile(result.reason);
  if (result.reason === 'no-such-job') return { ok: false, code: 'not-found', message: refusals['no-such-job'] };
  return refusedProject(result.reason);
}

const changedMeanwhile = (reason: 'order-changed' | 'job-runs'): Answer<never> => ({
  ok: false,
  code: 'conflict',
  message: refusals[reason],
});

/** A refusal about a project rather than an issue. */
function refusedProject(reason: Parameters<typeof refused>[0]): Answer<never> {
  return refused(reason === 'cannot-see' ? 'cannot-see-project' : reason);
}

function ofReader<T>(
  result: { readonly kind: 'shown'; readonly shown: T } | { readonly kind: 'refused'; readonly reason: 'not-software' | 'cannot-see' },
): Answer<T> {
  return result.kind === 'shown' ? { ok: true, data: result.shown } : refusedProject(result.reason);
}

function ofProject<T>(result: ForAdmins<T>): Answer<T> {
  return result.kind === 'shown' ? { ok: true, data: result.shown } : refusedProject(result.reason);
}

/** The handler of every module's resolver. */
export function createResolver(app: App): ReturnType<App['resolverOf']> {
  const functions = [...define(app)].map(
    ([name, handle]) => [name, (payload: unknown, context: CallerContext) => handle(payload, actorOf(context))] as const,
  );
  return app.resolverOf(new Map(functions));
}

/**
 * Forge's own account and licence, and nothing from the payload (O3). Forge names the account type only to modules that admit people without a licence;
 * ours do not, so where it is absent Forge has checked already.
 */
function actorOf({ accountId, accountType }: CallerContext): Actor {
  if (accountId === undefined || accountType === 'anonymous') return { kind: 'anonymous' };
  return { kind: 'person', accountId, licensed: accountType === undefined || accountType === 'licensed' };
}
