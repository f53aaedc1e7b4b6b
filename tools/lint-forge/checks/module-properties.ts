import { isRecord, type ManifestFile, type Path } from './manifest-file';
import type { Problem } from './problem';

// Atlassian's schema lets unknown properties of most modules pass, so a misspelt `displayCondition` would deploy and do nothing. This list
// holds what the documentation of each module names: https://developer.atlassian.com/platform/forge/manifest-reference/modules/
// (`edit.isInline` is left out on purpose: still on the page of the custom field, but removed from Jira.)

/** What may stand at a place: anything, a mapping of known names, or a list whose items have one shape. */
type Shape = 'any' | { readonly [name: string]: Shape } | readonly [Shape];

const text: Shape = 'any'; // a string or `{ i18n: key }`, which Atlassian's schema does check
const resolver: Shape = { function: 'any', endpoint: 'any' };
const shown = { key: 'any', resource: 'any', render: 'any', resolver, title: text, displayConditions: 'any' } as const;
const pages: Shape = [{ title: text, icon: 'any', route: 'any' }];
const page: Shape = { ...shown, icon: 'any', layout: 'any', pages, sections: [{ header: text, pages }] };
const action: Shape = {
  ...shown,
  viewportSize: 'any',
  tooltip: text,
  icon: 'any',
  actionType: 'any',
  actions: [{ key: 'any', title: text, tooltip: text, viewportSize: 'any', actionType: 'any' }],
};
const status: Shape = { type: 'any', value: { label: 'any', url: 'any', type: 'any' } };
const place: Shape = { resource: 'any' };
const rule = {
  key: 'any',
  name: text,
  description: text,
  projectTypes: 'any',
  configurationDescription: { expression: 'any' },
  create: place,
  edit: place,
  view: place,
  resolver,
} as const;
const appIsLicensed = { appIsLicensed: 'any' } as const;
const context: Shape = { ...shown, label: text, icon: 'any', status, dynamicProperties: { function: 'any' } };
const indexed: Shape = [{ path: 'any', type: 'any', searchAlias: 'any' }];

export const MODULE_PROPERTIES: { readonly [type: string]: Shape } = {
  function: { key: 'any', handler: 'any', timeoutSeconds: 'any', runtime: { memoryMB: 'any' }, providers: { auth: 'any' } },
  consumer: { key: 'any', queue: 'any', function: 'any', endpoint: 'any', resolver: { function: 'any', method: 'any' } },
  trigger: {
    key: 'any',
    function: 'any',
    endpoint: 'any',
    events: ['any'],
    filter: { ...appIsLicensed, ignoreSelf: 'any', expression: 'any', onError: 'any' },
    payload: { include: { propertyPaths: ['any'] } },
  },
  scheduledTrigger: { key: 'any', function: 'any', endpoint: 'any', interval: 'any', filter: appIsLicensed },
  preUninstall: { key: 'any', function: 'any', endpoint: 'any' },
  webtrigger: {
    key: 'any',
    function: 'any',
    urlFormat: 'any',
    response: { type: 'any', outputs: [{ key: 'any', statusCode: 'any', contentType: 'any', body: 'any' }] },
  },
  event: { key: 'any', name: 'any', allowedRecipients: ['any'] },
  'jira:adminPage': { ...page, useAsConfig: 'any', useAsGetStarted: 'any' },
  'jira:globalPage': page,
  'jira:projectPage': page,
  'jira:projectSettingsPage': page,
  'jira:personalSettingsPage': { ...page, function: 'any', viewportSize: 'any' },
  'jira:issueAction': { ...shown, viewportSize: 'any' },
  'jira:issueActivity': { ...shown, viewportSize: 'any' },
  'jira:issueContext': context,
  'jira:issueGlance': context,
  'jira:issuePanel': { ...shown, viewportSize: 'any', icon: 'any', allowMultiple: 'any', unlicensedAccess: ['any'] },
  'jira:backlogAction': action,
  'jira:boardAction': action,
  'jira:sprintAction': action,
  'jira:issueNavigatorAction': action,
  'jira:dashboardGadget': {
    ...shown,
    description: text,
    thumbnail: 'any',
    edit: { resource: 'any', render: 'any' },
    refreshable: 'any',
    connectKeys: ['any'],
  },
  'jira:customField': {
    key: 'any',
    name: text,
    description: text,
    type: 'any',
    collection: 'any',
    readOnly: 'any',
    resolver,
    function: 'any',
    view: {
      render: 'any',
      resource: 'any',
      experience: ['any'],
      // api and historyView stand in @forge/manifest's own schema, not on the documentation's page.
      formatter: { expression: 'any', export: 'any', api: 'any', historyView: 'any' },
      value: { function: 'any' },
    },
    edit: {
      function: 'any',
      resource: 'any',
      render: 'any',
      experience: ['any'],
      validation: { expression: 'any', errorMessage: text },
      parser: { expression: 'any' },
    },
    schema: 'any', // a JSON schema
    displayConditions: 'any',
    searchSuggestions: { expression: 'any', function: 'any' },
    unlicensedAccess: ['any'],
  },
  'jira:workflowValidator': { ...rule, function: 'any', expression: 'any', errorMessage: 'any' },
  'jira:workflowCondition': { ...rule, expression: 'any' },
  'jira:workflowPostFunction': { ...rule, function: 'any', endpoint: 'any' },
  'jira:projectPermission': { key: 'any', name: text, description: text, category: 'any' },
  'jira:entityProperty': { key: 'any', entityType: 'any', propertyKey: 'any', values: indexed },
  'jira:entityPropertySet': { key: 'any', properties: [{ entityType: 'any', propertyKey: 'any', values: indexed }] },
};

/** Properties which the documentation of their module does not name, and module types this list does not know. */
export function unknownProperties(manifest: ManifestFile): readonly Problem[] {
  return manifest.modules().flatMap(({ type, key, properties, path }) => {
    const shape = MODULE_PROPERTIES[type];
    if (shape === undefined)
      return [
        manifest.problem(path, `module type "${type}" is not in our list: add it from its documentation page, or correct its spelling`),
      ];
    return strays(properties, shape, path).map((stray) => {
      const name = stray.slice(path.length).filter((step) => typeof step === 'string');
      return manifest.problem(stray, `${type} "${key}" has "${name.join('.')}", which the documentation of the module does not know`);
    });
  });
}

function strays(value: unknown, shape: Shape, path: Path): readonly Path[] {
  if (shape === 'any') return [];
  if (isList(shape)) return Array.isArray(value) ? value.flatMap((item, index) => strays(item, shape[0], [...path, index])) : [];
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const expected = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return expected === undefined ? [[...path, name]] : strays(inner, expected, [...path, name]);
  });
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
