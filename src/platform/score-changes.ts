import * as z from 'zod/mini';
import type { IssueId } from '../core/actor';
import type { Content, ContentChange, ScoringHistory } from '../core/scores';
import type { Site } from '../core/site';
import { changelogs } from './changelogs';
import { epochOf } from './jira-time';

const text = z.catch(z.nullish(z.string()), null);
/** An item of a change as either endpoint gives it. Every object has a method called `toString`: an item without the text is caught, not refused. */
export const changeItem = z.object({ fieldId: z.nullish(z.string()), fromString: text, toString: text });

const history = z.object({ created: z.union([z.number(), z.string()]), items: z.array(changeItem) });

type ChangeSite = Pick<Site, 'valueFactors' | 'estimates'>;
interface Entry {
  readonly at: number;
  readonly items: readonly z.infer<typeof changeItem>[];
}

/** As the caller. */
export async function scoringHistories(site: ChangeSite, ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, ScoringHistory>> {
  const fieldIds = [site.valueFactors, 'summary', 'description', ...site.estimates];
  const entries = new Map<IssueId, Entry[]>();
  for (const { issueId, changeHistories } of await changelogs('user', ids, fieldIds, history)) {
    const found = changeHistories.map(({ created, items }) => ({ at: epochOf(created), items }));
    entries.set(issueId, [...(entries.get(issueId) ?? []), ...found]);
  }
  return new Map([...entries].map(([id, of]) => [id, scoringHistory(site, of)]));
}

/** What an issue's history says of its score's age; entries in any order. */
export function scoringHistory(site: ChangeSite, entries: readonly Entry[]): ScoringHistory {
  const given = entries.filter(({ items }) => items.some(({ fieldId }) => fieldId === site.valueFactors)).map(({ at }) => at);
  return {
    scoredAt: given.length === 0 ? null : Math.max(...given),
    changes: entries.flatMap(({ at, items }) => items.flatMap((item) => contentChange(site, at, item) ?? [])),
  };
}

function contentChange(site: ChangeSite, at: number, item: Entry['items'][number]): ContentChange | null {
  const field = item.fieldId ?? '';
  const of = contentOf(site, field);
  return of === null ? null : { of, field, at, from: item.fromString ?? '', to: item.toString ?? '' };
}

function contentOf(site: ChangeSite, field: string): Content | null {
  if (field === 'summary' || field === 'description') return field;
  return site.estimates.includes(field) ? 'estimate' : null;
}
