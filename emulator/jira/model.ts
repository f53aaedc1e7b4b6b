import type { Json, JsonObject } from '../json';

/**
 * What the local Jira stores. Records are immutable: a change replaces the record, so a lagging search index is simply
 * the set of older records. Times are epoch milliseconds. Ids are Jira's: decimal strings, except where Jira uses numbers.
 */

export interface User {
  readonly accountId: string;
  readonly accountType: 'atlassian' | 'app' | 'customer';
  readonly emailAddress: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly timeZone: string;
  readonly locale: string;
  /** Holds the jira-software application role (is licensed). */
  readonly licensed: boolean;
}

export interface Group {
  readonly groupId: string;
  readonly name: string;
  readonly accountIds: readonly string[];
}

export interface ProjectRole {
  readonly id: number;
  readonly name: string;
  readonly description: string;
}

/** Members of a role in one project; keyed `${projectId}:${roleId}`. */
export interface RoleActors {
  readonly projectId: string;
  readonly roleId: number;
  readonly accountIds: readonly string[];
  readonly groupIds: readonly string[];
}

export type HolderType =
  | 'anyone'
  | 'applicationRole'
  | 'assignee'
  | 'group'
  | 'groupCustomField'
  | 'projectLead'
  | 'projectRole'
  | 'reporter'
  | 'user'
  | 'userCustomField';

/** `value` is an accountId, groupId, role id, custom field id or application role key; absent where the type needs none. */
export interface Holder {
  readonly type: HolderType;
  readonly value?: string;
}

export interface PermissionGrant {
  readonly id: number;
  readonly permission: string;
  readonly holder: Holder;
}

export interface PermissionScheme {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly grants: readonly PermissionGrant[];
  /** Set for the hidden scheme of a team-managed project: it is not visible as a scheme by REST. */
  readonly teamManagedProjectId?: string;
}

export interface SecurityLevel {
  readonly id: string;
  readonly name: string;
  readonly holders: readonly Holder[];
}

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly projectTypeKey: 'software' | 'service_desk' | 'business';
  /** classic = company-managed, next-gen = team-managed. */
  readonly style: 'classic' | 'next-gen';
  readonly leadAccountId: string;
  readonly permissionSchemeId: number;
  readonly issueTypeIds: readonly string[];
  /** Issue type id -> workflow id. */
  readonly workflows: Readonly<Record<string, string>>;
  readonly screens: { readonly create: string; readonly edit: string; readonly view: string };
  readonly securityLevels: readonly SecurityLevel[];
  readonly state: 'live' | 'archived' | 'deleted';
  readonly issueCounter: number;
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** 1 epic, 0 standard, -1 sub-task. */
  readonly hierarchyLevel: number;
  /** Team-managed types belong to one project. */
  readonly projectId?: string;
}

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done';
  readonly projectId?: string;
}

export interface WorkflowRule {
  readonly id: string;
  /** Forge: the rule's module ARI; system rules: `system:…`. */
  readonly ruleKey: string;
  readonly config: JsonObject;
  /** There, but not asked: set by REST only. */
  readonly disabled?: boolean;
  readonly tag?: string;
}

export interface ConditionGroup {
  readonly operation: 'ALL' | 'ANY';
  readonly conditions: readonly WorkflowRule[];
  readonly groups: readonly ConditionGroup[];
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, string>>;
  /** Status ids; empty = global (from any status). */
  readonly from: readonly string[];
  readonly to: string;
  readonly screenId?: string;
  readonly conditions: readonly WorkflowRule[];
  /** How `conditions` and `conditionGroups` are joined; default ALL. */
  readonly conditionOperation?: 'ALL' | 'ANY';
  readonly conditionGroups?: readonly ConditionGroup[];
  readonly validators: readonly WorkflowRule[];
  readonly postFunctions: readonly WorkflowRule[];
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** The team-managed project it belongs to; company-managed projects' workflows are the site's. */
  readonly projectId?: string;
  readonly initialStatusId: string;
  readonly statusIds: readonly string[];
  readonly transitions: readonly Transition[];
  /** What the initial transition ("Create") has besides its status, where anything. */
  readonly create?: Partial<Omit<Transition, 'id' | 'from' | 'to'>>;
  /** Changes with every save; who updates by REST has to name the one they read. */
  readonly version?: { readonly id: string; readonly number: number };
  readonly created?: number;
  readonly updated?: number;
}

