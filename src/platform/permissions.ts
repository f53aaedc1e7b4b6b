import { route } from '@forge/api';
import * as z from 'zod/mini';
import { AppError } from '../core/errors';
import type { People, Permissions, Projects } from '../core/permissions';
import { callJira } from './jira-client';

const granted = z.object({
  projectPermissions: z.array(z.object({ permission: z.string(), issues: z.array(z.number()), projects: z.array(z.number()) })),
});

const person = z.object({
  accountId: z.string(),
  accountType: z.optional(z.string()),
  active: z.optional(z.boolean()),
  displayName: z.optional(z.string()),
});
const persons = z.array(person);

/** Jira's list holds apps and people who left too. */
const isSomebody = ({ active, accountType }: z.infer<typeof person>): boolean =>
  active !== false && (accountType ?? 'atlassian') === 'atlassian';

const MOST_PEOPLE = 20;

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
  async mayBrowse(account, projectKey) {
    const found = await callJira({
      as: 'user',
      method: 'GET',
      path: route`/rest/api/3/user/permission/search?permissions=BROWSE_PROJECTS&projectKey=${projectKey}&accountId=${account}`,
      answer: persons,
    });
    return found.some((each) => each.accountId === account && isSomebody(each));
  },
  async browsers(projectKey, query) {
    const found = await callJira({
      as: 'user',
      method: 'GET',
      // More than are shown: apps and people who left are among them.
      path: route`/rest/api/3/user/permission/search?permissions=BROWSE_PROJECTS&projectKey=${projectKey}&query=${query}&maxResults=${String(2 * MOST_PEOPLE)}`,
      answer: persons,
    });
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
};

export const projects: Projects = {
  async asCaller(projectId) {
    const found = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/project/${projectId}`, answer: project });
    return { id: found.id, key: found.key, name: found.name, software: found.projectTypeKey === 'software' };
  },
};
