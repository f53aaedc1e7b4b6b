import { badRequest } from './errors';
import type { Jira } from './jira';
import type { Issue, Sprint } from './model';

export const LONGEST_SPRINT_NAME = 30;
const LONGEST_GOAL = 10_000;

/** The sprint, if it may be so. @throws JiraError 400 naming the field */
export function checkedSprint(sprint: Sprint): Sprint {
  if (sprint.name === '') throw badRequest('', { name: 'A sprint needs a name.' });
  if (sprint.name.length > LONGEST_SPRINT_NAME)
    throw badRequest('', { name: `The sprint name must be shorter than ${LONGEST_SPRINT_NAME} characters.` });
  if (sprint.goal.length > LONGEST_GOAL)
    throw badRequest('', { goal: `The sprint goal must not be longer than ${LONGEST_GOAL} characters.` });
  if (sprint.startDate !== null && sprint.endDate !== null && sprint.endDate <= sprint.startDate)
    throw badRequest('', { endDate: 'The end date of a sprint must be after the start date.' });
  return sprint;
}

/** A sprint that runs, or is to be started, has both dates. @throws JiraError 400 */
export function requireDates({ startDate, endDate }: Sprint): void {
  if (startDate === null || endDate === null) throw badRequest('A sprint needs a start date and an end date to be started or active.');
}

/** @throws JiraError 400 when another sprint of its board runs and the site does not allow parallel ones */
export function refuseParallel(jira: Jira, sprint: Sprint): void {
  const board = jira.boards.byId(sprint.originBoardId);
  if (!board || jira.switches.parallelSprints) return;
  const running = jira.sprints.listFor(board, ['active']).find(({ id }) => id !== sprint.id);
  if (running) throw badRequest(`The sprint cannot be started while '${running.name}' is active: parallel sprints are not enabled.`);
}

/**
 * "All sub-tasks must be Done before you can complete a sprint": of parents that are not, they go along with them. Whether a close by REST
 * looks at it is not known. https://support.atlassian.com/jira-software-cloud/docs/complete-a-sprint/
 * @param finished the sprint's issues that are done
 * @throws JiraError 400 naming the parents
 */
export function refuseOpenSubtasks(jira: Jira, finished: readonly Issue[], isDone: (issue: Issue) => boolean): void {
  if (!jira.switches.openSubtasksKeepSprintOpen) return;
  const isSubtask = ({ typeId }: Issue): boolean => (jira.state.issueTypes.get(typeId)?.hierarchyLevel ?? 0) < 0;
  const waiting = finished.filter(({ id }) => jira.issues.childrenOf(id).some((child) => isSubtask(child) && !isDone(child)));
  if (waiting.length === 0) return;
  const keys = waiting.map(({ key }) => key).join(', ');
  throw badRequest(`The sprint cannot be completed: these issues are done but have open sub-tasks: ${keys}.`);
}
