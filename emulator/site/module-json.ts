import type { SiteModule } from '../forge/forge';
import type { SiteForge } from './ports';
import type { Translate } from './translations';

interface ModuleJsonOptions {
  readonly forge: SiteForge;
  readonly translate?: Translate;
}

/**
 * What a page needs of a module: its texts in the person's language, its size, and its pages: `src`, of a workflow rule those to create, edit and view it,
 * and of a custom field `editSrc` with the places it is made for. A field without `edit.experience` gets Jira's own editor everywhere.
 */
export function describeModule(
  { forge, translate }: ModuleJsonOptions,
  { type, key, properties }: SiteModule,
  locale: string,
): Record<string, unknown> {
  const edit = properties['edit'] as { resource?: string; experience?: string[] } | undefined;
  const pageOfPart = (part: unknown): string | undefined => pageOf(forge, (part as { resource?: string } | undefined)?.resource);
  const text = (value: unknown): unknown => moduleText(translate, value, locale);
  return {
    type,
    key,
    title: text(properties['title'] ?? properties['name']),
    label: text(properties['label']),
    viewportSize: properties['viewportSize'],
    layout: properties['layout'],
    icon: iconOf(forge, properties['icon']),
    src: pageOf(forge, properties['resource']),
    createSrc: pageOfPart(properties['create']),
    editSrc: pageOfPart(edit),
    viewSrc: pageOfPart(properties['view']),
    editExperience: edit?.experience,
  };
}

/** A text of the manifest, in the person's language where it is an `i18n` key. */
export function moduleText(translate: Translate | undefined, value: unknown, locale: string): unknown {
  if (typeof value !== 'object' || value === null || !('i18n' in value)) return value;
  return translate?.(String(value.i18n), locale) ?? String(value.i18n);
}

/** `resource:ui;icons/panel.svg` -> `/_forge/ui/ui/icons/panel.svg`. Pictures of other hosts are not fetched: the page shows a generic one. */
function iconOf(forge: SiteForge, icon: unknown): string | undefined {
  const [, key, path] = /^resource:([^;]+);(.+)$/.exec(typeof icon === 'string' ? icon : '') ?? [];
  return path !== undefined && forge.resources().some((resource) => resource.key === key) ? `/_forge/ui/${key}/${path}` : undefined;
}

/** `ui/panel` -> `/_forge/ui/ui/panel.html`; a resource without entries has an index.html. */
export function pageOf(forge: SiteForge, reference: unknown): string | undefined {
  if (typeof reference !== 'string') return undefined;
  const [key, entry] = reference.split('/');
  const resource = forge.resources().find((candidate) => candidate.key === key);
  if (!resource) return undefined;
  const file = entry === undefined ? 'index.html' : resource.entry?.[entry];
  return file === undefined ? undefined : `/_forge/ui/${resource.key}/${file}`;
}
