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
} from '../../contract/scoring';
import type { App } from '../../app';
import type { Answer, Immutable } from '../../contract/call';
import { refused as refusals } from '../../../locales/en.json';
import { ofProject, ofReader, refused, refusedProject } from '../answer';
import type { On } from './on';

/** The functions of `scoring/…`. */
export function scoringFunctions(app: App, on: On): void {
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
