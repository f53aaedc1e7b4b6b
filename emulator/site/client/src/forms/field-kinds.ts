import { hasOwnEditor, moduleOf, type AdfNode, type EditExperience, type FieldMeta, type ModuleJson } from '../jira-types';
import { fromText, toText } from '../parts/adf';

/** How Jira's own editor of a field looks. */
export type FieldKind = 'text' | 'document' | 'number' | 'date' | 'choice' | 'labels' | 'person' | 'issue' | 'sprint';

/** Jira's editor for the field, or undefined where it has none (objects) or this site has not built it. */
export function kindOf({ fieldId, schema, allowedValues }: FieldMeta): FieldKind | undefined {
  if (fieldId === 'description' || (schema.custom ?? '').endsWith(':textarea')) return 'document';
  if (schema.system === 'labels' || (schema.custom ?? '').endsWith(':labels')) return 'labels';
  if ((schema.custom ?? '').endsWith('gh-sprint')) return 'sprint';
  if (schema.type === 'array') return undefined;
  if (allowedValues && allowedValues.length > 0) return 'choice';
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'date':
      return 'date';
    case 'user':
      return 'person';
    case 'issuelink':
      return 'issue';
    default:
      return undefined;
  }
}

/** What is shown of a screen: a field with the app's editor for this place, or with Jira's; a read-only field is on no such screen. */
export interface ScreenField {
  readonly meta: FieldMeta;
  readonly own?: ModuleJson;
  readonly kind?: FieldKind;
}

/** @param modules what the app shows here; an app field that is not among them is hidden by its display conditions */
export function screenFields(
  metas: readonly FieldMeta[],
  modules: readonly ModuleJson[],
  experience: EditExperience,
): readonly ScreenField[] {
  return metas.flatMap((meta): ScreenField[] => {
    const module = moduleOf(modules, meta.schema);
    if ((meta.schema.custom ?? '').startsWith('ari:') && !module) return [];
    if (hasOwnEditor(module, experience)) return [{ meta, own: module }];
    const kind = kindOf(meta);
    return kind === undefined ? [] : [{ meta, kind }];
  });
}

/** What has been typed and chosen, as text by field id; what frames have submitted, as they submitted it. */
export interface Draft {
  readonly typed: Readonly<Record<string, string>>;
  readonly submitted: Readonly<Record<string, unknown>>;
}

/** A value as its editor begins with it. */
export function typedOf(kind: FieldKind, value: unknown): string {
  if (value === null || value === undefined) return '';
  const { id, accountId, key } = value as { id?: string; accountId?: string; key?: string };
  switch (kind) {
    case 'document':
      return toText(value as AdfNode);
    case 'labels':
      return (value as string[]).join(' ');
    case 'sprint': {
      const open = (value as { id: number; state: string }[]).find(({ state }) => state !== 'closed');
      return open ? String(open.id) : '';
    }
    case 'choice':
      return id ?? '';
    case 'person':
      return accountId ?? '';
    case 'issue':
      return key ?? '';
    default:
      return String(value);
  }
}

/** What Jira's REST takes for it. @throws Error with a sentence for the field */
export function valueOf(kind: FieldKind, name: string, typed: string): unknown {
  const text = typed.trim();
  if (kind === 'labels') return text === '' ? [] : text.split(/\s+/);
  if (text === '') return null;
  switch (kind) {
    case 'text':
      return typed;
    case 'date':
      return text;
    case 'document':
      return fromText(typed);
    case 'number':
    case 'sprint': {
      const number = Number(text.replace(',', '.'));
      if (!Number.isFinite(number)) throw new Error(`${name} takes a number.`);
      return number;
    }
    case 'choice':
      return { id: text };
    case 'person':
      return { accountId: text };
    case 'issue':
      return { key: text.toUpperCase() };
  }
}

export interface FilledIn {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Sentences for what cannot be sent, by field id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** What to send: only fields that are shown and differ from what they began with. */
export function filledIn(fields: readonly ScreenField[], draft: Draft, initial: Readonly<Record<string, string>> = {}): FilledIn {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const { meta, own, kind } of fields) {
    const { fieldId, name } = meta;
    if (own) {
      if (fieldId in draft.submitted) values[fieldId] = draft.submitted[fieldId];
      continue;
    }
    const typed = draft.typed[fieldId];
    if (kind === undefined || typed === undefined || typed === (initial[fieldId] ?? '')) continue;
    try {
      values[fieldId] = valueOf(kind, name, typed);
    } catch (error) {
      errors[fieldId] = error instanceof Error ? error.message : String(error);
    }
  }
  return { fields: values, errors };
}
