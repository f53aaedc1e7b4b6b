import type { ProjectId } from './actor';

/**
 * What differs from site to site and never within one: the ids Jira gave our fields, Jira's own agile fields, and which issue
 * types are epics. Looked up by schema key once and kept, since names are translated and numbers mean nothing.
 */
export interface Site {
  readonly valueScore: FieldId;
  readonly valueFactors: FieldId;
  readonly acceptance: FieldId;
  /** Jira's own Sprint field; absent where Jira Software has none. */
  readonly sprint: FieldId | null;
  /** Jira's own Rank field, by which a backlog is ordered; absent where Jira Software has none. */
  readonly rank: FieldId | null;
  /** Fields that hold an issue's estimate, the likelier first; at most four. */
  readonly estimates: readonly FieldId[];
  /** Epic-level and higher types; `projectId` for a team-managed project's own types. */
  readonly epicTypes: readonly { readonly id: string; readonly projectId: ProjectId | null }[];
}

/** `customfield_10042` and the like. */
export type FieldId = string;

export interface Sites {
  /** Which installation this invocation is for. */
  id(): string;
  /** The site this invocation runs on. Reads memory, then storage, then Jira; never writes. */
  current(): Promise<Site>;
  /** Makes sure something is kept. */
  ensure(): Promise<void>;
  /** Looks everything up again and keeps it. */
  refresh(): Promise<Site>;
}
