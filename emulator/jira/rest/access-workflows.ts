import type { AccessRow } from './access-row';

const SCHEMES =
  'read:workflow-scheme:jira read:application-role:jira read:avatar:jira read:group:jira read:issue-type:jira read:project-category:jira read:project:jira read:user:jira';
const reads = (granular: string): AccessRow => ({ classic: 'manage:jira-configuration', granular });

/** Workflows and bulk operations, and the analysis of expressions. */
export const WORKFLOW_ACCESS: Readonly<Record<string, AccessRow>> = {
  'POST /rest/api/3/workflows': reads('read:workflow:jira'),
  'GET /rest/api/3/workflows/search': reads('read:workflow:jira'),
  'GET /rest/api/3/workflows/capabilities': reads('read:workflow:jira'),
  'POST /rest/api/3/workflows/update': reads('write:workflow:jira'),
  'POST /rest/api/3/workflows/update/validation': reads('write:workflow:jira'),
  'GET /rest/api/3/workflow/{workflowId}/projectUsages': reads('read:project:jira read:workflow:jira'),
  'GET /rest/api/3/workflow/{workflowId}/project/{projectId}/issueTypeUsages': reads(
    'read:project:jira read:workflow:jira read:issue-type:jira',
  ),
  'GET /rest/api/3/workflow/{workflowId}/workflowSchemes': reads('read:workflow-scheme:jira read:workflow:jira'),
  'GET /rest/api/3/workflowscheme': reads(SCHEMES),
  'GET /rest/api/3/workflowscheme/project': reads(`${SCHEMES} read:workflow:jira`),
  'GET /rest/api/3/workflowscheme/{id}': reads(SCHEMES),
  'GET /rest/api/3/workflow/rule/config': reads('read:workflow:jira'),
  'PUT /rest/api/3/workflow/rule/config': reads('write:workflow:jira'),
  // For Connect apps alone: no scope leads here.
  'PUT /rest/api/3/workflow/rule/config/delete': {},
  'GET /rest/api/3/bulk/issues/transition': { classic: 'read:jira-work', granular: 'read:issue:jira' },
  'POST /rest/api/3/bulk/issues/transition': { classic: 'write:jira-work', granular: 'write:issue:jira read:issue:jira' },
  'POST /rest/api/3/bulk/issues/move': { classic: 'write:jira-work', granular: 'write:issue:jira read:issue:jira' },
  'GET /rest/api/3/bulk/queue/{taskId}': { classic: 'read:jira-work', granular: 'read:issue:jira' },
  'POST /rest/api/3/expression/analyse': {
    classic: 'read:jira-work read:jira-user',
    granular: 'read:field:jira read:jira-expressions:jira',
    anonymous: true,
  },
};
