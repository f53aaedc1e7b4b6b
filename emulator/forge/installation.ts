import type { ForgeFieldInfo, User } from '../jira/model';
import type { ForgeRuleModule, RuleKind } from '../jira/workflow-rules';
import type { Manifest, Modules } from './manifest';
import type { JiraPort } from './ports';
import { moduleAri, type SiteContext } from './site-context';

const ADDONS_ROLE = 'atlassian-addons-project-access';

/** The text of an i18n key, or undefined. */
export type TranslateText = (key: string) => string | undefined;

/**
 * What Jira does when an app is installed: an account of its own, a member of the role for apps in every project, the app's
 * custom fields and workflow rules. Doing it again changes nothing, so a restart with kept data is no new installation.
 */
export class Installation {
  readonly appUser: User;

  constructor(
    private readonly manifest: Manifest,
    private readonly site: SiteContext,
    private readonly jira: JiraPort,
    private readonly translate: TranslateText = () => undefined,
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
  }

  /** Everything an installed app has in Jira. @param freshFields fields of an earlier installation do not come back */
  install(options: { readonly freshFields?: boolean } = {}): void {
    const { jira, appUser } = this;
    if (!jira.users.byId(appUser.accountId)?.active) jira.users.update(appUser.accountId, { active: true });
    for (const project of jira.state.projects.values()) this.joinProject(project.id);
    jira.fields.registerForge(this.fields(), options);
    jira.workflows.registerForgeRules(this.rules());
  }

  /**
   * Its fields disappear, its rules block or hide their transitions, its account can do nothing any more.
   * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#field-lifecycle
   */
  remove(): void {
    const { jira, appUser, site } = this;
    jira.fields.unregisterForge(site.appId);
    jira.workflows.unregisterForge(site.appId);
    jira.users.update(appUser.accountId, { active: false });
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
        name: this.text(module.name),
        description: this.text(module.description),
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
          ? { validation: { expression: validation.expression, ...(message === undefined ? {} : { errorMessage: this.text(message) }) } }
          : {}),
      };
    });
  }

  private rules(): ForgeRuleModule[] {
    const { modules } = this.manifest;
    const rule = (kind: RuleKind, module: RuleModule): ForgeRuleModule => ({
      appId: this.site.appId,
      ari: moduleAri(this.site, module.key),
      kind,
      name: this.text(module.name),
      description: this.text(module.description),
      ...(module.expression === undefined ? {} : { expression: module.expression }),
      ...(module.errorMessage === undefined
        ? {}
        : {
            errorMessage:
              typeof module.errorMessage === 'object' && 'expression' in module.errorMessage
                ? module.errorMessage
                : this.text(module.errorMessage),
          }),
      ...(module.projectTypes ? { projectTypes: module.projectTypes } : {}),
    });
    return [
      ...modules['jira:workflowCondition'].map((module) => rule('condition', module)),
      ...modules['jira:workflowValidator'].map((module) => rule('validator', module)),
      ...modules['jira:workflowPostFunction'].map((module) => rule('postFunction', module)),
    ];
  }

  private text(value: string | { readonly i18n: string }): string {
    return typeof value === 'string' ? value : (this.translate(value.i18n) ?? value.i18n);
  }
}

type RuleModule = Pick<
  Modules['jira:workflowValidator'][number],
  'key' | 'name' | 'description' | 'expression' | 'errorMessage' | 'projectTypes'
>;
