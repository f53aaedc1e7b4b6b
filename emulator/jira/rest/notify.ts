import { z } from 'zod';
import { badRequest } from '../errors';
import type { Jira } from '../jira';
import type { Issue } from '../model';
import { define, parseBody } from './define';
import { noContent, type Operation, type OperationContext } from './operation';

/** Nobody at Jira's own address reads answers. */
const ADDRESS = 'jira@example.com';

const GroupSchema = z.object({ name: z.string().optional(), groupId: z.string().nullish() });
const NotifySchema = z.object({
  subject: z.string().optional(),
  textBody: z.string().optional(),
  htmlBody: z.string().optional(),
  to: z
    .object({
      reporter: z.boolean().optional(),
      assignee: z.boolean().optional(),
      watchers: z.boolean().optional(),
      voters: z.boolean().optional(),
      users: z.array(z.object({ accountId: z.string() })).optional(),
      groups: z.array(GroupSchema).optional(),
      groupIds: z.array(z.string()).optional(),
    })
    .optional(),
  restrict: z
    .object({
      groups: z.array(GroupSchema).optional(),
      groupIds: z.array(z.string()).optional(),
      permissions: z.array(z.object({ id: z.string().optional(), key: z.string().optional() })).optional(),
    })
    .optional(),
});
type NotifyBody = z.infer<typeof NotifySchema>;

const issueOf = (context: OperationContext): Issue =>
  context.jira.issues.visible(context.caller.accountId, context.params['issueIdOrKey'] ?? '');

function members(jira: Jira, groups: readonly z.infer<typeof GroupSchema>[] = [], groupIds: readonly string[] = []): string[] {
  const names = [...groups.map((group) => group.groupId ?? group.name ?? ''), ...groupIds];
  return names.flatMap((name) => {
    const group = jira.users.findGroup(name);
    if (!group) throw badRequest(`The group '${name}' does not exist.`);
    return group.accountIds;
  });
}

/** Who is told: those named, less those who may not see the issue or whom `restrict` leaves out, less the sender. */
function recipients(context: OperationContext, issue: Issue, { to = {}, restrict }: NotifyBody): string[] {
  const { jira, caller } = context;
  const named = [
    ...(to.users ?? []).map((user) => user.accountId),
    ...(to.reporter && issue.reporterId !== null ? [issue.reporterId] : []),
    ...(to.watchers ? jira.watching.watchersOf(issue.id) : []),
    ...(to.voters ? jira.watching.votersOf(issue.id) : []),
    ...(to.assignee && issue.assigneeId !== null ? [issue.assigneeId] : []),
    ...members(jira, to.groups, to.groupIds),
  ];
  for (const accountId of named) if (!jira.users.byId(accountId)) throw badRequest(`The user '${accountId}' does not exist.`);
  const groups = restrict?.groups || restrict?.groupIds ? new Set(members(jira, restrict.groups, restrict.groupIds)) : undefined;
  const permissions = (restrict?.permissions ?? []).flatMap(
    ({ id, key }) => jira.permissions.keys.find((one) => one.key === key || one.id === id)?.key ?? [],
  );
  return [...new Set(named)]
    .filter((accountId) => accountId !== caller.accountId && jira.permissions.canSee(accountId, issue))
    .filter((accountId) => !groups || groups.has(accountId))
    .filter((accountId) => permissions.every((permission) => jira.permissions.has(accountId, permission, { issueId: issue.id })));
}

export const notifyOperations: readonly Operation[] = [
  define('POST', 'issue/{issueIdOrKey}/notify', (context) => {
    const issue = issueOf(context);
    const body = parseBody(NotifySchema, context.body);
    const told = recipients(context, issue, body);
    if (told.length === 0) throw badRequest('No recipients were defined for notification.');
    const { jira, caller } = context;
    const subject = body.subject ?? `(${issue.key}) ${issue.summary}`;
    const sender = caller.accountId === null ? undefined : jira.users.byId(caller.accountId);
    jira.mail.send({
      at: jira.clock.now(),
      from: `${sender === undefined ? 'Jira' : `${sender.displayName} (Jira)`} <${ADDRESS}>`,
      issueId: issue.id,
      issueKey: issue.key,
      subject,
      textBody: body.textBody ?? '',
      htmlBody: body.htmlBody ?? '',
      recipients: told,
      by: caller.accountId,
    });
    return noContent;
  }),
];
