import type { Json } from '../json';
import type { Jira } from '../jira/jira';
import type { Caller, Issue, Project } from '../jira/model';
import { membersOnlyGrants } from '../jira/project-templates';
import { descriptionOf, documentOf, paragraph } from './adf';
import { emailOf, type PersonName } from './people';
import type { SeedIssue } from './seed-issue';

const MEMBERS_SCHEME = 'Members work, everybody may comment';

/** What people do in Jira, by name, through the same doors as everybody: rights are checked, histories are true. */
export class Cast {
  constructor(readonly jira: Jira) {}

  /** Throws when nobody of that name lives here. */
  accountId(name: PersonName): string {
    const user = this.jira.users.byEmail(emailOf(name));
    if (!user) throw new Error(`Nobody here has the address ${emailOf(name)}.`);
    return user.accountId;
  }

  as(name: PersonName): Caller {
    return { accountId: this.accountId(name) };
  }

  /** A company-managed project in which `team` works and everybody else may browse and comment. */
  companyProject(input: {
    readonly key: string;
    readonly name: string;
    readonly description: string;
    readonly template: 'scrum' | 'kanban';
    readonly lead: PersonName;
    readonly team: readonly PersonName[];
  }): Project {
    const { permissions, projects } = this.jira;
    const { key, name, description, template } = input;
    const project = projects.create({ key, name, description, template, style: 'classic', leadAccountId: this.accountId(input.lead) });
    const scheme =
      permissions.schemes().find((candidate) => candidate.name === MEMBERS_SCHEME) ??
      permissions.createScheme({
        name: MEMBERS_SCHEME,
        description: 'Members do the work as Jira grants by default; everybody with access to Jira may browse and comment.',
        grants: membersOnlyGrants(projects.roleIds()),
      });
    permissions.assignScheme(project.id, scheme.id);
    this.admit(project, input.team);
    return this.current(project);
  }

  /** A team-managed project with the same rights. */
  teamProject(input: {
    readonly key: string;
    readonly name: string;
    readonly description: string;
    readonly lead: PersonName;
    readonly team: readonly PersonName[];
  }): Project {
    const { key, name, description } = input;
    const project = this.jira.projects.create({
      key,
      name,
      description,
      template: 'scrum',
      style: 'next-gen',
      access: 'limited',
      leadAccountId: this.accountId(input.lead),
    });
    this.admit(project, input.team);
    return this.current(project);
  }

  file(by: PersonName, project: Project, issue: SeedIssue, options: { readonly parent?: Issue; readonly type?: string } = {}): Issue {
    const type = this.jira.projects
      .issueTypesOf(project)
      .find((candidate) => (options.type === 'Sub-task' ? candidate.hierarchyLevel < 0 : candidate.name === issue.type));
    if (!type) throw new Error(`${project.key} has no issue type ${options.type ?? issue.type}.`);
    const description = descriptionOf(issue);
    const fields: Record<string, Json> = { summary: issue.summary };
    if (description) fields['description'] = description;
    if (issue.labels) fields['labels'] = issue.labels;
    if (issue.priority) fields['priority'] = { name: issue.priority };
    if (options.parent) fields['parent'] = { id: options.parent.id };
    if (issue.points !== undefined) fields[this.jira.fields.estimateFieldOf(project).id] = issue.points;
    return this.jira.issues.create(this.as(by), { projectId: project.id, typeId: type.id, fields }, {});
  }

  /** Assigns the issue to whoever starts it, as teams do. */
  take(by: PersonName, issue: Issue): void {
    this.jira.issues.edit(this.as(by), issue.id, { fields: { assignee: { accountId: this.accountId(by) } } }, {});
  }

  /** Takes the transition that leads to the status of that name. */
  transition(by: PersonName, issue: Issue, statusName: string): void {
    const { workflows, issues, state } = this.jira;
    const current = this.fresh(issue);
    if (state.statuses.get(current.statusId)?.name === statusName) return;
    const transition = workflows
      .transitionsFor(current, this.accountId(by))
      .find((candidate) => state.statuses.get(candidate.to)?.name === statusName);
    if (!transition) throw new Error(`${issue.key} cannot go to ${statusName}.`);
    issues.transition(this.as(by), issue.id, transition.id, {});
  }

  comment(by: PersonName, issue: Issue, text: string): void {
    this.jira.comments.add(this.as(by), issue.id, { body: documentOf(paragraph(text)) });
  }

  fresh(issue: Issue): Issue {
    const current = this.jira.issues.byIdOrKey(issue.id);
    if (!current) throw new Error(`${issue.key} is gone.`);
    return current;
  }

  private admit(project: Project, team: readonly PersonName[]): void {
    this.jira.projects.addToRole(project.id, 'Member', ...team.map((name) => this.accountId(name)));
    this.jira.projects.addToRole(project.id, project.style === 'next-gen' ? 'Administrator' : 'Administrators', this.accountId('admin'));
  }

  private current(project: Project): Project {
    return this.jira.projects.byId(project.id) ?? project;
  }
}
