import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Activity } from '../../../emulator/activity';
import type { Caller } from '../../../emulator/jira/model';
import { agileBoardOperations } from '../../../emulator/jira/rest/agile-boards';
import { agileRankOperations } from '../../../emulator/jira/rest/agile-rank';
import { agileSprintOperations } from '../../../emulator/jira/rest/agile-sprints';
import { RestGateway } from '../../../emulator/jira/rest/gateway';
import { OpenApi } from '../../../emulator/jira/rest/openapi';
import { searchOperations } from '../../../emulator/jira/rest/search';
import { softwareListOperations } from '../../../emulator/jira/rest/software-lists';
import type { PlanningSite } from '../jql/planning-site';

const OPENAPI = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'openapi');
const openApi = existsSync(OPENAPI) ? OpenApi.load(OPENAPI) : undefined;

/** Where Atlassian's files exclude their own examples, or leave out what they describe in words. */
const SELF_CONTRADICTING = [
  // A clause may have none of the properties of the kinds it may be.
  /POST \/rest\/api\/3\/jql\/parse 200 at \/queries\/\d+\/structure\/where/,
  // The schema has projectKeyOrId, the example id, key, name and self.
  /board\/\{boardId\}\/configuration 200 at \/(location|type)?:? /,
];

export interface Answer {
  readonly status: number;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are asserted on, not typed
}

/** The planning operations of a site over REST, each answer checked against Atlassian's OpenAPI files when they are there. */
export class PlanningClient {
  readonly activity: Activity;
  readonly gateway: RestGateway;

  constructor(private readonly site: PlanningSite) {
    this.activity = new Activity(() => site.clock.now());
    this.gateway = new RestGateway(site.jira, {
      activity: this.activity,
      operations: [
        ...searchOperations,
        ...agileRankOperations,
        ...agileBoardOperations,
        ...agileSprintOperations,
        ...softwareListOperations,
      ],
      ...(openApi ? { openApi } : {}),
    });
  }

  get(path: string, as: string | Caller | null = 'ann'): Promise<Answer> {
    return this.call('GET', path, undefined, as);
  }

  post(path: string, body: unknown, as: string | Caller | null = 'ann'): Promise<Answer> {
    return this.call('POST', path, body, as);
  }

  put(path: string, body: unknown, as: string | Caller | null = 'ann'): Promise<Answer> {
    return this.call('PUT', path, body, as);
  }

  remove(path: string, as: string | Caller | null = 'ann'): Promise<Answer> {
    return this.call('DELETE', path, undefined, as);
  }

  /** Our app's own account, with these scopes. */
  app(...scopes: string[]): Caller {
    return { accountId: 'ann', app: { appId: 'app', accountId: 'app-user', scopes: new Set(scopes) } };
  }

  private async call(method: string, path: string, body: unknown, as: string | Caller | null): Promise<Answer> {
    const request = new Request(`http://localhost:8080${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const response = await this.gateway.handle(request, typeof as === 'string' ? this.site.as(as) : (as ?? { accountId: null }));
    const text = await response.text();
    const breaches = this.gateway.violations.splice(0).filter((line) => !SELF_CONTRADICTING.some((known) => known.test(line)));
    if (breaches.length > 0) throw new Error(`The answer breaks Atlassian's OpenAPI: ${breaches.join('; ')}`);
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }
}

export function query(values: Readonly<Record<string, string | number>>): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) parameters.set(key, String(value));
  return parameters.toString();
}
