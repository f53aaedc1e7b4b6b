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
} from '../../contract/ranking';
import type { App } from '../../app';
import type { Answer, Immutable } from '../../contract/call';
import { refused as refusals } from '../../../locales/en.json';
import { ofReader, refused, refusedProject } from '../answer';
import type { On } from './on';

/** The functions of `ranking/…`. */
export function rankingFunctions(app: App, on: On): void {
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

  on(readPastOrder, async (claim, actor) => {
    const past = await app.ranking.pastOrder(actor, claim);
    if (past.kind === 'refused') return refusedProject(past.reason);
    const { before, hidden, keptSince } = past.shown;
    return { ok: true, data: { order: before, hidden, keptSince } };
  });

  on(noteVisit, async (claim, actor) => ofReader(await app.ranking.visit(actor, claim)));
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
