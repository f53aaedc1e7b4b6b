import { getAppContext, route } from '@forge/api';
import * as z from 'zod/mini';
import type { Now } from '../core/clock';
import { AppError } from '../core/errors';
import type { FieldId, Site, Sites } from '../core/site';
import type { Storage } from '../core/storage';
import { callJira } from './jira-client';

const KEY = 'site';
const SPRINT_FIELD = 'com.pyxis.greenhopper.jira:gh-sprint';
const RANK_FIELD = 'com.pyxis.greenhopper.jira:gh-lexo-rank';
/** What team-managed projects estimate in. */
const ESTIMATE_FIELD = 'com.pyxis.greenhopper.jira:jsw-story-points';
/** Company-managed projects estimate in a number field like any other: by its type alone it cannot be told, so its name in English, which Jira gives it, has to help. */
const NUMBER_FIELD = 'com.atlassian.jira.plugin.system.customfieldtypes:float';
const POINTS = /^story points?$/i;
const MOST_ESTIMATES = 4;
const TEN_MINUTES = 10 * 60_000;

const stored = z.object({
  version: z.literal(4),
  valueScore: z.string(),
  valueFactors: z.string(),
  acceptance: z.string(),
  sprint: z.nullable(z.string()),
  rank: z.nullable(z.string()),
  estimates: z.array(z.string()),
  epicTypes: z.array(z.object({ id: z.string(), projectId: z.nullable(z.string()) })),
});

/** Version 1 did not know Rank, version 2 no estimates, version 3 no Acceptance: not an error, and not enough. What is undefined is looked up again. */
const outdated = z.object({ version: z.union([z.literal(1), z.literal(2), z.literal(3)]) });
const readStored = (value: unknown): z.infer<typeof stored> | undefined =>
  outdated.safeParse(value).success ? undefined : stored.parse(value);

const fields = z.array(
  z.object({
    id: z.string(),
    name: z.optional(z.string()),
    untranslatedName: z.optional(z.string()),
    schema: z.optional(z.object({ custom: z.optional(z.string()) })),
  }),
);
type Fields = z.infer<typeof fields>;

const issueTypes = z.array(
  z.object({
    id: z.string(),
    hierarchyLevel: z.optional(z.number()),
    scope: z.optional(z.object({ project: z.optional(z.object({ id: z.string() })) })),
  }),
);

/**
 * Finds the ids of a site once and keeps them. A warm function may serve several sites, so memory is kept per installation.
 */
export function createSiteDirectory(deps: { readonly storage: Storage; readonly now: Now }): Sites {
  const memory = new Map<string, { readonly site: Site; readonly until: number }>();

  const remember = (site: Site): Site => {
    memory.set(installation(), { site, until: deps.now() + TEN_MINUTES });
    return site;
  };

  const sites: Sites = {
    id: installation,
    async current() {
      const known = memory.get(installation());
      if (known !== undefined && deps.now() < known.until) return known.site;
      const kept = await deps.storage.get(KEY, readStored);
      return remember(kept ?? (await lookUp()));
    },
    async ensure() {
      if ((await deps.storage.get(KEY, readStored)) === undefined) await sites.refresh();
    },
    async refresh() {
      const site = await lookUp();
      const kept = await deps.storage.get(KEY, readStored).catch(() => undefined);
      const next = { version: 4, ...site };
      if (JSON.stringify(kept) !== JSON.stringify(next)) await deps.storage.set(KEY, next);
      return remember(site);
    },
  };
  return sites;
}

async function lookUp(): Promise<Site> {
  const [allFields, allTypes] = await Promise.all([
    callJira({ as: 'app', method: 'GET', path: route`/rest/api/3/field`, answer: fields }),
    callJira({ as: 'app', method: 'GET', path: route`/rest/api/3/issuetype`, answer: issueTypes }),
  ]);
  const custom = (matches: (key: string) => boolean): string | undefined =>
    allFields.find((field) => field.schema?.custom !== undefined && matches(field.schema.custom))?.id;
  const valueScore = custom(isOurs('value-score'));
  const valueFactors = custom(isOurs('value-factors'));
  const acceptance = custom(isOurs('acceptance'));
  if (valueScore === undefined || valueFactors === undefined || acceptance === undefined) {
    throw new AppError('unavailable', 'Jira does not list our fields (yet)');
  }
  return {
    valueScore,
    valueFactors,
    acceptance,
    sprint: custom((key) => key === SPRINT_FIELD) ?? null,
    rank: firstMade(allFields.filter((field) => field.schema?.custom === RANK_FIELD).map(({ id }) => id)),
    estimates: estimatesAmong(allFields),
    epicTypes: allTypes
      .filter((type) => (type.hierarchyLevel ?? 0) > 0)
      .map((type) => ({ id: type.id, projectId: type.scope?.project?.id ?? null })),
  };
}

/**
 * Which field a board counts in stands in its configuration, which takes three more scopes to read. Team-managed projects have a field of their own type.
 */
function estimatesAmong(all: Fields): readonly FieldId[] {
  const isCalledPoints = ({ name, untranslatedName }: Fields[number]): boolean =>
    [name, untranslatedName].some((each) => each !== undefined && POINTS.test(each));
  return [
    ...all.filter(({ schema }) => schema?.custom === ESTIMATE_FIELD),
    ...all.filter((field) => field.schema?.custom === NUMBER_FIELD && isCalledPoints(field)),
  ]
    .map(({ id }) => id)
    .slice(0, MOST_ESTIMATES);
}

/** A site may have several Rank fields: the one made first is Jira's default. */
function firstMade(ids: readonly FieldId[]): FieldId | null {
  const made = (id: FieldId): number => Number(id.replace('customfield_', ''));
  return [...ids].sort((one, other) => made(one) - made(other))[0] ?? null;
}

/** Two environments of the app on one site have fields of the same key: ours carry our environment's id. */
function isOurs(moduleKey: string): (schemaKey: string) => boolean {
  const { environmentId } = getAppContext().environmentAri;
  return (schemaKey) => schemaKey.endsWith(`/${environmentId}/static/${moduleKey}`);
}

function installation(): string {
  return getAppContext().installationAri.installationId;
}
