/** The parts of Jira's REST shapes that the pages read. */
export interface Person {
  readonly accountId: string;
  readonly displayName: string;
}

export interface Account extends Person {
  readonly emailAddress: string;
  readonly isAdmin: boolean;
}

export interface StatusJson {
  readonly id: string;
  readonly name: string;
  readonly statusCategory?: { readonly key: string; readonly name?: string };
}

export interface IssueTypeJson {
  readonly id: string;
  readonly name: string;
  readonly hierarchyLevel?: number;
  readonly subtask?: boolean;
}

export interface ProjectJson {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly style?: string;
  readonly simplified?: boolean;
  readonly projectTypeKey?: string;
  readonly lead?: Person;
}

export interface IssueFields {
  readonly summary?: string;
  readonly issuetype?: IssueTypeJson;
  readonly status?: StatusJson;
  readonly assignee?: Person | null;
  readonly reporter?: Person | null;
  readonly priority?: { readonly name: string } | null;
  readonly labels?: readonly string[];
  readonly description?: AdfNode | null;
  readonly project?: ProjectJson;
  readonly parent?: { readonly key: string; readonly fields?: { readonly summary?: string } };
  readonly created?: string;
  readonly updated?: string;
  readonly duedate?: string | null;
  readonly [field: string]: unknown;
}

export interface IssueJson {
  readonly id: string;
  readonly key: string;
  readonly fields: IssueFields;
  readonly names?: Readonly<Record<string, string>>;
  readonly schema?: Readonly<Record<string, FieldSchema>>;
}

export interface FieldSchema {
  readonly type: string;
  readonly custom?: string;
  readonly system?: string;
  readonly items?: string;
}

export interface FieldJson {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly navigable?: boolean;
  /** Can be put on screens. */
  readonly orderable?: boolean;
  /** Names JQL knows it by. */
  readonly clauseNames?: readonly string[];
  readonly schema?: FieldSchema;
}

export interface BoardJson {
  readonly id: number;
  readonly name: string;
  readonly type: string;
}

export interface BoardConfiguration {
  readonly estimation?: { readonly type: string; readonly field?: { readonly fieldId: string; readonly displayName: string } };
  readonly columnConfig?: { readonly columns: readonly { readonly name: string; readonly statuses: readonly { readonly id: string }[] }[] };
}

export interface SprintJson {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly goal?: string;
  readonly startDate?: string;
  readonly endDate?: string;
}

/** What a create, edit or transition screen says of one field. */
export interface FieldMeta {
  readonly fieldId: string;
  readonly name: string;
  readonly required: boolean;
  readonly schema: FieldSchema;
  readonly allowedValues?: readonly { readonly id: string; readonly name?: string; readonly value?: string }[];
}

export interface TransitionJson {
  readonly id: string;
  readonly name: string;
  readonly to: StatusJson;
  readonly hasScreen?: boolean;
  /** Its screen, by field id, when expanded. */
  readonly fields?: Readonly<Record<string, Omit<FieldMeta, 'fieldId'>>>;
}

export interface CommentJson {
  readonly id: string;
  readonly author?: Person;
  readonly body: AdfNode;
  readonly created: string;
}

export interface ChangelogJson {
  readonly id: string;
  readonly author?: Person;
  readonly created: string;
  readonly items: readonly { readonly field: string; readonly fromString: string | null; readonly toString: string | null }[];
}

export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
  readonly content?: readonly AdfNode[];
}

/** A module of the app as the site describes it. */
export interface ModuleJson {
  readonly type: string;
  readonly key: string;
  readonly title?: string;
  readonly label?: string;
  readonly viewportSize?: string;
  readonly layout?: string;
  /** Its picture, when the app brings one along. */
  readonly icon?: string;
  readonly src?: string;
  readonly createSrc?: string;
  readonly editSrc?: string;
  readonly viewSrc?: string;
  /** Where the app's own editor stands instead of Jira's. */
  readonly editExperience?: readonly string[];
}

/** Fields an app brought: `ari:cloud:ecosystem::extension/…` is their schema's `custom`. */
export const isAppField = (schema: FieldSchema | undefined): boolean => (schema?.custom ?? '').startsWith('ari:');

export const isAppNumber = (field: FieldJson): boolean => field.schema?.type === 'number' && isAppField(field.schema);

/** The `jira:customField` module a field comes from, if it is shown here. */
export const moduleOf = (modules: readonly ModuleJson[], schema: FieldSchema | undefined): ModuleJson | undefined =>
  modules.find(({ type, key }) => type === 'jira:customField' && (schema?.custom ?? '').endsWith(`/static/${key}`));

export type EditExperience = 'issue-view' | 'issue-create' | 'issue-transition' | 'issue-bulk-edit';

/** Whether the app's own editor of a field stands there: its manifest has to say so, or Jira's default does. */
export const hasOwnEditor = (module: ModuleJson | undefined, experience: EditExperience): module is ModuleJson =>
  module?.editSrc !== undefined && (module.editExperience ?? []).includes(experience);

export const titleOf = (module: ModuleJson): string => module.title ?? module.key;
