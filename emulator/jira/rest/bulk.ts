import { z } from 'zod';
import { JiraError } from '../errors';
import type { BulkTask, BulkWork } from '../bulk';
import type { Issue, Project, Transition } from '../model';
import { define, jsonContext, listParam, parseBody } from './define';
import { created, ok, type Operation, type OperationContext, type Reply } from './operation';
import { userJson } from './user-json';

const MOST_ISSUES = 1_000;
const WORKFLOWS_A_PAGE = 50;

const TransitionSchema = z.object({
  bulkTransitionInputs: z.array(z.object({ selectedIssueIdsOrKeys: z.array(z.string()).min(1), transitionId: z.string() })).min(1),
  sendBulkNotification: z.boolean().nullish(),
});
const MoveSchema = z.object({
  targetToSourcesMapping: z.record(
    z.string(),
    z.object({
      issueIdsOrKeys: z.array(z.string()).min(1),
      inferStatusDefaults: z.boolean().optional(),
      inferSubtaskTypeDefault: z.boolean().optional(),
      inferFieldDefaults: z.boolean().optional(),
      inferClassificationDefaults: z.boolean().optional(),
      targetStatus: z.array(z.object({ statuses: z.record(z.string(), z.array(z.string())) })).nullish(),
      targetMandatoryFields: z.array(z.unknown()).nullish(),
      targetClassification: z.array(z.unknown()).nullish(),
    }),
  ),
  sendBulkNotification: z.boolean().nullish(),
});

/** Bulk operations have a shape of error of their own: `{errors: [{message}]}`. */
const refused = (status: number, message: string): Reply => ({ status, body: { errors: [{ message }] } });

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const handled =
  (handle: (context: OperationContext) => Reply): Operation['handle'] =>
  (context) => {
    try {
      const { jira, caller } = context;
      if (!jira.permissions.has(caller.accountId, 'BULK_CHANGE'))
        throw new Refused(403, 'You need the global permission to make bulk changes.');
      return handle(context);
    } catch (error) {
      if (error instanceof Refused) return refused(error.status, error.message);
      if (error instanceof JiraError && error.status === 400)
        return refused(400, [...error.errorMessages, ...Object.values(error.errors)].join(' '));
      throw error;
    }
  };

/** The issues named, each once. @throws Refused when one of them is not there for the person */
function issuesOf({ jira, caller }: OperationContext, names: readonly string[]): readonly Issue[] {
  if (names.length > MOST_ISSUES) throw new Refused(400, `At most ${MOST_ISSUES} issues can be given.`);
  const found = names.map((name) => jira.issues.byIdOrKey(name));
  if (found.some((issue) => !issue || !jira.permissions.canSee(caller.accountId, issue)))
    throw new Refused(400, 'Some of the issues in the issueIdsOrKeys are not valid');
  return [...new Set(found as Issue[])];
}

function available(context: OperationContext): Reply {
  const { jira, caller, query } = context;
  const groups = new Map<string, Issue[]>();
  for (const issue of issuesOf(context, listParam(query, 'issueIdsOrKeys') ?? [])) {
    const { id } = jira.workflows.of(issue);
    groups.set(id, [...(groups.get(id) ?? []), issue]);
  }
  if (groups.size === 0) throw new Refused(400, 'Some of the issues in the issueIdsOrKeys are not valid');
  const all = [...groups.values()].map((issues) => {
    const offered = issues.map((issue) => jira.workflows.transitionsFor(issue, caller.accountId));
    const common = (offered[0] ?? []).filter(
      (one) => one.screenId === undefined && offered.every((list) => list.some(({ id }) => id === one.id)),
    );
    const every = jira.workflows.of(issues[0] as Issue).transitions;
    return {
      issues: issues.map(({ key }) => key),
      isTransitionsFiltered: common.length < every.length,
      transitions: common.map((one) => simplified(context, one)),
    };
  });
  const start = Number(query.get('startingAfter') ?? 0);
  const page = all.slice(start, start + WORKFLOWS_A_PAGE);
  const end = start + page.length;
  return ok({ availableTransitions: page, ...(end < all.length ? { startingAfter: String(end) } : {}) });
}

const simplified = ({ jira }: OperationContext, { id, name, to }: Transition): Record<string, unknown> => ({
  transitionId: Number(id),
  transitionName: name,
  to: { statusId: Number(to), statusName: jira.state.statuses.get(to)?.name },
});

