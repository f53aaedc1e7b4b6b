import * as z from 'zod/mini';
import type { StoredScore } from '../core/scores';
import type { Site } from '../core/site';

/** How the two value fields read in an answer of Jira's that has `project` among its fields. */
export const project = z.object({ id: z.string(), projectTypeKey: z.string() });

export const number = z.catch(z.nullable(z.number()), null);

interface Found {
  readonly id: string;
  readonly fields: { readonly project: z.infer<typeof project>; readonly [field: string]: unknown };
}

export function storedScore(site: Pick<Site, 'valueFactors' | 'valueScore'>, { id, fields }: Found): StoredScore {
  return {
    id,
    projectId: fields.project.id,
    software: fields.project.projectTypeKey === 'software',
    factors: fields[site.valueFactors] ?? null,
    score: number.parse(fields[site.valueScore]),
  };
}
