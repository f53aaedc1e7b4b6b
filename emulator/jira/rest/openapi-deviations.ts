/** Where Jira's answers are known to differ from Atlassian's own OpenAPI files: violations there are not reported. */
export interface Deviation {
  readonly operation: RegExp;
  /** The JSON pointer of the offending value. */
  readonly at: RegExp;
  /** `*`: any. */
  readonly keyword: string;
  readonly reason: string;
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    operation: /changelog|\/issue\b|search/,
    at: /\/items\/\d+\/(from|fromString|to|toString)$/,
    keyword: 'type',
    reason: 'Jira answers null where a field was or became empty; the file says string without nullable.',
  },
  {
    operation: /permissionscheme/,
    at: /\/holder$/,
    keyword: 'additionalProperties',
    reason: '`expand` adds user, group, projectRole or field to a holder, as its own description says; the schema forbids it.',
  },
  {
    operation: /POST \/rest\/api\/3\/issue\/bulkfetch/,
    at: /^$/,
    keyword: 'additionalProperties',
    reason: "The file's own example has `expand` at the top; its schema does not.",
  },
  {
    operation: /POST \/rest\/api\/3\/changelog\/bulkfetch/,
    at: /\/created$/,
    keyword: 'type',
    reason: "The file's own example has epoch milliseconds (a switch); its schema says date-time.",
  },
  {
    operation: /GET \/rest\/api\/3\/bulk\/queue/,
    at: /^\/(created|started|updated)$/,
    keyword: 'type',
    reason: "The operation's own description shows epoch milliseconds; its schema says date-time.",
  },
  {
    operation: /POST \/rest\/api\/3\/jql\/parse/,
    at: /\/queries\/\d+\/structure\/where/,
    keyword: '*',
    reason: 'A clause may have none of the properties of the kinds it may be, so every schema excludes the others.',
  },
  {
    operation: /GET \/rest\/agile\/1\.0\/board\/\{boardId\}\/configuration/,
    at: /^(\/(location|type))?$/,
    keyword: '*',
    reason: 'The schema has projectKeyOrId in the location and no type of the board; the example id, key, name, self, and a type.',
  },
];
