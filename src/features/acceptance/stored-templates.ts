import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import type { AtomicWrite, Storage } from '../../core/storage';
import type { TemplateItem } from './rules/change';

export interface Template {
  readonly id: string;
  readonly name: string;
  /** For these issue types; empty: for all. */
  readonly typeIds: readonly string[];
  /** Put on new issues by itself. */
  readonly onCreation: boolean;
  readonly items: readonly TemplateItem[];
}

/** What a project puts on its checklists (A2). */
export interface Templates {
  readonly done: readonly TemplateItem[];
  readonly templates: readonly Template[];
}

export interface StoredTemplates extends Templates {
  readonly revision: number;
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
}

const items = z.array(z.object({ id: z.string(), text: z.string(), mandatory: z.boolean() }));
const stored = z.object({
  version: z.literal(1),
  done: items,
  templates: z.array(z.object({ id: z.string(), name: z.string(), typeIds: z.array(z.string()), onCreation: z.boolean(), items })),
  changed: z.object({ by: z.string(), at: z.number() }),
});

const key = (projectId: ProjectId): string => `acceptance-templates:${projectId}`;

export async function readTemplates(storage: Pick<Storage, 'revised'>, projectId: ProjectId): Promise<StoredTemplates> {
  const found = await storage.revised(key(projectId), (value) => stored.parse(value));
  if (found === undefined) return { done: [], templates: [], changed: null, revision: 0 };
  const { done, templates, changed } = found.value;
  return { done, templates, changed, revision: found.revision };
}

export const templatesWrite = (
  projectId: ProjectId,
  { done, templates }: Templates,
  changed: { readonly by: AccountId; readonly at: number },
  after: number,
): AtomicWrite => ({ key: key(projectId), value: { version: 1, done, templates, changed }, after });

/** Those for an issue of this type. */
export const forType = ({ templates }: Pick<Templates, 'templates'>, typeId: string): readonly Template[] =>
  templates.filter(({ typeIds }) => typeIds.length === 0 || typeIds.includes(typeId));
