import { route } from '@forge/api';
import { AppError } from '../core/errors';
import type { Teller } from '../core/rank';
import { callJira, nothing } from './jira-client';

/**
 * Mail by Jira, in the app's name, to one person: a comment would reach every watcher. Jira refuses where nobody is left to send it to (400), where the
 * issue cannot be found (404) and where the site sends no mail (403).
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-notify-post
 */
export const teller: Teller = {
  async tell(issueId, to, { subject, text }) {
    try {
      await callJira({
        as: 'app',
        method: 'POST',
        path: route`/rest/api/3/issue/${issueId}/notify`,
        body: { subject, textBody: text, htmlBody: htmlOf(text), to: { users: [{ accountId: to }] } },
        answer: nothing,
      });
      return true;
    } catch (error) {
      if (error instanceof AppError && REFUSALS.has(error.code)) return false;
      throw error;
    }
  },
};

const REFUSALS: ReadonlySet<AppError['code']> = new Set(['rejected', 'not-found', 'forbidden']);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A paragraph for each block of lines. The text holds summaries and names, which are anybody's words. */
export function htmlOf(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign).replaceAll('\n', '<br>')}</p>`)
    .join('');
}
