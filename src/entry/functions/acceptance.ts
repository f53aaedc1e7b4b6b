import {
  acceptStory,
  applyTemplate,
  askForAcceptance,
  changeStory,
  createOwnerRole,
  findCriteria,
  finishRejection,
  keepOwnerRole,
  openStory,
  readAcceptancePolicy,
  readArrivals,
  readOwnerRole,
  readRule,
  readRuleChanges,
  readRuleUses,
  readTemplates,
  readWaiting,
  readWays,
  readWaysBack,
  rejectStory,
  removeRules,
  setAcceptancePolicy,
  setTemplates,
  takeBack,
  type StoryView,
} from '../../contract/acceptance';
import type { App } from '../../app';
import type { Answer, Immutable } from '../../contract/call';
import { acceptance as text, refused as refusals } from '../../../locales/en.json';
import { ofReader, refused, refusedProject } from '../answer';
import type { On } from './on';

/** The functions of `acceptance/…`. */
export function acceptanceFunctions(app: App, on: On): void {
  const { acceptance } = app;

  on(openStory, async (claim, actor) => ofStory(await acceptance.open(actor, claim)));
  on(changeStory, async (claim, actor) => ofChange(await acceptance.change(actor, claim)));
  on(applyTemplate, async (claim, actor) => ofChange(await acceptance.applyTemplate(actor, claim)));
  on(acceptStory, async (claim, actor) => ofStory(await acceptance.accept(actor, claim)));
  on(finishRejection, async (claim, actor) => ofStory(await acceptance.finishRejection(actor, claim)));
  on(takeBack, async (claim, actor) => ofStory(await acceptance.takeBack(actor, claim)));
  on(askForAcceptance, async (claim, actor) => ofStory(await acceptance.ask(actor, claim)));

  on(rejectStory, async (claim, actor) => {
    const result = await acceptance.reject(actor, claim);
    if (result.kind === 'refused') return ofReason(result.reason);
    return { ok: true, data: { story: storyView(result.story), moved: result.moved } };
  });

  on(readWaysBack, async (claim, actor) => {
    const result = await acceptance.waysBack(actor, claim);
    if (result.kind === 'refused') return refused(result.reason);
    return { ok: true, data: { ways: result.ways, suggested: result.suggested } };
  });

  on(findCriteria, async (claim, actor) => {
    const result = await acceptance.findCriteria(actor, claim);
    return result.kind === 'refused' ? refused(result.reason) : { ok: true, data: { found: result.found } };
  });

  on(readWaiting, async (claim, actor) => {
    const result = await acceptance.waiting(actor, claim);
    return result.kind === 'refused' ? refusedProject(result.reason) : { ok: true, data: result.shown };
  });

  on(readTemplates, async ({ projectId }, actor) => ofTemplates(await acceptance.templates(actor, projectId)));
  on(setTemplates, async (claim, actor) => ofTemplates(await acceptance.setTemplates(actor, claim)));

  on(readAcceptancePolicy, async ({ projectId }, actor) => ofPolicy(await acceptance.policy(actor, projectId)));
  on(setAcceptancePolicy, async (claim, actor) => ofPolicy(await acceptance.setPolicy(actor, claim)));

  on(readArrivals, async (claim, actor) => ofReader(await acceptance.arrivals(actor, claim)));

  on(readRule, async ({ needs, saved }) => {
    const expression = await acceptance.ruleExpression(needs);
    return { ok: true, data: { expression, current: saved === expression } };
  });

  on(readWays, async ({ projectId }, actor) => ofReader(await acceptance.ways(actor, projectId)));
  on(readRuleChanges, async ({ projectId }, actor) => ofReader(await acceptance.ruleChanges(actor, projectId)));

  on(readRuleUses, async (claim, actor) => {
    const result = await acceptance.ruleUses(actor, claim);
    return result.kind === 'refused' ? refused(result.reason) : { ok: true, data: result.shown };
  });

  on(removeRules, async (claim, actor) => {
    const result = await acceptance.removeRules(actor, claim);
    if (result.kind === 'refused') return refused(result.reason);
    const { removed, left } = result.shown;
    return { ok: true, data: { removed, left: left.map((each) => ({ ...each, message: each.message ?? text.ruleLeft[each.why] })) } };
  });

  on(createOwnerRole, async (_claim, actor) => {
    const result = await acceptance.createRole(actor);
    return result.kind === 'refused' ? refused(result.reason) : { ok: true, data: result.shown };
  });

  on(readOwnerRole, async ({ projectId }, actor) => ofRole(await acceptance.role(actor, projectId)));
  on(keepOwnerRole, async (claim, actor) => ofRole(await acceptance.keepRole(actor, claim)));
}

type Acceptance = App['acceptance'];
type Shown = Extract<Awaited<ReturnType<Acceptance['open']>>, { kind: 'shown' }>['story'];
type Reason = Parameters<typeof refused>[0];

const CONFLICTS: ReadonlySet<Reason> = new Set<Reason>(['story-changed', 'accepted-already', 'not-accepted', 'nothing-to-tell']);

function ofReason(reason: Reason): Answer<never> {
  if (CONFLICTS.has(reason)) return { ok: false, code: 'conflict', message: refusals[reason] };
  if (reason === 'field-closed') return { ok: false, code: 'unavailable', message: refusals[reason] };
  return refused(reason);
}

function ofStory(
  result: { readonly kind: 'shown'; readonly story: Shown } | { readonly kind: 'refused'; readonly reason: Reason },
): Answer<{ readonly story: Immutable<StoryView> }> {
  return result.kind === 'refused' ? ofReason(result.reason) : { ok: true, data: { story: storyView(result.story) } };
}

function ofChange(result: Awaited<ReturnType<Acceptance['change'] | Acceptance['applyTemplate']>>) {
  if (result.kind === 'refused') return ofReason(result.reason);
  const left = result.left.map(({ id, why }) => ({ id, why, message: text.left[why] }));
  return { ok: true as const, data: { story: storyView(result.story), left } };
}

function storyView({ may, ...story }: Shown): Immutable<StoryView> {
  const { message, ...rest } = may;
  return { ...story, may: { ...rest, message: message === null ? null : refusals[message] } };
}

const done = (change: { readonly accountId: string; readonly name: string | null; readonly at: number } | null) =>
  change === null ? null : { by: change.accountId, name: change.name, at: change.at };

function ofTemplates(result: Awaited<ReturnType<Acceptance['setTemplates']>>) {
  if (result.kind === 'refused') return refusedProject(result.reason);
  const { may, lastChange, ...shown } = result.shown;
  const message = may.reason === null ? null : refusals[may.reason];
  return {
    ok: true as const,
    data: { ...shown, may: { done: may.done, templates: may.templates, message }, lastChange: done(lastChange) },
  };
}

function ofRole(result: Awaited<ReturnType<Acceptance['keepRole']>>) {
  if (result.kind === 'refused') return refusedProject(result.reason);
  const { lastChange, ...shown } = result.shown;
  return { ok: true as const, data: { ...shown, lastChange: done(lastChange) } };
}

function ofPolicy(result: Awaited<ReturnType<Acceptance['setPolicy']>>) {
  if (result.kind === 'refused') return refusedProject(result.reason);
  const { lastChange, ...shown } = result.shown;
  return { ok: true as const, data: { ...shown, lastChange: done(lastChange) } };
}