export interface Screen {
  readonly id: string;
  readonly name: string;
  readonly tabs: readonly { readonly id: string; readonly name: string; readonly fieldIds: readonly string[] }[];
}

export interface Priority {
  readonly id: string;
  readonly name: string;
}

export interface Resolution {
  readonly id: string;
  readonly name: string;
}

/** What a Forge `jira:customField` module says of its field. */
export interface ForgeFieldInfo {
  readonly appId: string;
  readonly environmentId: string;
  readonly moduleKey: string;
  /** `ari:cloud:ecosystem::extension/{appId}/{environmentId}/static/{moduleKey}` */
  readonly ari: string;
  readonly type: 'string' | 'number' | 'user' | 'group' | 'datetime' | 'date' | 'object';
  readonly collection: 'none' | 'list';
  readonly readOnly: boolean;
  readonly schema?: JsonObject;
  readonly formatter?: { readonly expression: string; readonly export: boolean; readonly api: boolean; readonly historyView: boolean };
  readonly validation?: { readonly expression: string; readonly errorMessage?: string };
}

export interface Field {
  /** `summary`, `customfield_10019` … */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly custom: boolean;
  /** Jira's own schema: `{type, items?, system?, custom?, customId?}`. */
  readonly schema: {
    readonly type: string;
    readonly items?: string;
    readonly system?: string;
    readonly custom?: string;
    readonly customId?: number;
  };
  /** Names JQL knows it by, in lower case, without quotes. */
  readonly clauseNames: readonly string[];
  readonly orderable: boolean;
  readonly navigable: boolean;
  readonly searchable: boolean;
  readonly forge?: ForgeFieldInfo;
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly typeId: string;
  readonly statusId: string;
  readonly summary: string;
  /** Atlassian Document Format or null. */
  readonly description: JsonObject | null;
  readonly creatorId: string;
  readonly reporterId: string | null;
  readonly assigneeId: string | null;
  readonly priorityId: string;
  readonly labels: readonly string[];
  readonly parentId: string | null;
  readonly created: number;
  readonly updated: number;
  readonly statusCategoryChanged: number;
  readonly resolved: number | null;
  readonly resolutionId: string | null;
  readonly dueDate: string | null;
  readonly securityLevelId: string | null;
  /** LexoRank with bucket, e.g. `0|i0001h:`. */
  readonly rank: string;
  /** Closed sprints it was in, then the open one if any, oldest first. */
  readonly sprintIds: readonly number[];
  /** Values of custom fields other than rank and sprint, by field id (estimate, Forge fields …). Absent = empty. */
  readonly custom: Readonly<Record<string, Json>>;
}

/** `sourceId` shows the type's outward text ("blocks"), `targetId` the inward one ("is blocked by"). */
export interface IssueLink {
  readonly id: string;
  readonly typeId: string;
  readonly sourceId: string;
  readonly targetId: string;
}

export interface Comment {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly updateAuthorId: string;
  readonly body: JsonObject;
  readonly created: number;
  readonly updated: number;
  readonly visibility?: { readonly type: 'role' | 'group'; readonly value: string };
}

export interface ChangelogItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly fieldId?: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export interface ChangelogEntry {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly created: number;
  readonly items: readonly ChangelogItem[];
}

export interface Filter {
  readonly id: string;
  readonly name: string;
  readonly jql: string;
  readonly ownerId: string;
}

export interface Board {
  readonly id: number;
  readonly name: string;
  readonly type: 'scrum' | 'kanban' | 'simple';
  readonly filterId: string;
  readonly projectId: string;
  /** Kanban sub-query; scrum boards have none. */
  readonly subQuery?: string;
  readonly columns: readonly { readonly name: string; readonly statusIds: readonly string[] }[];
}

export interface Sprint {
  readonly id: number;
  readonly name: string;
  readonly state: 'future' | 'active' | 'closed';
  readonly goal: string;
  readonly createdDate: number;
  readonly startDate: number | null;
  readonly endDate: number | null;
  readonly completeDate: number | null;
  readonly originBoardId: number;
}

/** Who calls. `app` set: the call comes through Forge, with only the scopes the manifest lists. */
export interface Caller {
  /** Whose rights count: a person, the app's own account, or null for anonymous. */
  readonly accountId: string | null;
  readonly app?: {
    readonly appId: string;
    readonly accountId: string;
    readonly scopes: ReadonlySet<string>;
    readonly invocationId?: string;
  };
}
