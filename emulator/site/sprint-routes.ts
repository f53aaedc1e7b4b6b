import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest } from '../jira/errors';
import type { Jira } from '../jira/jira';
import { nextSprintName } from '../jira/sprint-names';

const CompleteSchema = z.object({ openIssuesTo: z.union([z.number().int(), z.enum(['newSprint', 'backlog'])]) });

/** What the dialogs of sprints need beside Jira's REST, which has no way to say where open issues go when a sprint is completed. */
export function sprintRoutes({ jira, person }: { readonly jira: Jira; readonly person: (request: Request) => string }): Hono {
  const app = new Hono();

  app.get('/boards/:board', (context) => {
    const accountId = person(context.req.raw);
    const board = jira.boards.visible(accountId, Number(context.req.param('board')));
    return context.json({
      mayManageSprints: board.type !== 'kanban' && jira.boards.mayManageSprintsIn(accountId, jira.boards.projectsOf(board)),
      parallelSprints: jira.switches.parallelSprints,
      nextSprintName: nextSprintName(jira, board),
      now: new Date(jira.clock.now()).toISOString(),
    });
  });

  app.post('/sprints/:sprint/complete', async (context) => {
    const accountId = person(context.req.raw);
    const body = CompleteSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) throw badRequest('Say where the open issues go.');
    jira.sprints.close({ accountId }, Number(context.req.param('sprint')), { moveUnfinishedTo: body.data.openIssuesTo });
    return context.body(null, 204);
  });

  return app;
}
