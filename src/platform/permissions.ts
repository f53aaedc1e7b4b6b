import { route, type Route } from '@forge/api';
import * as z from 'zod/mini';
import type { AccountId } from '../core/actor';
import type { Now } from '../core/clock';
import { AppError } from '../core/errors';
import type { People, Permissions, Projects } from '../core/permissions';
import type { Sites } from '../core/site';
import { callJira } from './jira-client';

const granted = z.object({
  projectPermissions: z.array(z.object({ permission: z.string(), issues: z.array(z.number()), projects: z.array(z.number()) })),
});

const grantedGlobally = z.object({ globalPermissions: z.array(z.string()) });

const person = z.object({
  accountId: z.string(),
  accountType: z.optional(z.string()),
  active: z.optional(z.boolean()),
  displayName: z.optional(z.string()),
});
const persons = z.array(person);
const personPage = z.object({ values: persons, isLast: z.optional(z.boolean()) });

/** Jira's list holds apps and people who left too. */
const isSomebody = ({ active, accountType }: z.infer<typeof person>): boolean =>
  active !== false && (accountType ?? 'atlassian') === 'atlassian';

const MOST_PEOPLE = 20;
/** Jira would take 200, of which the address would be too long for some proxies. */
const MOST_NAMES = 100;
/** Jira takes so many users of the site, the thousandth at most, and only then leaves out those who do not match. */
const MOST_SEARCHED = '1000';

/**
 * People who may browse a project, as the caller may know them. Jira lists them by permission to who administers the project, and by who can see its
 * issues to whoever may browse users: an owner need not be an admin. Not asked as the app, which would name people whom Jira does not show this caller.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/
 */
async function browsersBy(forAdmins: Route, forOthers: Route): Promise<z.infer<typeof persons>> {
  try {
    return await callJira({ as: 'user', method: 'GET', path: forAdmins, answer: persons });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    return callJira({ as: 'user', method: 'GET', path: forOthers, answer: persons });
  }
}

const project = z.object({ id: z.string(), key: z.string(), name: z.string(), projectTypeKey: z.string() });

export const permissions: Permissions = {
  async ofCaller({ projectId, issueId }) {
    const issues = issueId === undefined ? [] : [Number(issueId)];
    const projects = projectId === undefined ? [] : [Number(projectId)];
    const answer = await callJira({
      as: 'user',
      method: 'POST',
      path: route`/rest/api/3/permissions/check`,
      body: {
        projectPermissions: [
          // On the issue: in a project's context Jira counts grants to reporter and assignee as held by everybody.
          ...(issues.length > 0 ? [{ permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'], issues }] : []),
          ...(projects.length > 0 ? [{ permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ADMINISTER_PROJECTS'], projects }] : []),
        ],
      },
      answer: granted,
    });
    const holds = (permission: string): boolean => {
      const rows = answer.projectPermissions.filter((row) => row.permission === permission);
      const [issue] = issues;
      const onIssue = issue !== undefined && permission !== 'ADMINISTER_PROJECTS';
      return onIssue
        ? rows.some((row) => row.issues.includes(issue))
        : rows.some((row) => projects.some((id) => row.projects.includes(id)));
    };
    return { browses: holds('BROWSE_PROJECTS'), edits: holds('EDIT_ISSUES'), administers: holds('ADMINISTER_PROJECTS') };
  },
  async administersSite() {
    const answer = await callJira({
      as: 'user',
      method: 'POST',
      path: route`/rest/api/3/permissions/check`,
      body: { globalPermissions: ['ADMINISTER'] },
      answer: grantedGlobally,
    });
    return answer.globalPermissions.includes('ADMINISTER');
  },
  async mayBrowse(account, projectKey) {
    const found = await browsersBy(
      route`/rest/api/3/user/permission/search?permissions=BROWSE_PROJECTS&projectKey=${projectKey}&accountId=${account}`,
      route`/rest/api/3/user/viewissue/search?projectKey=${projectKey}&accountId=${account}`,
    );
    return found.some((each) => each.accountId === account && isSomebody(each));
  },
  async browsers(projectKey, query) {
    const found = await browsersBy(
      route`/rest/api/3/user/permission/search?permissions=BROWSE_PROJECTS&projectKey=${projectKey}&query=${query}&maxResults=${MOST_SEARCHED}`,
      route`/rest/api/3/user/viewissue/search?projectKey=${projectKey}&query=${query}&maxResults=${MOST_SEARCHED}`,
    );
    return found
      .filter(isSomebody)
      .slice(0, MOST_PEOPLE)
      .map(({ accountId, displayName }) => ({ accountId, name: displayName ?? accountId }));
  },
};

export const people: People = {
  async nameOf(account) {
    try {
      const found = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/user?accountId=${account}`, answer: person });
      return found.displayName ?? null;
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return null;
      throw error;
    }
  },
  namesOf: (accounts) => namesOf('user', accounts),
};

async function namesOf(as: 'user' | 'app', accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, string>> {
  const distinct = [...new Set(accounts)];
  const names = new Map<string, string>();
  for (let start = 0; start < distinct.length; start += MOST_NAMES) {
    const wanted = distinct.slice(start, start + MOST_NAMES);
    let seen = 0;
    let last = false;
    while (!last) {
      const query = new URLSearchParams(wanted.map((account): [string, string] => ['accountId', account]));
      query.set('maxResults', String(MOST_NAMES));
      query.set('startAt', String(seen));
      const page = await callJira({ as, method: 'GET', path: route`/rest/api/3/user/bulk?${query}`, answer: personPage });
      for (const { accountId, displayName } of page.values) if (displayName !== undefined) names.set(accountId, displayName);
      seen += page.values.length;
      last = page.isLast !== false || page.values.length === 0;
    }
  }
  return names;
}

/** Somewhat longer than the sweep's hour. */
const A_WHILE = 90 * 60_000;

/** Names for what the app says by itself, where no person is present. Kept in memory for a while, never stored. */
export function createPeopleForApp(deps: { readonly sites: Pick<Sites, 'id'>; readonly now: Now }): Pick<People, 'namesOf'> {
  const memory = new Map<string, { readonly name: string; readonly until: number }>();
  return {
    async namesOf(accounts) {
      const keyOf = (account: AccountId): string => `${deps.sites.id()}:${account}`;
      const missing = accounts.filter((account) => (memory.get(keyOf(account))?.until ?? 0) <= deps.now());
      const found = missing.length === 0 ? [] : await namesOf('app', missing);
      for (const [account, name] of found) memory.set(keyOf(account), { name, until: deps.now() + A_WHILE });
      return new Map(
        accounts.flatMap((account) => {
          const name = memory.get(keyOf(account))?.name;
          return name === undefined ? [] : [[account, name] as const];
        }),
      );
    },
  };
}

export const projects: Projects = {
  async asCaller(projectId) {
    const found = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/project/${projectId}`, answer: project });
    return { id: found.id, key: found.key, name: found.name, software: found.projectTypeKey === 'software' };
  },
};
