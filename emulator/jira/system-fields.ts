import type { Field } from './model';

/**
 * Jira's own fields under its own ids, names, schemas and clause names. Some hold nothing here (components, versions, attachments …):
 * they read as null or [] and are on no screen, so nobody can set them.
 */
type Row = readonly [
  id: string,
  name: string,
  schema: { readonly type: string; readonly items?: string; readonly system: string } | null,
  clauseNames: readonly string[],
  flags: string,
];

const field = (type: string, system: string, items?: string): Row[2] => (items === undefined ? { type, system } : { type, items, system });

/** Flags: o = orderable (can be on a screen), n = navigable (can be a column), s = searchable. */
const ROWS: readonly Row[] = [
  [
    'statuscategorychangedate',
    'Status Category Changed',
    field('datetime', 'statuscategorychangedate'),
    ['statuscategorychangeddate'],
    'ns',
  ],
  ['summary', 'Summary', field('string', 'summary'), ['summary'], 'ons'],
  ['issuetype', 'Issue Type', field('issuetype', 'issuetype'), ['issuetype', 'type'], 'ons'],
  ['project', 'Project', field('project', 'project'), ['project'], 'ns'],
  ['status', 'Status', field('status', 'status'), ['status'], 'ns'],
  ['statusCategory', 'Status Category', field('statusCategory', 'statusCategory'), ['statuscategory'], 'ns'],
  ['priority', 'Priority', field('priority', 'priority'), ['priority'], 'ons'],
  ['resolution', 'Resolution', field('resolution', 'resolution'), ['resolution'], 'ons'],
  ['resolutiondate', 'Resolved', field('datetime', 'resolutiondate'), ['resolutiondate', 'resolved'], 'ns'],
  ['labels', 'Labels', field('array', 'labels', 'string'), ['labels'], 'ons'],
  ['assignee', 'Assignee', field('user', 'assignee'), ['assignee'], 'ons'],
  ['reporter', 'Reporter', field('user', 'reporter'), ['reporter'], 'ons'],
  ['creator', 'Creator', field('user', 'creator'), ['creator'], 'ns'],
  ['created', 'Created', field('datetime', 'created'), ['created', 'createddate'], 'ns'],
  ['updated', 'Updated', field('datetime', 'updated'), ['updated', 'updateddate'], 'ns'],
  ['duedate', 'Due date', field('date', 'duedate'), ['due', 'duedate'], 'ons'],
  ['description', 'Description', field('string', 'description'), ['description'], 'ons'],
  ['parent', 'Parent', null, ['parent'], 'n'],
  ['comment', 'Comment', field('comments-page', 'comment'), ['comment'], 'os'],
  ['security', 'Security Level', field('securitylevel', 'security'), ['level'], 'ons'],
  ['environment', 'Environment', field('string', 'environment'), ['environment'], 'ons'],
  ['components', 'Components', field('array', 'components', 'component'), ['component'], 'ons'],
  ['fixVersions', 'Fix versions', field('array', 'fixVersions', 'version'), ['fixversion'], 'ons'],
  ['versions', 'Affects versions', field('array', 'versions', 'version'), ['affectedversion'], 'ons'],
  ['attachment', 'Attachment', field('array', 'attachment', 'attachment'), ['attachments'], 'os'],
  ['issuelinks', 'Linked Issues', field('array', 'issuelinks', 'issuelinks'), ['issuelink'], 'os'],
  ['subtasks', 'Sub-tasks', field('array', 'subtasks', 'issuelinks'), ['subtasks'], 'n'],
  ['watches', 'Watchers', field('watches', 'watches'), ['watchers'], 'n'],
  ['votes', 'Votes', field('votes', 'votes'), ['votes'], 'n'],
  ['worklog', 'Log Work', field('array', 'worklog', 'worklog'), [], 'os'],
  ['timetracking', 'Time tracking', field('timetracking', 'timetracking'), [], 'os'],
  ['timeestimate', 'Remaining Estimate', field('number', 'timeestimate'), ['remainingestimate', 'timeestimate'], 'n'],
  ['timeoriginalestimate', 'Original estimate', field('number', 'timeoriginalestimate'), ['originalestimate', 'timeoriginalestimate'], 'n'],
  ['timespent', 'Time Spent', field('number', 'timespent'), ['timespent'], 'n'],
  ['aggregatetimespent', 'Σ Time Spent', field('number', 'aggregatetimespent'), [], 'n'],
  ['aggregatetimeestimate', 'Σ Remaining Estimate', field('number', 'aggregatetimeestimate'), [], 'n'],
  ['aggregatetimeoriginalestimate', 'Σ Original Estimate', field('number', 'aggregatetimeoriginalestimate'), [], 'n'],
  ['progress', 'Progress', field('progress', 'progress'), ['progress'], 'n'],
  ['aggregateprogress', 'Σ Progress', field('progress', 'aggregateprogress'), [], 'n'],
  ['workratio', 'Work Ratio', field('number', 'workratio'), ['workratio'], 'ns'],
  ['lastViewed', 'Last Viewed', field('datetime', 'lastViewed'), ['lastviewed'], 'n'],
  ['issuekey', 'Key', null, ['id', 'issue', 'issuekey', 'key'], 'n'],
  ['thumbnail', 'Images', null, [], 'n'],
];

export const SYSTEM_FIELDS: readonly Field[] = ROWS.map(([id, name, schema, clauseNames, flags]) => ({
  id,
  name,
  description: '',
  custom: false,
  schema: schema ?? { type: id === 'parent' ? 'issuelink' : 'string', system: id },
  clauseNames,
  orderable: flags.includes('o'),
  navigable: flags.includes('n'),
  searchable: flags.includes('s'),
}));

const CUSTOM_TYPES = 'com.atlassian.jira.plugin.system.customfieldtypes';

/** Custom field types that a site can make fields of, by the last part of Jira's key. */
export const CUSTOM_FIELD_TYPES = {
  rank: { custom: 'com.pyxis.greenhopper.jira:gh-lexo-rank', type: 'any' },
  sprint: { custom: 'com.pyxis.greenhopper.jira:gh-sprint', type: 'array', items: 'json' },
  storyPointEstimate: { custom: 'com.pyxis.greenhopper.jira:jsw-story-points', type: 'number' },
  float: { custom: `${CUSTOM_TYPES}:float`, type: 'number' },
  textfield: { custom: `${CUSTOM_TYPES}:textfield`, type: 'string' },
  textarea: { custom: `${CUSTOM_TYPES}:textarea`, type: 'string' },
  datepicker: { custom: `${CUSTOM_TYPES}:datepicker`, type: 'date' },
  datetime: { custom: `${CUSTOM_TYPES}:datetime`, type: 'datetime' },
  userpicker: { custom: `${CUSTOM_TYPES}:userpicker`, type: 'user' },
  multiuserpicker: { custom: `${CUSTOM_TYPES}:multiuserpicker`, type: 'array', items: 'user' },
  grouppicker: { custom: `${CUSTOM_TYPES}:grouppicker`, type: 'group' },
  multigrouppicker: { custom: `${CUSTOM_TYPES}:multigrouppicker`, type: 'array', items: 'group' },
  labels: { custom: `${CUSTOM_TYPES}:labels`, type: 'array', items: 'string' },
} as const satisfies Record<string, { custom: string; type: string; items?: string }>;

export type CustomFieldType = keyof typeof CUSTOM_FIELD_TYPES;
