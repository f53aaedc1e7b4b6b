import { notFound } from '../errors';
import { define } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';

const project = (context: OperationContext): void =>
  void context.jira.projects.visible(context.caller.accountId, context.params['projectIdOrKey'] ?? '');

/** Kinds of data the local Jira does not keep: clients that list them get what a site without any answers. */
export const nothingHereOperations: readonly Operation[] = [
  define('GET', 'project/{projectIdOrKey}/components', (context) => {
    project(context);
    return ok([]);
  }),
  define('GET', 'project/{projectIdOrKey}/component', (context) => {
    project(context);
    return ok(pageBean(context, `project/${context.params['projectIdOrKey'] ?? ''}/component`, [], (row) => row));
  }),
  define('GET', 'project/{projectIdOrKey}/versions', (context) => {
    project(context);
    return ok([]);
  }),
  define('GET', 'project/{projectIdOrKey}/version', (context) => {
    project(context);
    return ok(pageBean(context, `project/${context.params['projectIdOrKey'] ?? ''}/version`, [], (row) => row));
  }),
  define('GET', 'projectCategory', () => ok([])),
  define('GET', 'dashboard', (context) => {
    const { startAt, maxResults, total } = pageBean(context, 'dashboard', [], (row) => row, { fallback: 20, cap: 1_000 });
    return ok({ startAt, maxResults, total, dashboards: [] });
  }),
  define('GET', 'dashboard/search', (context) => ok(pageBean(context, 'dashboard/search', [], (row) => row, { cap: 100 }))),
  define('GET', 'issue/{issueIdOrKey}/remotelink', (context) => {
    context.jira.issues.visible(context.caller.accountId, context.params['issueIdOrKey'] ?? '');
    if (context.query.has('globalId')) throw notFound('No remote issue link with this global ID exists.');
    return ok([]);
  }),
  define('GET', 'attachment/meta', () => ok({ enabled: false, uploadLimit: 0 })),
];
