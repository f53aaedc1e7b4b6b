import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { AccountId } from '../core/actor';
import type { RankedBacklog } from '../core/rank';
import type { Sites } from '../core/site';
import { bulkFetch } from './bulk-fetch';
import { foundIds } from './found-ids';
import { callJira } from './jira-client';
import { isPresent, viewOf } from './project-access';
import { rankChanges } from './rank-changes';
import { rankNextTo } from './rank-next-to';
import { rankedAnswer, rankedFields, rankedIssue } from './ranked-issue';

const myself = z.object({ accountId: z.string() });

/** The guard's eyes and its hand. All as the app, which sees what its role in the project lets it see. */
export function createRankedBacklog({ sites }: { readonly sites: Sites }): RankedBacklog {
  /** By installation: a warm function may serve several sites. An installation's account never changes. */
  const ownAccounts = new Map<string, AccountId>();
  return {
    async issues(ids) {
      const site = await sites.current();
      const found = await bulkFetch({ as: 'app', ids, fields: rankedFields(site), issue: rankedAnswer });
      return new Map(
        found.flatMap((answer) => {
          const issue = rankedIssue(site, answer);
          return issue === null ? [] : [[issue.id, issue]];
        }),
      );
    },

    changes: async (ids, since) => rankChanges(await sites.current(), ids, since),

    idsInOrder: (projectId) =>
      foundIds(`project = ${projectId} AND statusCategory != Done AND issuetype not in subTaskIssueTypes() ORDER BY Rank ASC`),

    changedWithin: (projectId, minutes, limit) =>
      foundIds(`project = ${projectId} AND updated >= -${Math.ceil(minutes)}m ORDER BY updated DESC`, { most: limit }),

    rank: (ids, anchor) => rankNextTo('app', ids, anchor),

    async ownAccount() {
      const known = ownAccounts.get(sites.id());
      if (known !== undefined) return known;
      const { accountId } = await callJira({ as: 'app', method: 'GET', path: route`/rest/api/3/myself`, answer: myself });
      ownAccounts.set(sites.id(), accountId);
      return accountId;
    },

    view: viewOf,
    isPresent,
  };
}
