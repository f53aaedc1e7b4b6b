import type { Json } from '../json';
import { badRequest } from './errors';
import type { Jira } from './jira';
import type { Field, ForgeFieldInfo, Project, Screen } from './model';
import { CUSTOM_FIELD_TYPES, SYSTEM_FIELDS, type CustomFieldType } from './system-fields';

/**
 * How a custom field's value is kept in `Issue.custom`: number; text (string); richText (document); date `YYYY-MM-DD`;
 * datetime `2023-01-18T12:00:00.000+0000`; user (account id); group (group id); object (JSON object). `list`: an array of those.
 */
export type ValueKind = 'number' | 'text' | 'richText' | 'date' | 'datetime' | 'user' | 'group' | 'object';

export interface ValueShape {
  readonly kind: ValueKind;
  readonly list: boolean;
}

export type ForgeFieldModule = ForgeFieldInfo & { readonly name: string; readonly description: string };

/** Where the numbers of fields of uninstalled apps are kept (a table of `JiraState.properties`), by ARI: `{number, at}`. */
const TRASH = 'site:trashedFields';
/** "If the app is reinstalled within 30 days, the field will reappear with all the previous data intact." */
const TRASH_MS = 30 * 86_400_000;

const SHAPES: Readonly<Record<string, ValueShape>> = {
  [CUSTOM_FIELD_TYPES.storyPointEstimate.custom]: { kind: 'number', list: false },
  [CUSTOM_FIELD_TYPES.float.custom]: { kind: 'number', list: false },
  [CUSTOM_FIELD_TYPES.textfield.custom]: { kind: 'text', list: false },
  [CUSTOM_FIELD_TYPES.textarea.custom]: { kind: 'richText', list: false },
  [CUSTOM_FIELD_TYPES.datepicker.custom]: { kind: 'date', list: false },
  [CUSTOM_FIELD_TYPES.datetime.custom]: { kind: 'datetime', list: false },
  [CUSTOM_FIELD_TYPES.userpicker.custom]: { kind: 'user', list: false },
  [CUSTOM_FIELD_TYPES.multiuserpicker.custom]: { kind: 'user', list: true },
  [CUSTOM_FIELD_TYPES.grouppicker.custom]: { kind: 'group', list: false },
  [CUSTOM_FIELD_TYPES.multigrouppicker.custom]: { kind: 'group', list: true },
  [CUSTOM_FIELD_TYPES.labels.custom]: { kind: 'text', list: true },
};

/** How the value of a custom field other than Rank and Sprint is kept; undefined for those and for system fields. */
export function valueShape(field: Field): ValueShape | undefined {
  if (field.forge) return { kind: field.forge.type === 'string' ? 'text' : field.forge.type, list: field.forge.collection === 'list' };
  return SHAPES[field.schema.custom ?? ''];
}

/** The site's fields: Jira's own, the custom ones every software site has, and those of installed apps. */
export class Fields {
  private clauses: Map<string, Field> | undefined;
  private readonly screenFields = new WeakMap<Screen, ReadonlySet<string>>();

  constructor(private readonly jira: Jira) {
    if (jira.state.fields.size > 0) return;
    for (const field of SYSTEM_FIELDS) jira.state.fields.set(field.id, field);
    this.create({ name: 'Sprint', type: 'sprint', description: 'Jira Software sprint field' });
    this.create({ name: 'Rank', type: 'rank', description: 'Global rank field for Jira Software use only.' });
    this.create({ name: 'Story points', type: 'float', description: 'Measurement of complexity and/or size of a requirement.' });
    this.create({
      name: 'Story point estimate',
      type: 'storyPointEstimate',
      description: 'Measurement of complexity and/or size of a requirement.',
    });
  }

  all(): readonly Field[] {
    return [...this.jira.state.fields.values()];
  }

  byId(id: string): Field | undefined {
    return this.jira.state.fields.get(id);
  }

  /** The first field of that name, without regard to case. */
  byName(name: string): Field | undefined {
    const wanted = name.toLowerCase();
    return this.all().find((field) => field.name.toLowerCase() === wanted);
  }

