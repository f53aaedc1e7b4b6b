import { ISSUE_ACCESS } from './access-issues';
import type { AccessRow } from './access-row';
import { MORE_ACCESS } from './access-more';
import { SITE_ACCESS } from './access-site';
import { WORKFLOW_ACCESS } from './access-workflows';

/**
 * Scopes and anonymous access of the emulated platform operations, as Atlassian's OpenAPI file lists them. An empty classic list means
 * that an app needs no scope at all: Atlassian calls `write:app-data:jira` optional, for example.
 */
export const ACCESS: Readonly<Record<string, AccessRow>> = { ...SITE_ACCESS, ...ISSUE_ACCESS, ...MORE_ACCESS, ...WORKFLOW_ACCESS };
