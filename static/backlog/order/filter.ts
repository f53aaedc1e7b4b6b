/** What the list is filtered by; everything empty: nothing. */
export interface Filter {
  readonly text: string;
  readonly types: readonly string[];
  readonly statuses: readonly string[];
  readonly labels: readonly string[];
  /** Account id, `none`, or '' for anybody. */
  readonly assignee: string;
  readonly score: Score | '';
}

export type Score = (typeof SCORES)[number];

export const SCORES = ['scored', 'unscored', 'stale'] as const;

export const NO_FILTER: Filter = { text: '', types: [], statuses: [], labels: [], assignee: '', score: '' };

export const isUnfiltered = (filter: Filter): boolean =>
  filter.text.trim() === '' &&
  Object.values(filter).every((value: string | readonly string[]) => value === filter.text || value.length === 0);

/** The filter as the call takes it. */
export function asked({ text, types, statuses, labels, assignee, score }: Filter) {
  const typed = text.trim();
  return {
    ...(typed === '' ? {} : { text: typed }),
    ...(types.length === 0 ? {} : { types: [...types] }),
    ...(statuses.length === 0 ? {} : { statuses: [...statuses] }),
    ...(labels.length === 0 ? {} : { labels: [...labels] }),
    ...(assignee === '' ? {} : { assignee }),
    ...(score === '' ? {} : { score }),
  };
}
