import { z } from 'zod';
import { bodyText, jsonResponse, type PlatformCall, type Service } from './service';

const Report = z.object({ accounts: z.array(z.object({ accountId: z.string(), updatedAt: z.string() })).max(90) });

/**
 * `privacy.reportPersonalData`: answers which reported accounts were closed or changed since.
 * https://developer.atlassian.com/platform/forge/user-privacy-guidelines/
 */
export class PrivacyService implements Service {
  readonly name = 'privacy';

  constructor(
    private readonly scopes: ReadonlySet<string>,
    private readonly isActive: (accountId: string) => boolean,
  ) {}

  accepts({ meta, path }: PlatformCall): boolean {
    return meta.type === 'fpp' && meta.remote === 'stargate' && path === '/app/report-accounts';
  }

  async handle(call: PlatformCall): Promise<Response> {
    if (!this.scopes.has('report:personal-data')) return jsonResponse(403, { message: 'The app lacks the scope report:personal-data.' });
    const report = Report.safeParse(JSON.parse(await bodyText(call)));
    if (!report.success) return jsonResponse(400, { message: 'accounts: up to 90 of {accountId, updatedAt}' });
    const closed = report.data.accounts.filter(({ accountId }) => !this.isActive(accountId));
    if (closed.length === 0) return new Response(null, { status: 204 });
    return jsonResponse(200, { accounts: closed.map(({ accountId }) => ({ accountId, status: 'closed' })) });
  }
}
