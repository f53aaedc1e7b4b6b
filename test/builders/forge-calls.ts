import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Caller, User } from '../../emulator/jira/model';
import { APP_ID, restSite, type RestSite } from '../emulator/rest/rest-site';

interface CallMeta {
  readonly provider: 'app' | 'user' | 'none';
}

const manifest = parse(readFileSync(join(__dirname, '../../manifest.yml'), 'utf8')) as { permissions: { scopes: string[] } };

/** A site that the adapters of src/platform call by the real `@forge/api`, with the scopes of our manifest and no others. */
export interface ForgeCalls extends RestSite {
  /** Who calls; `asUser` speaks for them. */
  caller: User;
  /** What was asked of Jira: `app POST /rest/api/3/issue/bulkfetch`. */
  readonly asked: string[];
  /** Points that everything so far cost. */
  points(): number;
  /** Answers instead of Jira, where it answers at all. */
  answerInstead: (path: string, body: string) => Response | undefined;
}

export function forgeCalls(): ForgeCalls {
  const rest = restSite();
  const site: ForgeCalls = {
    ...rest,
    caller: rest.people.owner,
    asked: [],
    points: () => Object.values(rest.activity.usage().jira).reduce((sum, row) => sum + row.points, 0),
    answerInstead: () => undefined,
  };
  const metric = { incr: () => undefined, measure: () => ({ stop: () => undefined }) };
  Object.assign(globalThis, {
    __forge_runtime__: {
      appContext: { appId: APP_ID, environmentId: 'environment', installationId: 'installation' },
      lambdaContext: { getRemainingTimeInMillis: () => 25_000 },
      metrics: { counter: () => metric, timing: () => metric },
    },
    __forge_fetch__: async ({ provider }: CallMeta, path: string, init: RequestInit) => {
      const { method = 'GET', body = null, headers } = init;
      site.asked.push(`${provider} ${method} ${path.split('?')[0] ?? ''}`);
      const instead = site.answerInstead(path, String(body));
      if (instead !== undefined) return instead;
      const caller: Caller = {
        accountId: provider === 'app' ? rest.app.accountId : site.caller.accountId,
        app: { appId: APP_ID, accountId: rest.app.accountId, scopes: new Set(manifest.permissions.scopes), invocationId: 'invocation' },
      };
      return rest.gateway.handle(
        new Request(`http://localhost:8080${path}`, { method, body, ...(headers === undefined ? {} : { headers }) }),
        caller,
      );
    },
  });
  return site;
}
