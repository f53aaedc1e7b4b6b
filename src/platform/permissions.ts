import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { Permissions, Projects } from '../core/permissions';
import { callJira } from './jira-client';

const granted = z.object({
  projectPermissions: z.array(z.object({ permission: z.string(), issues: z.array(z.number()), projects: z.array(z.number()) })),
});

const people = z.array(z.object({ accountId: z.string(), accountType: z.optional(z.string()), active: z.optional(z.boolean()) }));

const project = z.object({ id: z.string(), key: z.string(), projectTypeKey: z.string() });

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
      answer: people,
    });
    return found.some(
      (person) => person.accountId === account && person.active !== false && (person.accountType ?? 'atlassian') === 'atlassian',
    );
  },
};

export const projects: Projects = {
  async asCaller(projectId) {
    const found = await callJira({ as: 'user', method: 'GET', path: route`/rest/api/3/project/${projectId}`, answer: project });
    return { id: found.id, key: found.key, software: found.projectTypeKey === 'software' };
  },
};
