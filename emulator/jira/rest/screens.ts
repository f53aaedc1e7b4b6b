import { z } from 'zod';
import { forbidden, notFound } from '../errors';
import type { Field, Screen } from '../model';
import { define, listParam, parseBody } from './define';
import { noContent, ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';

const DEFAULT_SCREEN = 'Default Screen';

function requireJiraAdmin(context: OperationContext): void {
  if (!context.jira.permissions.isJiraAdmin(context.caller.accountId))
    throw forbidden('Only Jira administrators can perform this operation.');
}

function screenOf(context: OperationContext): Screen {
  const screen = context.jira.state.screens.get(context.params['screenId'] ?? '');
  if (!screen) throw notFound('The screen does not exist.');
  return screen;
}

/** An administrator reads any screen; with `projectKey` also who administers the project, if it uses the screen. */
function readableScreen(context: OperationContext): Screen {
  const { jira, caller, query } = context;
  const screen = screenOf(context);
  const projectKey = query.get('projectKey');
  const project = projectKey === null ? undefined : jira.projects.byIdOrKey(projectKey);
  const own = project !== undefined && Object.values(project.screens).includes(screen.id);
  const may = own && jira.permissions.has(caller.accountId, 'ADMINISTER_PROJECTS', { projectId: project.id });
  if (!may) requireJiraAdmin(context);
  return screen;
}

function tabOf(context: OperationContext, screen: Screen): Screen['tabs'][number] {
  const tab = screen.tabs.find((one) => one.id === context.params['tabId']);
  if (!tab) throw notFound('The screen tab does not exist.');
  return tab;
}

function existingField(context: OperationContext, id: string): Field {
  const field = context.jira.fields.byId(id);
  if (!field) throw notFound(`The field with id "${id}" does not exist.`);
  return field;
}

const screenField = (field: Field): { readonly id: string; readonly name: string } => ({ id: field.id, name: field.name });

export const screenOperations: readonly Operation[] = [
  define('GET', 'screens', (context) => {
    requireJiraAdmin(context);
    const ids = listParam(context.query, 'id');
    const text = context.query.get('queryString')?.toLowerCase() ?? '';
    const screens = [...context.jira.state.screens.values()].filter(
      (screen) => (!ids || ids.includes(screen.id)) && screen.name.toLowerCase().includes(text),
    );
    const shape = (screen: Screen): unknown => ({ id: Number(screen.id), name: screen.name, description: '' });
    return ok(pageBean(context, 'screens', screens, shape, { fallback: 100 }));
  }),
  define('GET', 'screens/{screenId}/tabs', (context) =>
    ok(readableScreen(context).tabs.map((tab) => ({ id: Number(tab.id), name: tab.name }))),
  ),
  define('GET', 'screens/{screenId}/tabs/{tabId}/fields', (context) => {
    const tab = tabOf(context, readableScreen(context));
    return ok(tab.fieldIds.flatMap((id) => context.jira.fields.byId(id) ?? []).map(screenField));
  }),
  define('POST', 'screens/{screenId}/tabs/{tabId}/fields', (context) => {
    requireJiraAdmin(context);
    const screen = screenOf(context);
    const tab = tabOf(context, screen);
    const { fieldId } = parseBody(z.object({ fieldId: z.string() }), context.body);
    const field = existingField(context, fieldId);
    context.jira.fields.addToScreen(screen.id, fieldId, tab.id);
    return ok(screenField(field));
  }),
  define('DELETE', 'screens/{screenId}/tabs/{tabId}/fields/{id}', (context) => {
    requireJiraAdmin(context);
    const screen = screenOf(context);
    const id = context.params['id'] ?? '';
    if (!tabOf(context, screen).fieldIds.includes(id)) throw notFound(`The field with id "${id}" is not on the tab.`);
    context.jira.fields.removeFromScreen(screen.id, id);
    return noContent;
  }),
  // A site's "Default Screen" serves projects that have no screens of their own. Here all do, so this changes nothing they show.
  define('POST', 'screens/addToDefault/{fieldId}', (context) => {
    requireJiraAdmin(context);
    const { jira, params } = context;
    const field = existingField(context, params['fieldId'] ?? '');
    const screen =
      [...jira.state.screens.values()].find((one) => one.name === DEFAULT_SCREEN) ?? jira.fields.createScreen(DEFAULT_SCREEN, []);
    if (jira.fields.isOnScreen(screen.id, field.id)) throw notFound(`The field with id "${field.id}" already exists on the screen.`);
    jira.fields.addToScreen(screen.id, field.id);
    return ok({});
  }),
];
