import * as z from 'zod/mini';
import type { ReadScores } from '../core/rank';
import type { Sites } from '../core/site';
import { bulkFetch } from './bulk-fetch';
import { number } from './value-fields';

const answer = z.object({ id: z.string(), fields: z.looseObject({}) });

/** Scores of the issues the person who calls may see: 1 point an issue. */
export function createVisibleScores({ sites }: { readonly sites: Sites }): ReadScores {
  return {
    async asCaller(ids) {
      const { valueScore } = await sites.current();
      const found = await bulkFetch({ as: 'user', ids, fields: [valueScore], issue: answer });
      return new Map(found.map(({ id, fields }) => [id, number.parse(fields[valueScore])]));
    },
  };
}