function transition(context: OperationContext): Reply {
  const { jira, caller } = context;
  const { bulkTransitionInputs } = parseBody(TransitionSchema, context.body);
  const work = bulkTransitionInputs.flatMap(({ selectedIssueIdsOrKeys, transitionId }) =>
    issuesOf(context, selectedIssueIdsOrKeys).map((issue): BulkWork => ({
      issueId: issue.id,
      run: () => void jira.issues.transition(caller, issue.id, transitionId),
    })),
  );
  return submitted(context, work);
}

function move(context: OperationContext): Reply {
  const { jira, caller } = context;
  const { targetToSourcesMapping } = parseBody(MoveSchema, context.body);
  const work = Object.entries(targetToSourcesMapping).flatMap(([target, mapping]) => {
    const [projectId = '', typeId = '', parentId] = target.split(',').map((part) => part.trim());
    const project = jira.projects.byIdOrKey(projectId);
    if (!project || !jira.projects.isVisible(caller.accountId, project)) throw new Refused(400, `There is no project ${projectId}.`);
    if (!project.issueTypeIds.includes(typeId)) throw new Refused(400, `Project ${project.key} has no issue type ${typeId}.`);
    const issues = issuesOf(context, mapping.issueIdsOrKeys);
    if (mapping.inferSubtaskTypeDefault === false && issues.some((issue) => jira.issues.childrenOf(issue.id).length > 0))
      throw new JiraError(501, ['This local Jira does not emulate moves that leave sub-tasks behind. See docs/emulator.md.']);
    return issues.map((issue): BulkWork => {
      const statusId = targetStatus(context, project, typeId, issue, mapping);
      const to = {
        projectId: project.id,
        typeId,
        ...(statusId === undefined ? {} : { statusId }),
        ...(parentId === undefined ? {} : { parentId }),
      };
      return { issueId: issue.id, run: () => void jira.issues.move(caller, issue.id, to) };
    });
  });
  return submitted(context, work);
}

/** The status asked for; undefined: the one it has, or the target's first. @throws Refused where neither is possible */
function targetStatus(
  { jira }: OperationContext,
  project: Project,
  typeId: string,
  issue: Issue,
  mapping: z.infer<typeof MoveSchema>['targetToSourcesMapping'][string],
): string | undefined {
  for (const { statuses } of mapping.targetStatus ?? [])
    for (const [to, from] of Object.entries(statuses)) if (from.includes(issue.statusId)) return to;
  const known = jira.workflows.workflowOf(project, typeId).statusIds.includes(issue.statusId);
  if (known || mapping.inferStatusDefaults === true) return undefined;
  throw new Refused(400, `A target status is needed for status ${issue.statusId}.`);
}

function submitted(context: OperationContext, work: readonly BulkWork[]): Reply {
  if (work.length > MOST_ISSUES) throw new Refused(400, `At most ${MOST_ISSUES} issues can be given.`);
  return created({ taskId: context.jira.bulk.submit(context.caller, work) });
}

/** Times are epoch milliseconds, as in Atlassian's own example (its schema says date-time). */
function progress(context: OperationContext): Reply {
  const task = context.jira.bulk.task(context.params['taskId'] ?? '');
  if (!task) throw new Refused(400, 'The task does not exist.');
  const done = task.processed.length + task.failed.size + task.inaccessible;
  return ok({
    taskId: task.taskId,
    status: task.complete ? 'COMPLETE' : task.started === null ? 'ENQUEUED' : 'RUNNING',
    progressPercent: task.total === 0 ? 100 : Math.floor((100 * done) / task.total),
    submittedBy: userJson(jsonContext(context), task.submittedBy) ?? { accountId: task.submittedBy },
    created: task.created,
    ...(task.started === null ? {} : { started: task.started }),
    updated: task.updated,
    ...(task.complete ? results(context, task) : {}),
  });
}

function results({ jira, caller }: OperationContext, task: BulkTask): Record<string, unknown> {
  const visible = (id: string): boolean => {
    const issue = jira.state.issues.get(id);
    return issue !== undefined && jira.permissions.canSee(caller.accountId, issue);
  };
  return {
    processedAccessibleIssues: task.processed.filter(visible).map(Number),
    failedAccessibleIssues: Object.fromEntries([...task.failed].filter(([id]) => visible(id))),
    invalidOrInaccessibleIssueCount: task.inaccessible,
    totalIssueCount: task.total,
  };
}

export const bulkOperations: readonly Operation[] = [
  define('GET', 'bulk/issues/transition', handled(available)),
  define('POST', 'bulk/issues/transition', handled(transition)),
  define('POST', 'bulk/issues/move', handled(move)),
  define('GET', 'bulk/queue/{taskId}', handled(progress)),
];
