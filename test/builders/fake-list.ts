import type { ContentChange, IssueList, IssueQuery, ListedIssue } from '../../src/core/scores';
import type { IssueForPanel } from '../../src/core/issue';
import type { FakeScoreFields } from './fakes';

export interface FakeIssueList extends IssueList {
  /** Content that changed, by issue. */
  readonly content: Map<string, ContentChange[]>;
  /** What was asked of `find`. */
  readonly queries: IssueQuery[];
}

/** The issues of `fields` as a list reads them; created at the epoch, answered when their last change says. */
export function anIssueList(fields: FakeScoreFields): FakeIssueList {
  const content = new Map<string, ContentChange[]>();
  const queries: IssueQuery[] = [];
  const listed = ({ id, key, projectId, factors, score, historyFrom }: IssueForPanel): ListedIssue => ({
    id,
    key,
    projectId,
    summary: `Summary of ${key}`,
    type: 'Story',
    status: { name: 'To Do', category: 'new' },
    assignee: null,
    estimate: null,
    sprint: null,
    parent: null,
    createdAt: historyFrom,
    factors,
    score,
  });
  return {
    content,
    queries,
    issues: async (ids) => [...new Set(ids)].flatMap((id) => fields.issues.get(id) ?? []).map(listed),
    scoringHistories: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const [scoredAt = null] = (fields.changes.get(id) ?? []).map(({ at }) => at);
          const changes = content.get(id) ?? [];
          return scoredAt === null && changes.length === 0 ? [] : [[id, { scoredAt, changes }] as const];
        }),
      ),
    find: async (query) => {
      queries.push(query);
      return [...fields.issues.values()]
        .filter(
          ({ projectId, score }) => projectId === query.projectId && (query.scored === undefined || query.scored === (score !== null)),
        )
        .map(({ id }) => id);
    },
    filters: async () => ({ types: ['Story'], statuses: ['To Do'], labels: [], assignees: [] }),
  };
}
