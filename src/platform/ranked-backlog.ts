import type { RankedBacklog } from '../core/rank';
import type { Sites } from '../core/site';
import { bulkFetch } from './bulk-fetch';
import { foundIds } from './found-ids';
import { createOwnAccount } from './own-account';
import { isPresent, viewOf } from './project-access';
import { rankChanges } from './rank-changes';
import { rankNextTo } from './rank-next-to';
import { rankedAnswer, rankedFields, rankedIssue } from './ranked-issue';

/** The guard's eyes and its hand. All as the app, which sees what its role in the project lets it see. */
export function createRankedBacklog({ sites }: { readonly sites: Sites }): RankedBacklog {
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

    ownAccount: createOwnAccount(sites),

    view: viewOf,
    isPresent,
  };
}
