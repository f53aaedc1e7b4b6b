import { z } from 'zod';
import { badRequest } from '../errors';
import type { ChangelogEntry, Issue } from '../model';
import { changelogJson } from './changelog-json';
import { define, jsonContext, parseBody } from './define';
import { ok, type Operation, type OperationContext } from './operation';
import { pageBean } from './paging';

const MOST_ISSUES = 1_000;
const MOST_FIELDS = 10;
const LARGEST_PAGE = 10_000;

const BulkSchema = z.object({
  issueIdsOrKeys: z
    .array(z.coerce.string())
    .min(1, 'At least one issue ID or key must be provided.')
    .max(MOST_ISSUES, `At most ${MOST_ISSUES} issues can be requested.`),
  fieldIds: z.array(z.string()).max(MOST_FIELDS, `At most ${MOST_FIELDS} field IDs can be given.`).nullish(),
  maxResults: z.number().int().min(1).max(LARGEST_PAGE).nullish(),
  nextPageToken: z.string().nullish(),
});

const issueOf = (context: OperationContext): Issue =>
  context.jira.issues.visible(context.caller.accountId, context.params['issueIdOrKey'] ?? '');

/** Only the items of these fields; `undefined` when none is left. Entries from before field ids were kept match no filter. */
function filtered(entry: ChangelogEntry, fieldIds: ReadonlySet<string> | undefined): ChangelogEntry | undefined {
  if (!fieldIds) return entry;
  const items = entry.items.filter((item) => item.fieldId !== undefined && fieldIds.has(item.fieldId));
  return items.length === 0 ? undefined : { ...entry, items };
}

/** Page tokens are opaque to clients. */
const tokenOf = (offset: number): string => Buffer.from(`changelog:${offset}`).toString('base64url');

function offsetOf(token: string | null | undefined): number {
  if (token === null || token === undefined || token === '') return 0;
  const match = /^changelog:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw badRequest('The nextPageToken is not valid.');
  return Number(match[1]);
}

export const changelogOperations: readonly Operation[] = [
  define('GET', 'issue/{issueIdOrKey}/changelog', (context) => {
    const issue = issueOf(context);
    context.spend(1);
    const entries = context.jira.issues.historyOf(issue.id);
    const shape = jsonContext(context);
    return ok(pageBean(context, `issue/${issue.key}/changelog`, entries, (entry) => changelogJson(shape, entry), { fallback: 100 }));
  }),
  define('POST', 'issue/{issueIdOrKey}/changelog/list', (context) => {
    const issue = issueOf(context);
    const { changelogIds } = parseBody(z.object({ changelogIds: z.array(z.coerce.string()).min(1) }), context.body);
    const entries = context.jira.issues.historyOf(issue.id).filter((entry) => changelogIds.includes(entry.id));
    context.spend(1);
    const histories = entries.map((entry) => changelogJson(jsonContext(context), entry));
    return ok({ startAt: 0, maxResults: histories.length, total: histories.length, histories });
  }),
  // Over all issues together: oldest change first, then the smaller issue id. The page counts changes, not issues.
  define('POST', 'changelog/bulkfetch', (context) => {
    const { jira, caller } = context;
    const body = parseBody(BulkSchema, context.body);
    const fieldIds = body.fieldIds && body.fieldIds.length > 0 ? new Set(body.fieldIds) : undefined;
    const issues = new Map<string, Issue>();
    for (const name of body.issueIdsOrKeys) {
      const issue = jira.issues.byIdOrKey(name);
      if (issue && jira.appAccess.canSee(caller, issue)) issues.set(issue.id, issue);
    }
    const entries = [...issues.keys()]
      .flatMap((id) => jira.issues.historyOf(id))
      .flatMap((entry) => filtered(entry, fieldIds) ?? [])
      .sort((a, b) => a.created - b.created || Number(a.issueId) - Number(b.issueId) || Number(a.id) - Number(b.id));
    const start = offsetOf(body.nextPageToken);
    const shown = entries.slice(start, start + (body.maxResults ?? 1_000));
    const grouped = new Map<string, ChangelogEntry[]>();
    for (const entry of shown) grouped.set(entry.issueId, [...(grouped.get(entry.issueId) ?? []), entry]);
    context.spend(grouped.size);
    const end = start + shown.length;
    return ok({
      issueChangeLogs: [...grouped].map(([issueId, histories]) => ({
        issueId,
        changeHistories: histories.map((entry) => changelogJson(jsonContext(context), entry, jira.switches.bulkChangelogCreated)),
      })),
      ...(end < entries.length ? { nextPageToken: tokenOf(end) } : {}),
    });
  }),
];
