import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { FactorsHistory } from '../core/scores';
import type { Sites } from '../core/site';
import type { Storage } from '../core/storage';
import { readWrites, writerAt, type Write } from './attribution';
import { callJira } from './jira-client';
import { epochOf } from './jira-time';

/** Oldest first, and no "since": one page holds all that any issue has. */
const PAGE = 1_000;

const author = z.object({ accountId: z.string(), displayName: z.optional(z.string()), accountType: z.optional(z.string()) });
const text = z.optional(z.nullable(z.string()));
const item = z.object({ fieldId: z.optional(z.string()), from: text, to: text, fromString: text, toString: text });
const answer = z.object({
  issueChangeLogs: z.array(
    z.object({
      changeHistories: z.array(
        z.object({
          id: z.string(),
          author: z.optional(author),
          // Epoch milliseconds by the documentation's example, ISO 8601 by its schema.
          created: z.union([z.number(), z.string()]),
          items: z.array(item),
        }),
      ),
    }),
  ),
  nextPageToken: z.optional(z.nullable(z.string())),
});

/** Jira's history of the Value factors field. Jira keeps what an object field held as JSON. */
export function createFactorsHistory(deps: { readonly sites: Sites; readonly storage: Storage }): FactorsHistory {
  return {
    async of(issueId, limit) {
      const { valueFactors } = await deps.sites.current();
      const page = async (after: string | null) =>
        callJira({
          as: 'user',
          method: 'POST',
          path: route`/rest/api/3/changelog/bulkfetch`,
          body: {
            issueIdsOrKeys: [issueId],
            fieldIds: [valueFactors],
            maxResults: PAGE,
            ...(after === null ? {} : { nextPageToken: after }),
          },
          answer,
        });
      const entries: z.infer<typeof answer>['issueChangeLogs'][number]['changeHistories'] = [];
      let after: string | null = null;
      do {
        const found: z.infer<typeof answer> = await page(after);
        entries.push(...found.issueChangeLogs.flatMap(({ changeHistories }) => changeHistories));
        after = found.nextPageToken ?? null;
      } while (after !== null);
      const writes = entries.some((entry) => entry.author?.accountType === 'app') ? await readWrites(deps.storage, issueId) : [];
      const changes = entries
        .flatMap((entry) => {
          const at = epochOf(entry.created);
          const changed = entry.items.find(({ fieldId }) => fieldId === valueFactors);
          return changed === undefined
            ? []
            : [{ id: entry.id, by: whoseWrite(entry.author, writes, at), at, from: json(changed.from), to: json(changed.to) }];
        })
        .reverse();
      return { changes: changes.slice(0, limit), more: changes.length > limit };
    },
  };
}

function whoseWrite(
  by: z.infer<typeof author> | undefined,
  writes: readonly Write[],
  at: number,
): { readonly accountId: string; readonly name: string | null } | null {
  if (by === undefined) return null;
  if (by.accountType !== 'app') return { accountId: by.accountId, name: by.displayName ?? null };
  const writer = writerAt(writes, at);
  return writer === null ? null : { accountId: writer, name: null };
}

/** The value as it was; text that is no JSON stays text, which no reader of factors takes for one. */
function json(value: string | null | undefined): unknown {
  if (value === null || value === undefined || value === '') return null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
