import type { SecuredIssues } from '../core/rank';
import { foundIds } from './found-ids';

/** https://support.atlassian.com/jira-software-cloud/docs/jql-fields/#Level */
export const securedIssues: SecuredIssues = {
  inProject: (projectId) => foundIds(`project = ${projectId} AND statusCategory != Done AND level is not EMPTY`),
};
