import type { Json } from '../json';
import type { Emulator } from '../emulator';
import type { Field, Issue, Project } from '../jira/model';
import { acceptSome } from './accept-some';
import { askApp, SetupError } from './ask-app';
import { Cast } from './cast';
import { Random } from './random';

const SCORED = 25;
const SCORED_BY_RICE = 10;
/** Every eighth scored issue has a factor left open, as in life. */
const INCOMPLETE_EVERY = 8;
const SCALE = [1, 2, 3, 5, 8, 13, 20] as const;
const FACTORS = ['userBusinessValue', 'timeCriticality', 'riskReductionOpportunityEnablement', 'jobSize'] as const;

/**
 * What people do once the app is installed, each by the app's or Jira's own door: an administrator puts its fields on
 * screens and names owners, the team scores and accepts. Nothing is written into the app's storage.
 */
export async function setUpApp(
  emulator: Emulator,
  projectKeys: readonly string[],
  options: { readonly score: string | null; readonly rice?: string; readonly accept?: string; readonly guard?: string },
): Promise<void> {
  const cast = new Cast(emulator.jira);
  for (const project of emulator.jira.projects.all()) putFieldsOnScreens(emulator, project);
  for (const key of projectKeys) await nameOwner(emulator, cast, existing(emulator, key));
  if (options.score !== null) scoreSome(emulator, cast, existing(emulator, options.score));
  if (options.rice !== undefined) await scoreByRice(emulator, cast, existing(emulator, options.rice));
  if (options.accept !== undefined) await acceptSome(emulator, cast, existing(emulator, options.accept));
  if (options.guard !== undefined) {
    await guardOrder(emulator, cast, existing(emulator, options.guard));
    await guardSprints(emulator, cast, existing(emulator, options.guard));
  }
  const result = await emulator.forge.settle();
  if (!result.settled) throw new SetupError(`The app does not come to rest: ${result.pending.map((step) => step.what).join(', ')}.`);
}

/** As an administrator would: fields that can be written on every screen, read-only ones where Jira shows them. */
export function putFieldsOnScreens(emulator: Emulator, project: Project): void {
  if (project.style === 'next-gen' && !emulator.jira.switches.appFieldsInTeamManaged) return;
  for (const field of emulator.jira.fields.all()) {
    if (!field.forge) continue;
    emulator.jira.projects.addField(project.id, field.id, field.forge.readOnly ? ['view'] : ['create', 'edit', 'view']);
  }
}

const nameOwner = (emulator: Emulator, cast: Cast, project: Project): Promise<unknown> =>
  askApp(emulator, cast.accountId('admin'), project, 'ownership/set-owner', { projectId: project.id, accountId: cast.accountId('owner') });

/** From now on a sprint ends early only by the owner's word. */
const guardSprints = (emulator: Emulator, cast: Cast, project: Project): Promise<unknown> =>
  askApp(emulator, cast.accountId('admin'), project, 'sprints/set-guard', {
    ...{ projectId: project.id, mode: 'restore', graceHours: 12, unfinished: 'status', revision: 0 },
  });

/** From now on moves that are not the owner's go back. */
const guardOrder = (emulator: Emulator, cast: Cast, project: Project): Promise<unknown> =>
  askApp(emulator, cast.accountId('admin'), project, 'ranking/set-guard', { projectId: project.id, mode: 'restore', revision: 0 });

/** The second team thinks in reach and impact, and has answered for some of its issues. */
async function scoreByRice(emulator: Emulator, cast: Cast, project: Project): Promise<void> {
  await askApp(emulator, cast.accountId('admin'), project, 'scoring/choose-model', {
    projectId: project.id,
    revision: 0,
    choice: { kind: 'built-in', id: 'rice' },
  });
  const random = new Random(7);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random.next() * values.length)] ?? values[0];
  for (const [index, issue] of openByRank(emulator, project).slice(0, SCORED_BY_RICE).entries()) {
    const answers: Record<string, Json> = {
      reach: pick([200, 500, 800, 1_200, 2_000, 5_000]),
      impact: pick([0.25, 0.5, 1, 2, 3]),
      confidencePercent: pick([50, 80, 100]),
      effort: pick([0.5, 1, 2, 3, 4]),
    };
    if (index % INCOMPLETE_EVERY === INCOMPLETE_EVERY - 1) delete answers['confidencePercent'];
    const by = cast.accountId(random.next() < 0.6 ? 'owner' : 'developer');
    await askApp(emulator, by, project, 'scoring/score', { issueId: issue.id, answers });
  }
}

/** The owner and a developer go through the backlog from the top and say what they think of value and size. */
function scoreSome(emulator: Emulator, cast: Cast, project: Project): void {
  const field = factorsField(emulator);
  const random = new Random(25);
  const issues = openByRank(emulator, project).slice(0, SCORED);
  issues.forEach((issue, index) => {
    const inputs: Record<string, Json> = {};
    const top = 1 - index / issues.length;
    for (const factor of FACTORS) {
      const likely = factor === 'jobSize' ? 0.5 : 0.3 + 0.5 * top;
      const place = Math.round((likely + (random.next() - 0.5) * 0.7) * (SCALE.length - 1));
      inputs[factor] = SCALE[Math.min(SCALE.length - 1, Math.max(0, place))] ?? 1;
    }
    if (index % INCOMPLETE_EVERY === INCOMPLETE_EVERY - 1) delete inputs['riskReductionOpportunityEnablement'];
    const by = random.next() < 0.6 ? 'owner' : 'developer';
    emulator.jira.issues.edit(cast.as(by), issue.id, { fields: { [field.id]: { model: 'wsjf', inputs } } }, {});
  });
}

function factorsField(emulator: Emulator): Field {
  const field = emulator.jira.fields.all().find((candidate) => candidate.forge?.moduleKey === 'value-factors');
  if (!field) throw new SetupError('The app has no custom field "value-factors".');
  return field;
}

function openByRank(emulator: Emulator, project: Project): readonly Issue[] {
  const { jira } = emulator;
  const standard = new Set(
    jira.projects
      .issueTypesOf(project)
      .filter((type) => type.hierarchyLevel === 0)
      .map((type) => type.id),
  );
  return jira.ranking.ordered().filter((issue) => issue.projectId === project.id && issue.resolved === null && standard.has(issue.typeId));
}

function existing(emulator: Emulator, key: string): Project {
  const project = emulator.jira.projects.byIdOrKey(key);
  if (!project) throw new SetupError(`There is no project ${key}.`);
  return project;
}