  /** By id (`customfield_10123`), by the ARI of a Forge module, or by `{appId}__{ENVIRONMENT}__{moduleKey}`. */
  byIdOrKey(idOrKey: string): Field | undefined {
    const direct = this.byId(idOrKey);
    if (direct) return direct;
    return this.all().find(
      ({ forge }) =>
        forge && (forge.ari === idOrKey || (idOrKey.startsWith(`${forge.appId}__`) && idOrKey.endsWith(`__${forge.moduleKey}`))),
    );
  }

  /** The field a name in JQL means: a clause name, `cf[10123]`, or the field's id; case does not matter. */
  byClause(name: string): Field | undefined {
    if (!this.clauses) {
      this.clauses = new Map();
      for (const field of this.all()) {
        for (const clause of [...field.clauseNames, field.id.toLowerCase()]) if (!this.clauses.has(clause)) this.clauses.set(clause, field);
      }
    }
    return this.clauses.get(name.toLowerCase());
  }

  get rankField(): Field {
    return this.ofType('rank');
  }

  get sprintField(): Field {
    return this.ofType('sprint');
  }

  /** The estimate of company-managed projects ("Story points"). */
  get storyPointsField(): Field {
    const found = this.all().find((field) => field.schema.custom === CUSTOM_FIELD_TYPES.float.custom && field.name === 'Story points');
    if (!found) throw new Error('The site has no Story points field.');
    return found;
  }

  /** The estimate of team-managed projects ("Story point estimate"). */
  get storyPointEstimateField(): Field {
    return this.ofType('storyPointEstimate');
  }

  estimateFieldOf(project: Project): Field {
    return project.style === 'next-gen' ? this.storyPointEstimateField : this.storyPointsField;
  }

  /** Makes a custom field of one of Jira's own types. */
  create(input: { readonly name: string; readonly description?: string; readonly type: CustomFieldType }): Field {
    const number = this.nextNumber();
    const type: { readonly custom: string; readonly type: string; readonly items?: string } = CUSTOM_FIELD_TYPES[input.type];
    return this.store({
      id: `customfield_${number}`,
      name: input.name,
      description: input.description ?? '',
      custom: true,
      schema: { type: type.type, ...(type.items === undefined ? {} : { items: type.items }), custom: type.custom, customId: number },
      clauseNames: clauseNames(number, input.name, CLAUSE_SUFFIX[input.type]),
      orderable: true,
      navigable: true,
      searchable: true,
    });
  }

  /**
   * Creates or updates the fields of an app's `jira:customField` modules (recognised by ARI); a field that the app no longer names
   * disappears from view but its values stay, as in Jira.
   * `freshFields`: those of an earlier installation do not come back; else they do within 30 days.
   * @throws JiraError 400 for a type or collection that Jira does not have
   */
  registerForge(modules: readonly ForgeFieldModule[], options: { readonly freshFields?: boolean } = {}): readonly Field[] {
    return modules.map((module) => {
      const { name, description, ...forge } = module;
      if (forge.type === 'object' && forge.collection === 'list') throw badRequest(`Field "${name}": an object field cannot be a list.`);
      const existing = this.all().find((field) => field.forge?.ari === forge.ari);
      const number = existing?.schema.customId ?? this.restored(forge.ari, options.freshFields ?? false) ?? this.nextNumber();
      const { type } = forge;
      return this.store({
        id: `customfield_${number}`,
        name,
        description,
        custom: true,
        schema: {
          type: forge.collection === 'list' ? 'array' : type,
          ...(forge.collection === 'list' ? { items: type } : {}),
          custom: forge.ari,
          customId: number,
        },
        clauseNames: clauseNames(number, name, forge.type),
        orderable: true,
        navigable: true,
        searchable: true,
        forge,
      });
    });
  }

  /** The app is gone: its fields disappear; their values stay with the issues and come back with the field. */
  unregisterForge(appId: string): void {
    const trash = this.jira.state.properties.get(TRASH) ?? new Map<string, Json>();
    for (const field of this.all()) {
      if (field.forge?.appId !== appId) continue;
      trash.set(field.forge.ari, { number: field.schema.customId ?? null, at: this.jira.clock.now() });
      this.jira.state.fields.delete(field.id);
    }
    this.jira.state.properties.set(TRASH, trash);
    this.clauses = undefined;
  }

