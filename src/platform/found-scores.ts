import { route } from '@forge/api';
import * as z from 'zod/mini';
import { RejectedError } from '../core/errors';
import type { FoundScore, FoundScores, SampleIssue } from '../core/scores';
import type { Sites } from '../core/site';
import { callJira } from './jira-client';
import { epochOf } from './jira-time';
import { inJql } from './jql';
import { project, storedScore } from './value-fields';

/** Issues a page: as many as one strong read or one write takes after it. */
const PAGE = 100;
const MOST_SAMPLES = 20;

const page = z.object({
  issues: z.array(z.object({ id: z.string(), fields: z.looseObject({ project, updated: z.string() }) })),
  nextPageToken: z.optional(z.string()),
});
type Page = z.infer<typeof page>;

const samplePage = z.object({
  issues: z.array(z.object({ id: z.string(), key: z.string(), fields: z.looseObject({ summary: z.string() }) })),
});

const count = z.object({ count: z.number() });

/** What Jira's search finds of scores. */
export function createFoundScores(deps: { readonly sites: Sites }): FoundScores {
  const search = async (
    jql: string,
    after: string | null,
  ): Promise<{ readonly issues: readonly FoundScore[]; readonly next: string | null }> => {
    const site = await deps.sites.current();
    const found: Page = await callJira({
      as: 'app',
      method: 'POST',
      path: route`/rest/api/3/search/jql`,
      body: {
        jql,
        fields: ['project', 'updated', site.valueScore, site.valueFactors],
        maxResults: PAGE,
        ...(after === null ? {} : { nextPageToken: after }),
      },
      answer: page,
    });
    return {
      issues: found.issues.map((issue) => ({ ...storedScore(site, issue), updated: epochOf(issue.fields.updated) })),
      next: found.nextPageToken ?? null,
    };
  };

  return {
    async *changedWithin(minutes) {
      const { valueFactors, valueScore } = await deps.sites.current();
      const jql = `(${inJql(valueFactors)} is not EMPTY OR ${inJql(valueScore)} is not EMPTY) AND updated >= -${minutes}m ORDER BY updated ASC`;
      let after: string | null = null;
      do {
        const { issues, next } = await search(jql, after);
        yield issues;
        after = next;
      } while (after !== null);
    },

    async inProject(projectId, after) {
      const { valueFactors, valueScore } = await deps.sites.current();
      const jql = `project = ${projectId} AND (${inJql(valueFactors)} is not EMPTY OR ${inJql(valueScore)} is not EMPTY) ORDER BY created ASC`;
      try {
        return await search(jql, after);
      } catch (error) {
        // A page's token does not live for ever: what was seen is seen again, and is right already.
        if (after === null || !(error instanceof RejectedError)) throw error;
        return search(jql, null);
      }
    },

    async countScored(projectId) {
      const { valueScore } = await deps.sites.current();
      const jql = `project = ${projectId} AND ${inJql(valueScore)} is not EMPTY`;
      const found = await callJira({
        as: 'app',
        method: 'POST',
        path: route`/rest/api/3/search/approximate-count`,
        body: { jql },
        answer: count,
      });
      return found.count;
    },

    async samples(projectId) {
      const { valueFactors } = await deps.sites.current();
      const find = async (jql: string, maxResults: number): Promise<readonly SampleIssue[]> => {
        const found = await callJira({
          as: 'user',
          method: 'POST',
          path: route`/rest/api/3/search/jql`,
          body: { jql, fields: ['summary', valueFactors], maxResults },
          answer: samplePage,
        });
        return found.issues.map(({ id, key, fields }) => ({ id, key, summary: fields.summary, factors: fields[valueFactors] ?? null }));
      };
      const open = `project = ${projectId} AND statusCategory != Done`;
      const answered = await find(`${open} AND ${inJql(valueFactors)} is not EMPTY ORDER BY updated DESC`, MOST_SAMPLES);
      const left = MOST_SAMPLES - answered.length;
      if (left === 0) return answered;
      return [...answered, ...(await find(`${open} AND ${inJql(valueFactors)} is EMPTY ORDER BY Rank ASC`, left))];
    },
  };
}
