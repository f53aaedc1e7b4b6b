import { z } from 'zod';
import { badRequest, notFound } from '../errors';
import type { IssueLinkType } from '../issue-links';
import type { Issue } from '../model';
import { define, jsonContext, parseBody } from './define';
import { issueRef } from './issue-fields';
import { apiUrl } from './json-context';
import { linkTypeJson } from './link-json';
import { noContent, ok, type Operation, type OperationContext } from './operation';

const Named = z.looseObject({ id: z.coerce.string().optional(), key: z.string().optional() });
const LinkSchema = z.object({
  type: z.looseObject({ id: z.coerce.string().optional(), name: z.string().optional() }),
  /** Where the link starts, in spite of its name: it gets the outward text. */
  inwardIssue: Named,
  outwardIssue: Named,
  comment: z.looseObject({ body: z.json(), visibility: z.json().optional() }).nullish(),
});

function typeOf(context: OperationContext, { id, name }: z.infer<typeof LinkSchema>['type']): IssueLinkType {
  const type = context.jira.links.type(id ?? name ?? '');
  if (!type) throw notFound(`No issue link type with ${id === undefined ? `name '${name ?? ''}'` : `id '${id}'`} found.`);
  return type;
}

function issueOf({ jira, caller }: OperationContext, { id, key }: z.infer<typeof Named>): Issue {
  const named = id ?? key;
  if (named === undefined) throw badRequest('The id or the key of both issues must be provided.');
  return jira.appAccess.visible(caller, named);
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-links/ */
export const issueLinkOperations: readonly Operation[] = [
  define('GET', 'issueLinkType', (context) =>
    ok({ issueLinkTypes: context.jira.links.types.map((type) => linkTypeJson(jsonContext(context), type)) }),
  ),
  define('GET', 'issueLinkType/{issueLinkTypeId}', (context) =>
    ok(linkTypeJson(jsonContext(context), typeOf(context, { id: context.params['issueLinkTypeId'] ?? '' }))),
  ),
  define('POST', 'issueLink', (context) => {
    const { jira, caller, apiVersion } = context;
    const body = parseBody(LinkSchema, context.body);
    const type = typeOf(context, body.type);
    const [source, target] = [issueOf(context, body.inwardIssue), issueOf(context, body.outwardIssue)];
    jira.links.create(caller, type, source, target);
    if (body.comment) jira.comments.add(caller, target.id, { body: body.comment.body }, apiVersion);
    return { status: 201 };
  }),
  define('GET', 'issueLink/{linkId}', (context) => {
    const shape = jsonContext(context);
    const { link, source, target } = context.jira.links.visible(context.caller, context.params['linkId'] ?? '');
    const type = context.jira.links.type(link.typeId);
    return ok({
      id: link.id,
      self: apiUrl(shape, `issueLink/${link.id}`),
      ...(type ? { type: linkTypeJson(shape, type) } : {}),
      inwardIssue: issueRef(shape, source),
      outwardIssue: issueRef(shape, target),
    });
  }),
  define('DELETE', 'issueLink/{linkId}', (context) => {
    context.jira.links.remove(context.caller, context.params['linkId'] ?? '');
    return noContent;
  }),
];