  /** The number a field had before its app went. What does not come back is gone for good, and so are its values. */
  private restored(ari: string, fresh: boolean): number | undefined {
    const trash = this.jira.state.properties.get(TRASH);
    const found = trash?.get(ari);
    if (found === undefined) return undefined;
    trash?.delete(ari);
    // Older data folders have the number alone.
    const { number, at } =
      typeof found === 'number' ? { number: found, at: this.jira.clock.now() } : (found as { number: number; at: number });
    if (!fresh && this.jira.clock.now() - at <= TRASH_MS) return number;
    this.jira.issues.forgetField(`customfield_${number}`);
    return undefined;
  }

  // Screens

  isOnScreen(screenId: string, fieldId: string): boolean {
    return this.onScreen(screenId).has(fieldId);
  }

  onScreen(screenId: string): ReadonlySet<string> {
    const screen = this.jira.state.screens.get(screenId);
    if (!screen) return new Set();
    let ids = this.screenFields.get(screen);
    if (!ids) {
      ids = new Set(screen.tabs.flatMap((tab) => tab.fieldIds));
      this.screenFields.set(screen, ids);
    }
    return ids;
  }

  createScreen(name: string, fieldIds: readonly string[]): Screen {
    const id = String(this.jira.state.nextId('screen'));
    const screen: Screen = {
      id,
      name,
      tabs: [{ id: String(this.jira.state.nextId('screenTab')), name: 'Field Tab', fieldIds: [...fieldIds] }],
    };
    this.jira.state.screens.set(id, screen);
    return screen;
  }

  /** @throws JiraError 400 when the field or tab does not exist or the field is on the screen already */
  addToScreen(screenId: string, fieldId: string, tabId?: string): void {
    const screen = this.jira.state.screens.get(screenId);
    const tab = screen?.tabs.find((candidate) => tabId === undefined || candidate.id === tabId);
    if (!screen || !tab) throw badRequest('The screen or tab does not exist.');
    if (!this.byId(fieldId)) throw badRequest('', { fieldId: `The field with id "${fieldId}" does not exist.` });
    if (this.isOnScreen(screenId, fieldId))
      throw badRequest('', { fieldId: `The field with id "${fieldId}" already exists on the screen.` });
    this.replaceTab(screen, tab.id, [...tab.fieldIds, fieldId]);
  }

  removeFromScreen(screenId: string, fieldId: string): void {
    const screen = this.jira.state.screens.get(screenId);
    const tab = screen?.tabs.find((candidate) => candidate.fieldIds.includes(fieldId));
    if (!screen || !tab) throw badRequest('', { fieldId: `The field with id "${fieldId}" is not on the screen.` });
    this.replaceTab(
      screen,
      tab.id,
      tab.fieldIds.filter((id) => id !== fieldId),
    );
  }

  private replaceTab(screen: Screen, tabId: string, fieldIds: readonly string[]): void {
    const tabs = screen.tabs.map((tab) => (tab.id === tabId ? { ...tab, fieldIds } : tab));
    this.jira.state.screens.set(screen.id, { ...screen, tabs });
  }

  private ofType(type: CustomFieldType): Field {
    const found = this.all().find((field) => field.schema.custom === CUSTOM_FIELD_TYPES[type].custom);
    if (!found) throw new Error(`The site has no ${type} field.`);
    return found;
  }

  private store(field: Field): Field {
    this.jira.state.fields.set(field.id, field);
    this.clauses = undefined;
    return field;
  }

  /** Field numbers differ from site to site, so that nobody relies on the usual 10019 or 10020. */
  private nextNumber(): number {
    return this.jira.state.nextId('customField', 10_100 + (checksum(this.jira.baseUrl) % 700));
  }
}

const CLAUSE_SUFFIX: Readonly<Partial<Record<CustomFieldType, string>>> = {
  float: 'number',
  storyPointEstimate: 'number',
  textfield: 'short text',
  textarea: 'paragraph',
  datepicker: 'date',
  datetime: 'time stamp',
  userpicker: 'user picker (single user)',
  labels: 'labels',
};

function clauseNames(number: number, name: string, suffix: string | undefined): readonly string[] {
  const lower = name.toLowerCase();
  return [`cf[${number}]`, lower, ...(suffix === undefined ? [] : [`${lower}[${suffix}]`])];
}

function checksum(text: string): number {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return sum;
}
