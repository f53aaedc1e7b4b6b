import type { JsonObject } from '../json';
import { forbidden } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Project } from '../jira/model';
import { mayAdminister } from './administration';

const KINDS = ['create', 'edit', 'view'] as const;

/**
 * The screens behind a project, for whoever administers it: Jira's REST reads and changes a screen but does not tell in one step which
 * screens a project has. Team-managed projects have none one could name: their fields belong to issue types.
 * @throws JiraError 404 not visible, 403 no administrator
 */
export function projectScreens(jira: Jira, accountId: string, idOrKey: string): JsonObject {
  const project = jira.projects.visible(accountId, idOrKey);
  if (!mayAdminister(jira, accountId, project.id)) throw forbidden('You need to be a project administrator to see its fields.');
  const { id, key, name, style } = project;
  return {
    project: { id, key, name },
    teamManaged: style === 'next-gen',
    mayChange: jira.permissions.isJiraAdmin(accountId),
    screens: style === 'next-gen' ? [] : KINDS.map((kind) => screenOf(jira, project, kind)),
  };
}

function screenOf(jira: Jira, project: Project, kind: (typeof KINDS)[number]): JsonObject {
  const screen = jira.state.screens.get(project.screens[kind]);
  return { kind, id: project.screens[kind], name: screen?.name ?? '', tabIds: (screen?.tabs ?? []).map((tab) => tab.id) };
}
