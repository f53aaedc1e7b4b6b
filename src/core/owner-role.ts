import type { AccountId, ProjectId } from './actor';

/** The name that the condition "Only the product owner" asks for, on every site: roles are not translated. */
export const OWNER_ROLE = 'Product Owner';

/** Who is in the role "Product Owner" of a project. */
export interface RoleMembers {
  readonly people: readonly AccountId[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** Jira's project role "Product Owner" (A6). Each says as whom it speaks to Jira. */
export interface OwnerRole {
  /** Who is in it; null: the project has no such role. AppError `not-found`: whoever asks may not administer the project. */
  members(as: 'user' | 'app', projectId: ProjectId): Promise<RoleMembers | null>;
  /** As the app, which has to administer the project. Answers whether Jira took them: it takes no account that is inactive or gone. */
  add(projectId: ProjectId, account: AccountId): Promise<boolean>;
  removePerson(projectId: ProjectId, account: AccountId): Promise<void>;
  removeGroup(projectId: ProjectId, groupId: string): Promise<void>;
  /** As the caller, a Jira administrator: whether the site has the role. */
  exists(): Promise<boolean>;
  /** As the caller, a Jira administrator. */
  create(description: string): Promise<void>;
}
