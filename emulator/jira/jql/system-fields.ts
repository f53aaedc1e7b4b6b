import { documentToText } from '../adf';
import type { Issue } from '../model';
import type { JqlContext } from './context';
import { visibleComments } from './comments';
import {
  epicLink,
  issuetype,
  key,
  level,
  parent,
  parentEpic,
  priority,
  project,
  resolution,
  status,
  statusCategory,
  userField,
  type Maker,
} from './entity-fields';
import type { JqlField } from './field-types';
import { wordsOf } from './text';

/**
 * Jira's own fields in JQL, by clause name in lower case.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-fields/
 */
export function systemField(clause: string, name: string, context: JqlContext): JqlField | undefined {
  return FIELDS[clause]?.(name, context);
}

/** Names `systemField` knows, for the reference data. */
export const systemClauseNames = (): readonly string[] => Object.keys(FIELDS);

const summaryWords = new WeakMap<Issue, readonly string[]>();
const descriptionWords = new WeakMap<Issue, readonly string[]>();

function remembered(cache: WeakMap<Issue, readonly string[]>, issue: Issue, text: () => string): readonly string[] {
  let words = cache.get(issue);
  if (!words) {
    words = wordsOf(text());
    cache.set(issue, words);
  }
  return words;
}

const wordsOfSummary = (issue: Issue): readonly string[] => remembered(summaryWords, issue, () => issue.summary);
const wordsOfDescription = (issue: Issue): readonly string[] =>
  remembered(descriptionWords, issue, () => documentToText(issue.description));

const one = (id: string | null): readonly string[] => (id === null ? [] : [id]);
const moment =
  (value: (issue: Issue) => number | null): Maker =>
  (name) => ({
    kind: 'instant',
    name,
    values: (issue) => {
      const at = value(issue);
      return at === null ? [] : [at];
    },
    sortKey: value,
  });

const due: Maker = (name) => ({ kind: 'day', name, values: (issue) => one(issue.dueDate), sortKey: (issue) => issue.dueDate });

const labels: Maker = (name) => ({
  kind: 'entity',
  type: 'string',
  name,
  values: (issue) => issue.labels.map((label) => label.toLowerCase()),
  resolve: (text) => [text.toLowerCase()],
  sortKey: (issue) => (issue.labels.length === 0 ? null : [...issue.labels].sort().join(' ').toLowerCase()),
});

const summary: Maker = (name) => ({
  kind: 'text',
  name,
  texts: (issue) => [wordsOfSummary(issue)],
  sortKey: (issue) => issue.summary.toLowerCase(),
});

const description: Maker = (name) => ({
  kind: 'text',
  name,
  texts: (issue) => (issue.description === null ? [] : [wordsOfDescription(issue)]),
  sortKey: (issue) => (issue.description === null ? null : documentToText(issue.description).toLowerCase()),
});

const comment: Maker = (name, context) => ({ kind: 'text', name, texts: (issue) => visibleComments(issue, context) });

const text: Maker = (name, context) => ({
  kind: 'text',
  name,
  texts: (issue) => {
    const custom = Object.values(issue.custom).flatMap((value) => (typeof value === 'string' ? [wordsOf(value)] : []));
    return [wordsOfSummary(issue), wordsOfDescription(issue), ...visibleComments(issue, context), ...custom];
  },
});

/** Fields this site has no values for: always empty. */
const nothing: Maker = (name) => ({ kind: 'entity', type: 'nothing', name, values: () => [], resolve: () => [], sortKey: () => null });

const FIELDS: Readonly<Record<string, Maker>> = {
  project,
  key,
  issuekey: key,
  issue: key,
  id: key,
  parent,
  'epic link': epicLink,
  parentepic: parentEpic,
  issuetype,
  type: issuetype,
  status,
  statuscategory: statusCategory,
  priority,
  resolution,
  level,
  summary,
  description,
  comment,
  text,
  labels,
  assignee: (name, context) => userField(name, context, (issue) => one(issue.assigneeId), 'assignee'),
  reporter: (name, context) => userField(name, context, (issue) => one(issue.reporterId), 'reporter'),
  creator: (name, context) => userField(name, context, (issue) => one(issue.creatorId)),
  created: moment((issue) => issue.created),
  createddate: moment((issue) => issue.created),
  updated: moment((issue) => issue.updated),
  updateddate: moment((issue) => issue.updated),
  resolved: moment((issue) => issue.resolved),
  resolutiondate: moment((issue) => issue.resolved),
  statuscategorychangeddate: moment((issue) => issue.statusCategoryChanged),
  due,
  duedate: due,
  component: nothing,
  fixversion: nothing,
  affectedversion: nothing,
  environment: (name) => ({ kind: 'text', name, texts: () => [] }),
};
