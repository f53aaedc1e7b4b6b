/** One issue of the demo as its author wrote it; the seed files it through the domain like a person would. */
export interface SeedIssue {
  readonly type: 'Story' | 'Bug' | 'Task' | 'Epic';
  readonly summary: string;
  /** Summary of the epic it belongs to. */
  readonly epic?: string;
  readonly points?: number;
  readonly priority?: 'Highest' | 'High' | 'Medium' | 'Low' | 'Lowest';
  /** Paragraphs, separated by an empty line. */
  readonly about?: string;
  /** How to see a bug. */
  readonly steps?: readonly string[];
  readonly criteria?: readonly string[];
  readonly labels?: readonly string[];
  readonly subtasks?: readonly string[];
  readonly comments?: readonly SeedComment[];
}

export interface SeedComment {
  /** Local part of the author's e-mail. */
  readonly by: string;
  readonly text: string;
}
