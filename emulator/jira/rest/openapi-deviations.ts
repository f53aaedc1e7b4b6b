/** Where Jira's answers are known to differ from Atlassian's own OpenAPI files: violations there are not reported. */
export interface Deviation {
  readonly operation: RegExp;
  /** The JSON pointer of the offending value. */
  readonly at: RegExp;
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
];
