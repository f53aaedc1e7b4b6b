/** Scopes, space-separated: `classic` (Atlassian's `Current`), `granular` (`Beta`). `anonymous`: callable without credentials. */
export interface AccessRow {
  readonly classic?: string;
  readonly granular?: string;
  readonly anonymous?: true;
}
