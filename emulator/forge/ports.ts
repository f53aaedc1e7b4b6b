import type { Clock } from '../clock';
import type { EvaluateOptions } from '../jira/expressions/index';
import type { JiraEvents } from '../jira/events';
import type { Caller, ForgeFieldInfo, User } from '../jira/model';
import type { Fault as JiraFault } from '../jira/rest/faults';
import type { JiraState } from '../jira/state';
import type { ForgeRuleModule } from '../jira/workflow-rules';
import type { Switches } from '../switches';

/** What the local Forge needs of the local Jira. The real `Jira` fits; tests may pass less than a whole site. */
export interface JiraPort {
  readonly clock: Clock;
  readonly switches: Switches;
  readonly state: JiraState;
  readonly baseUrl: string;
  readonly events: JiraEvents;
  readonly users: {
    byId(accountId: string): User | undefined;
    byEmail(email: string): User | undefined;
    create(user: {
      readonly accountType: 'app';
      readonly displayName: string;
      readonly emailAddress: string;
      readonly licensed: boolean;
    }): User;
    update(accountId: string, change: { readonly displayName?: string; readonly active?: boolean }): User;
  };
  readonly fields: {
    registerForge(
      fields: readonly (ForgeFieldInfo & { readonly name: string; readonly description: string })[],
      options?: { readonly freshFields?: boolean },
    ): unknown;
    unregisterForge(appId: string): void;
  };
  readonly workflows: {
    registerForgeRules(modules: readonly ForgeRuleModule[]): void;
    unregisterForge(appId: string): void;
  };
  readonly projects: { addToRole(projectId: string, roleName: string, ...accountIds: readonly string[]): unknown };
  readonly ranking: { failNext(issueIdOrKey: string, times: number): void };
  readonly expressions: { evaluate(source: string, options: EvaluateOptions): { readonly value: unknown } };
}

/** The REST side: the app's calls enter here with the caller the proxy made out. */
export interface GatewayPort {
  handle(request: Request, caller: Caller): Promise<Response>;
  /** Failures to play, used up as they strike. */
  readonly faults: JiraFault[];
}
