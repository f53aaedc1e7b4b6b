import { call, get } from '../../api';
import { isAppField, type FieldJson } from '../../jira-types';

export type ScreenKind = 'create' | 'edit' | 'view';

interface ProjectScreens {
  readonly project: { readonly key: string; readonly name: string };
  readonly teamManaged: boolean;
  readonly mayChange: boolean;
  readonly screens: readonly {
    readonly kind: ScreenKind;
    readonly id: string;
    readonly name: string;
    readonly tabIds: readonly string[];
  }[];
}

/** A field and the tab of each screen it is on. */
export interface FieldRow {
  readonly field: FieldJson;
  readonly tabs: Readonly<Partial<Record<ScreenKind, string>>>;
}

export interface FieldsView extends ProjectScreens {
  /** Every field that is on a screen or could be: the app's first. */
  readonly rows: readonly FieldRow[];
}

const fieldsPath = (screenId: string, tabId: string): string => `/rest/api/3/screens/${screenId}/tabs/${tabId}/fields`;

export async function loadFields(projectKey: string): Promise<FieldsView> {
  const [view, fields] = await Promise.all([
    get<ProjectScreens>(`/_site/projects/${encodeURIComponent(projectKey)}/screens`),
    get<FieldJson[]>('/rest/api/3/field'),
  ]);
  const tabs = new Map<string, Partial<Record<ScreenKind, string>>>();
  for (const screen of view.screens) {
    for (const tabId of screen.tabIds) {
      const path = `${fieldsPath(screen.id, tabId)}?projectKey=${encodeURIComponent(view.project.key)}`;
      for (const { id } of await get<{ id: string }[]>(path)) tabs.set(id, { ...tabs.get(id), [screen.kind]: tabId });
    }
  }
  const first = (field: FieldJson): number => (isAppField(field.schema) ? 0 : 1);
  const rows = fields
    .filter(({ id, orderable }) => orderable === true || tabs.has(id))
    .sort((a, b) => first(a) - first(b) || a.name.localeCompare(b.name))
    .map((field) => ({ field, tabs: tabs.get(field.id) ?? {} }));
  return { ...view, rows };
}

export const isOnAScreen = ({ tabs }: FieldRow): boolean => Object.keys(tabs).length > 0;

export async function addField(view: FieldsView, fieldId: string, kinds: readonly ScreenKind[]): Promise<void> {
  for (const screen of view.screens) {
    const [tabId] = screen.tabIds;
    if (tabId !== undefined && kinds.includes(screen.kind)) await call('POST', fieldsPath(screen.id, tabId), { fieldId });
  }
}

export async function removeField(view: FieldsView, row: FieldRow, kind: ScreenKind): Promise<void> {
  const screen = view.screens.find((one) => one.kind === kind);
  const tabId = row.tabs[kind];
  if (screen && tabId !== undefined) await call('DELETE', `${fieldsPath(screen.id, tabId)}/${encodeURIComponent(row.field.id)}`);
}
