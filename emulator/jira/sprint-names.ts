import type { Jira } from './jira';
import type { Board } from './model';
import { LONGEST_SPRINT_NAME } from './sprint-rules';

/** What Jira calls a sprint that nobody has named: the number of the board's newest one goes up by one. */
export function nextSprintName(jira: Jira, board: Board): string {
  const newest = [...jira.sprints.listFor(board)].sort((a, b) => b.id - a.id)[0];
  const name = newest?.name ?? `${jira.state.projects.get(board.projectId)?.key ?? 'New'} Sprint`;
  const [, words = `${name} `, number] = /^(.*?)(\d{1,9})$/.exec(name) ?? [];
  const next = String(Number(number ?? 0) + 1);
  return words.slice(0, LONGEST_SPRINT_NAME - next.length) + next;
}
