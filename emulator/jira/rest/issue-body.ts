import { z } from 'zod';
import type { Json } from '../../json';
import { badRequest, JiraError } from '../errors';
import type { NewIssue } from '../issues';
import type { Project } from '../model';
import { parseBody } from './define';
import type { OperationContext } from './operation';

const JsonRecord = z.record(z.string(), z.json());

/** What create, edit and transition bodies share. `historyMetadata` is taken and dropped: the local history does not keep it. */
export const IssueBodySchema = z.object({
  fields: JsonRecord.optional(),
  update: JsonRecord.optional(),
  properties: z.array(z.object({ key: z.string(), value: z.json() })).optional(),
  transition: z.looseObject({ id: z.coerce.string() }).optional(),
});
export type IssueBody = z.infer<typeof IssueBodySchema>;

/** The body of a write to an issue. @throws JiraError 400 when there is none */
export function issueBody(context: OperationContext): IssueBody {
  if (context.body === undefined) throw badRequest('The request body is missing.');
  return parseBody(IssueBodySchema, context.body);
}

/** `fields` and `update` as the domain takes them: absent rather than undefined. */
export const inputOf = (body: IssueBody): { readonly fields?: Record<string, Json>; readonly update?: Record<string, Json> } => ({
  ...(body.fields ? { fields: body.fields } : {}),
  ...(body.update ? { update: body.update } : {}),
});

function text(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = (value as Record<string, unknown>)[name];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

/** The issue a create body describes. @throws JiraError 400 when its project or type cannot be told */
export function newIssueOf(context: OperationContext, body: IssueBody): NewIssue {
  const { jira, caller } = context;
  const { fields = {}, update } = inputOf(body);
  const projectName = text(fields['project'], 'id') ?? text(fields['project'], 'key');
  const found = projectName === undefined ? undefined : jira.projects.byIdOrKey(projectName);
  const project = found && jira.projects.isVisible(caller.accountId, found) && !jira.appAccess.hides(caller, found.id) ? found : undefined;
  if (!project)
    throw new JiraError(400, [], {
      project: projectName === undefined ? 'Specify a valid project ID or key' : 'valid project is required',
    });
  return { projectId: project.id, typeId: typeIdOf(context, project, fields['issuetype']), fields, ...(update ? { update } : {}) };
}

function typeIdOf(context: OperationContext, project: Project, value: unknown): string {
  const id = text(value, 'id');
  const name = text(value, 'name');
  if (id === undefined && name === undefined) throw new JiraError(400, [], { issuetype: 'Specify an issue type' });
  const types = context.jira.projects.issueTypesOf(project);
  const type = types.find((one) => (id === undefined ? one.name.toLowerCase() === name?.toLowerCase() : one.id === id));
  if (!type) throw new JiraError(400, [], { issuetype: 'Specify a valid issue type' });
  return type.id;
}
