import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { Now } from '../core/clock';
import { RejectedError } from '../core/errors';
import type { IssueForPanel, ScoredBy } from '../core/issue';
import type { ScoreFields } from '../core/ports';
import type { Site, Sites } from '../core/site';
import type { Storage } from '../core/storage';
import { writeInHistory, writeQuietly } from './app-values';
import { noteWrite, readWrites, writerAt, type Write } from './attribution';
import { callJira, nothing } from './jira-client';
import { epochOf } from './jira-time';
import { changeItem, scoringHistory } from './score-changes';
import { number, project, storedScore } from './value-fields';

const author = z.object({ accountId: z.string(), displayName: z.string(), accountType: z.optional(z.string()) });

const issueAnswer = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    project,
    issuetype: z.object({ id: z.string(), hierarchyLevel: z.optional(z.number()), subtask: z.optional(z.boolean()) }),
    status: z.object({ statusCategory: z.object({ key: z.string() }) }),
    created: z.union([z.string(), z.number()]),
  }),
  changelog: z.object({
    total: z.optional(z.number()),
    histories: z.array(
      z.object({
        id: z.string(),
        author: z.optional(author),
        created: z.string(),
        items: z.array(changeItem),
      }),
    ),
  }),
});

const sprints = z.catch(z.array(z.object({ name: z.string(), state: z.string() })), []);

const bulkAnswer = z.object({ issues: z.array(z.object({ id: z.string(), fields: z.looseObject({ project }) })) });
const editmeta = z.object({ fields: z.record(z.string(), z.unknown()) });

/** Scoring's reads and writes of Jira issues. */
export function createScoreFields(deps: { readonly sites: Sites; readonly storage: Storage; readonly now: Now }): ScoreFields {
  const { sites, storage } = deps;
  return {
    async issueForPanel(issueId) {
      const site = await sites.current();
      const fields = [
        'project',
        'issuetype',
        'status',
        'created',
        site.valueScore,
        site.valueFactors,
        ...(site.sprint === null ? [] : [site.sprint]),
      ].join(',');
      const [found, writes] = await Promise.all([
        callJira({
          as: 'user',
          method: 'GET',
          path: route`/rest/api/3/issue/${issueId}?fields=${fields}&expand=changelog`,
          answer: issueAnswer,
        }),
        readWrites(storage, issueId),
      ]);
      return panelIssue(site, found, writes);
    },

    async writeFactors(issueId, factors, by) {
      const { valueFactors } = await sites.current();
      try {
        await callJira({
          as: 'user',
          method: 'PUT',
          path: route`/rest/api/3/issue/${issueId}`,
          body: { fields: { [valueFactors]: factors } },
          answer: nothing,
        });
        return;
      } catch (error) {
        if (!(error instanceof RejectedError)) throw error;
        const meta = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/issue/${issueId}/editmeta`, answer: editmeta });
        // With the field: Jira's validation said no. With no field at all: the issue is locked, by its workflow or otherwise.
        if (Object.hasOwn(meta.fields, valueFactors) || Object.keys(meta.fields).length === 0) throw error;
      }
      // The field is on no screen of this person's (always so in team-managed projects): write as the app, and keep for whom.
      await writeInHistory(valueFactors, { id: issueId, value: factors });
      await noteWrite(storage, issueId, { by, at: deps.now() });
    },

    async read(issueIds) {
      if (issueIds.length === 0) return [];
      const site = await sites.current();
      const { issues } = await callJira({
        as: 'app',
        method: 'POST',
        path: route`/rest/api/3/issue/bulkfetch`,
        body: { issueIdsOrKeys: issueIds, fields: ['project', site.valueScore, site.valueFactors] },
        answer: bulkAnswer,
      });
      return issues.map((issue) => storedScore(site, issue));
    },

    async writeScores(scores) {
      const { valueScore } = await sites.current();
      return writeQuietly(
        valueScore,
        scores.map(({ id, score }) => ({ id, value: score })),
      );
    },
  };
}

function panelIssue(site: Site, found: z.infer<typeof issueAnswer>, writes: readonly Write[]): IssueForPanel {
  const { fields } = found;
  const active = site.sprint === null ? undefined : sprints.parse(fields[site.sprint]).find((sprint) => sprint.state === 'active');
  return {
    id: found.id,
    key: found.key,
    projectId: fields.project.id,
    software: fields.project.projectTypeKey === 'software',
    typeId: fields.issuetype.id,
    hierarchyLevel: fields.issuetype.hierarchyLevel ?? (fields.issuetype.subtask === true ? -1 : 0),
    done: fields.status.statusCategory.key === 'done',
    activeSprint: active?.name ?? null,
    factors: fields[site.valueFactors] ?? null,
    score: number.parse(fields[site.valueScore]),
    ...lastScored(site, found.changelog.histories, writes),
    ...contentHistory(site, found),
  };
}

function contentHistory(
  site: Site,
  { fields, changelog: { histories, total } }: z.infer<typeof issueAnswer>,
): Pick<IssueForPanel, 'changes' | 'historyFrom'> {
  const entries = histories.map(({ created, items }) => ({ at: epochOf(created), items }));
  const isCut = total !== undefined && total > histories.length;
  const historyFrom = isCut ? Math.min(...entries.map(({ at }) => at)) : epochOf(fields.created);
  return { changes: scoringHistory(site, entries).changes, historyFrom };
}

/** The latest change of the factors in Jira's own history; one by the app itself was made for the person we noted then. */
function lastScored(
  site: Site,
  histories: z.infer<typeof issueAnswer>['changelog']['histories'],
  writes: readonly Write[],
): Pick<IssueForPanel, 'lastScored' | 'lastChange'> {
  const [latest] = histories
    .filter((entry) => entry.items.some((item) => item.fieldId === site.valueFactors))
    .map((entry) => ({ ...entry, at: epochOf(entry.created) }))
    .sort((one, other) => other.at - one.at || Number(other.id) - Number(one.id));
  if (latest === undefined) return { lastScored: null, lastChange: null };
  const { id, at, author } = latest;
  if (author === undefined) return { lastScored: null, lastChange: id };
  const writer = author.accountType === 'app' ? writerAt(writes, at) : null;
  const scoredBy: ScoredBy = writer === null ? { by: author.accountId, name: author.displayName, at } : { by: writer, name: null, at };
  return { lastScored: scoredBy, lastChange: id };
}
