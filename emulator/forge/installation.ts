import type { ForgeFieldInfo, User } from '../jira/model';
import type { Manifest } from './manifest';
import type { JiraPort } from './ports';
import { moduleAri, type SiteContext } from './site-context';

const ADDONS_ROLE = 'atlassian-addons-project-access';

/**
 * What Jira does when an app is installed: an account of its own, a member of the role for apps in every project, the app's
 * custom fields. Doing it again changes nothing, so a restart with kept data is no new installation.
 */
export class Installation {
  readonly appUser: User;

  constructor(
    private readonly manifest: Manifest,
    private readonly site: SiteContext,
    private readonly jira: JiraPort,
  ) {
    const emailAddress = `${manifest.appId}@apps.example.com`;
    const known = jira.users.byEmail(emailAddress);
    // A kept site may know the app by an earlier name.
    this.appUser =
      known === undefined
        ? jira.users.create({ accountType: 'app', displayName: manifest.appName, emailAddress, licensed: false })
        : known.displayName === manifest.appName
          ? known
          : jira.users.update(known.accountId, { displayName: manifest.appName });
    for (const project of jira.state.projects.values()) this.joinProject(project.id);
    jira.fields.registerForge(this.fields());
  }

  /** Jira adds apps to the role in new projects too. */
  joinProject(projectId: string): void {
    const role = [...this.jira.state.roles.values()].find(({ name }) => name === ADDONS_ROLE);
    const members = role && this.jira.state.roleActors.get(`${projectId}:${role.id}`)?.accountIds;
    if (!members?.includes(this.appUser.accountId)) this.jira.projects.addToRole(projectId, ADDONS_ROLE, this.appUser.accountId);
  }

  private fields(): (ForgeFieldInfo & { readonly name: string; readonly description: string })[] {
    return this.manifest.modules['jira:customField'].map((module) => {
      const formatter = module.view?.formatter;
      const validation = module.edit?.validation;
      const message = validation?.errorMessage;
      return {
        name: text(module.name),
        description: text(module.description),
        appId: this.site.appId,
        environmentId: this.site.environmentId,
        moduleKey: module.key,
        ari: moduleAri(this.site, module.key),
        type: module.type,
        collection: module.collection ?? 'none',
        readOnly: module.readOnly ?? false,
        ...(module.schema ? { schema: module.schema as ForgeFieldInfo['schema'] & object } : {}),
        ...(formatter
          ? {
              formatter: {
                expression: formatter.expression,
                export: formatter.export ?? false,
                api: formatter.api ?? false,
                historyView: formatter.historyView ?? false,
              },
            }
          : {}),
        ...(validation
          ? { validation: { expression: validation.expression, ...(message === undefined ? {} : { errorMessage: text(message) }) } }
          : {}),
      };
    });
  }
}

const text = (value: string | { readonly i18n: string }): string => (typeof value === 'string' ? value : value.i18n);
