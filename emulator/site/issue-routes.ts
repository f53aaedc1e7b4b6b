import { Hono } from 'hono';
import { z } from 'zod';
import type { JsonObject } from '../json';
import { badRequest } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Issue, Project } from '../jira/model';
import { displayTexts } from './display-texts';

const CloneSchema = z.strictObject({ summary: z.string().trim().min(1).max(255) });
const MoveSchema = z.strictObject({ projectId: z.string(), typeId: z.string(), statusId: z.string().optional() });

/** What the issue page needs beside Jira's REST, which neither clones an issue nor says where it could be moved. */
export function issueRoutes({ jira, person }: { readonly jira: Jira; readonly person: (request: Request) => string }): Hono {
  const app = new Hono();
  const issueOf = (request: Request, idOrKey: string): { readonly accountId: string; readonly issue: Issue } => {
    const accountId = person(request);
    return { accountId, issue: jira.issues.visible(accountId, idOrKey) };
  };

  app.get('/:issue/texts', (context) => {
    const { accountId, issue } = issueOf(context.req.raw, context.req.param('issue'));
    return context.json(displayTexts(jira, accountId, issue));
  });

  app.get('/:issue/actions', (context) => {
    const { accountId, issue } = issueOf(context.req.raw, context.req.param('issue'));
    const mayMove = jira.permissions.has(accountId, 'MOVE_ISSUES', { issueId: issue.id }) && levelOf(jira, issue) >= 0;
    return context.json({ mayClone: mayCreate(jira, accountId, issue.projectId), mayMove });
  });

  app.post('/:issue/clone', async (context) => {
    const { accountId, issue } = issueOf(context.req.raw, context.req.param('issue'));
    const { summary } = await bodyOf(context.req.raw, CloneSchema);
    return context.json({ key: jira.issues.clone({ accountId }, issue.id, { summary }).key }, 201);
  });

  app.get('/:issue/move', (context) => {
    const { accountId, issue } = issueOf(context.req.raw, context.req.param('issue'));
    const projects = jira.projects
      .all()
      .filter((project) => jira.projects.isVisible(accountId, project) && mayCreate(jira, accountId, project.id));
    return context.json({ projects: projects.map((project) => target(jira, issue, project)) });
  });

  app.post('/:issue/move', async (context) => {
    const { accountId, issue } = issueOf(context.req.raw, context.req.param('issue'));
    const { statusId, ...to } = await bodyOf(context.req.raw, MoveSchema);
    const moved = jira.issues.move({ accountId }, issue.id, { ...to, ...(statusId === undefined ? {} : { statusId }) });
    return context.json({ key: moved.key });
  });

  return app;
}

const mayCreate = (jira: Jira, accountId: string, projectId: string): boolean =>
  jira.permissions.has(accountId, 'CREATE_ISSUES', { projectId, anyIssue: true });

const levelOf = (jira: Jira, { typeId }: Issue): number => jira.state.issueTypes.get(typeId)?.hierarchyLevel ?? 0;

/** A project with its types of the issue's level and, where a workflow does not know the issue's status, those one has to choose from. */
function target(jira: Jira, issue: Issue, project: Project): JsonObject {
  const status = jira.state.statuses.get(issue.statusId)?.name;
  const types = jira.projects.issueTypesOf(project).filter(({ hierarchyLevel }) => hierarchyLevel === levelOf(jira, issue));
  return {
    id: project.id,
    key: project.key,
    name: project.name,
    types: types.map(({ id, name }) => {
      const statuses = jira.workflows.workflowOf(project, id).statusIds.flatMap((each) => jira.state.statuses.get(each) ?? []);
      const known = statuses.some((one) => one.name === status);
      return { id, name, statuses: known ? [] : statuses.map((one) => ({ id: one.id, name: one.name })) };
    }),
  };
}

async function bodyOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body = schema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) throw badRequest(z.prettifyError(body.error));
  return body.data;
}
