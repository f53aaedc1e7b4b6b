import * as z from 'zod/mini';
import type { StoredFactors } from '../../src/features/scoring/rules';
import { readFactors } from '../../src/features/scoring/stored-factors';

/** Where the editor stands, and what the field holds there. */
export type Place =
  | (Standing & { readonly kind: 'view' })
  /** Part of a form of Jira's: what is submitted is saved when that form is. */
  | (Standing & { readonly kind: 'form' })
  /** As `form`, for many issues at once. */
  | (Standing & { readonly kind: 'bulk'; readonly issues: number })
  /** A create form in which nobody has chosen a project. */
  | { readonly kind: 'no-project'; readonly isCreating: boolean };

interface Standing {
  readonly projectIds: readonly [string, ...string[]];
  readonly stored: StoredFactors | null | 'unreadable';
}

const withId = z.object({ id: z.union([z.string(), z.number()]) });
const extension = z.object({
  renderContext: z.optional(z.string()),
  fieldValue: z.optional(z.unknown()),
  project: z.nullish(withId),
  projects: z.nullish(z.array(withId)),
  issues: z.nullish(z.array(z.unknown())),
});

/** https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field-type/#extension-data */
export function placeOf(context: unknown): Place {
  const parsed = extension.safeParse(context);
  if (!parsed.success) return { kind: 'no-project', isCreating: false };
  const { renderContext, fieldValue, project, projects, issues } = parsed.data;
  const isBulk = renderContext === 'issue-bulk-edit';
  const [first, ...others] = new Set((isBulk ? (projects ?? []) : project ? [project] : []).map(({ id }) => String(id)));
  if (first === undefined) return { kind: 'no-project', isCreating: renderContext === 'issue-create' };
  const projectIds = [first, ...others] as const;
  // Jira gives no value for many issues: what is answered replaces whatever each of them holds.
  if (isBulk) return { kind: 'bulk', projectIds, stored: null, issues: issues?.length ?? 0 };
  return { kind: renderContext === 'issue-view' ? 'view' : 'form', projectIds, stored: readFactors(fieldValue) };
}
