import * as z from 'zod/mini';
import type { Actor, ProjectId } from '../../../core/actor';
import { namesOf, type Named } from '../../../core/permissions';
import { forBrowsers, type ForBrowsers } from '../../../core/readers';
import type { Storage } from '../../../core/storage';
import { guardedWays, passagesOf, placedRules, type Passage, type Way } from '../rules/rule-uses';
import { expressions, type RuleDeps } from './deps';
import { listChanges, type RuleChange } from './stored-rules';

/** When Jira last showed a project's workflows: to this reader or the app, now; to somebody else, then (epoch milliseconds); to nobody yet. */
export type Seen = { readonly kind: 'now' } | { readonly kind: 'then'; readonly at: number } | { readonly kind: 'unknown' };

export interface WaysShown {
  readonly seen: Seen;
  readonly ways: readonly Way[];
}

/** How a project's issues come into Done, and which of these ways our rule guards (A5): for whoever may see its issues. */
export const readWays = (deps: RuleDeps, actor: Actor, projectId: ProjectId): Promise<ForBrowsers<WaysShown>> =>
  forBrowsers(deps, actor, projectId, async (project) => {
    const { seen, ways } = await waysOf(deps, project.id);
    return { seen, ways };
  });

const MOST_CHANGES = 25;

export interface RuleChangesShown {
  /** Whether it is known which workflows the project has. */
  readonly known: boolean;
  readonly changes: readonly (Omit<RuleChange, 'by' | 'ruleId'> & { readonly by: Named | null })[];
}

/** What became of the rules on a project's workflows, newest first: for whoever may see its issues. */
export const readRuleChanges = (deps: RuleDeps, actor: Actor, projectId: ProjectId): Promise<ForBrowsers<RuleChangesShown>> =>
  forBrowsers(deps, actor, projectId, async (project) => {
    const [{ seen, workflows }, all] = await Promise.all([waysOf(deps, project.id), listChanges(deps.storage)]);
    const theirs = all.filter(({ workflow }) => workflows.includes(workflow)).slice(0, MOST_CHANGES);
    const names = await namesOf(
      deps.people,
      theirs.map(({ by }) => by),
    );
    const changes = theirs.map(({ ruleId: _, by, ...change }) => ({
      ...change,
      by: by === null ? null : { accountId: by, name: names.get(by) ?? null },
    }));
    return { known: seen.kind !== 'unknown', changes };
  });

interface Found {
  readonly seen: Seen;
  readonly ways: readonly Way[];
  readonly workflows: readonly string[];
}

/**
 * As the reader, else as the app, else as somebody who could last see them: the ways themselves change rarely, and what guards them the app may always read.
 */
async function waysOf(deps: RuleDeps, projectId: ProjectId): Promise<Found> {
  const expressionFor = await expressions(deps);
  const read = (await deps.workflows.ofProject('user', projectId)) ?? (await deps.workflows.ofProject('app', projectId));
  if (read !== null) {
    const passages = passagesOf(read);
    const workflows = read.map(({ name }) => name);
    await remember(deps, projectId, { workflows, passages });
    return { seen: { kind: 'now' }, ways: guardedWays(passages, placedRules(read), expressionFor), workflows };
  }
  const remembered = await deps.storage.get(key(projectId), (value) => stored.parse(value));
  if (remembered === undefined) return { seen: { kind: 'unknown' }, ways: [], workflows: [] };
  const { at, passages, workflows } = remembered;
  return { seen: { kind: 'then', at }, ways: guardedWays(passages, await deps.workflows.ownRules(), expressionFor), workflows };
}

const key = (projectId: ProjectId): string => `acceptance-ways:${projectId}`;
const stored = z.object({
  version: z.literal(1),
  at: z.number(),
  workflows: z.array(z.string()),
  passages: z.array(
    z.object({
      workflow: z.string(),
      transition: z.object({ id: z.string(), name: z.string() }),
      kind: z.enum(['initial', 'global', 'directed']),
      from: z.array(z.string()),
      to: z.string(),
    }),
  ),
});

/** Writing costs twenty times what reading does: what is known already is written again once a day. */
const A_DAY = 86_400_000;

async function remember(
  { storage, now }: { readonly storage: Pick<Storage, 'get' | 'set'>; readonly now: () => number },
  projectId: ProjectId,
  found: { readonly workflows: readonly string[]; readonly passages: readonly Passage[] },
): Promise<void> {
  const before = await storage.get(key(projectId), (value) => stored.parse(value));
  const isKnown = before !== undefined && now() - before.at < A_DAY;
  if (isKnown && JSON.stringify([before.workflows, before.passages]) === JSON.stringify([found.workflows, found.passages])) return;
  await storage.set(key(projectId), { version: 1, at: now(), ...found });
}
