import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Activity } from '../../../emulator/activity';
import type { Caller } from '../../../emulator/jira/model';
import { RestGateway } from '../../../emulator/jira/rest/gateway';
import { OpenApi } from '../../../emulator/jira/rest/openapi';
import type { PlanningSite } from '../jql/planning-site';

const OPENAPI = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'openapi');
const openApi = existsSync(OPENAPI) ? OpenApi.load(OPENAPI) : undefined;

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
    const breaches = this.gateway.violations.splice(0);
    if (breaches.length > 0) throw new Error(`The answer breaks Atlassian's OpenAPI: ${breaches.join('; ')}`);
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }
}

export function query(values: Readonly<Record<string, string | number>>): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) parameters.set(key, String(value));
  return parameters.toString();
}
