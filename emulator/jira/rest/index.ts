import { agileBoardChangeOperations } from './agile-board-changes';
import { agileBoardOperations } from './agile-boards';
import { agileEpicOperations } from './agile-epics';
import { agileEstimationOperations } from './agile-estimation';
import { agileRankOperations } from './agile-rank';
import { agileSprintOperations } from './agile-sprints';
import { appFieldOperations } from './app-fields';
import { appPropertyOperations } from './app-properties';
import { avatarOperations } from './avatars';
import { bulkOperations } from './bulk';
import { catalogueOperations } from './catalogue';
import { changelogOperations } from './changelogs';
import { commentOperations } from './comments';
import { createMetaOperations } from './create-meta';
import { expressionOperations } from './expressions';
import { favouriteOperations } from './favourites';
import { filterOperations } from './filters';
import { groupOperations } from './groups';
import { issueBulkFetchOperations } from './issue-bulkfetch';
import { issueLinkOperations } from './issue-links';
import { issueOperations } from './issues';
import { nothingHereOperations } from './nothing-here';
import { notifyOperations } from './notify';
import type { Operation } from './operation';
import { permissionSchemeOperations } from './permission-schemes';
import { permissionOperations } from './permissions';
import { pickerOperations } from './pickers';
import { projectDetailOperations } from './project-details';
import { projectRoleOperations } from './project-roles';
import { projectOperations } from './projects';
import { propertyOperations } from './properties';
import { screenOperations } from './screens';
import { searchOperations } from './search';
import { siteOperations } from './site';
import { softwareListOperations } from './software-lists';
import { transitionOperations } from './transitions';
import { userOperations } from './users';
import { watchingOperations } from './watching';
import { workflowRuleConfigOperations } from './workflow-rule-config';
import { workflowUsageOperations } from './workflow-usages';
import { workflowOperations } from './workflows';

/** Everything of the REST API that the local Jira emulates. Whatever is not here answers 501. */
export const platformOperations: readonly Operation[] = [
  ...siteOperations,
  ...userOperations,
  ...groupOperations,
  ...projectOperations,
  ...projectRoleOperations,
  ...propertyOperations,
  ...permissionSchemeOperations,
  ...permissionOperations,
  ...catalogueOperations,
  ...issueOperations,
  ...issueBulkFetchOperations,
  ...createMetaOperations,
  ...transitionOperations,
  ...commentOperations,
  ...notifyOperations,
  ...changelogOperations,
  ...appFieldOperations,
  ...appPropertyOperations,
  ...screenOperations,
  ...expressionOperations,
  ...filterOperations,
  ...avatarOperations,
  ...searchOperations,
  ...agileBoardOperations,
  ...agileSprintOperations,
  ...agileRankOperations,
  ...softwareListOperations,
  ...agileBoardChangeOperations,
  ...agileEpicOperations,
  ...agileEstimationOperations,
  ...favouriteOperations,
  ...issueLinkOperations,
  ...nothingHereOperations,
  ...pickerOperations,
  ...projectDetailOperations,
  ...watchingOperations,
  ...bulkOperations,
  ...workflowOperations,
  ...workflowUsageOperations,
  ...workflowRuleConfigOperations,
];
