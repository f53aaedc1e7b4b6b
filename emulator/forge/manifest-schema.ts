import { z } from 'zod';
import { EntitySchema } from './entity-schema';

/** The parts of `manifest.yml` the local Forge understands. A property it does not know inside a UI module passes: the lint step keeps those. */
const Key = z.string().regex(/^[a-zA-Z0-9_-]+$/, 'a key has only letters, digits, _ and -');
const Text = z.union([z.string().min(1), z.strictObject({ i18n: z.string() })]);
const Resolver = z.strictObject({ function: z.string() });

const uiModule = {
  key: Key,
  resource: z.string(),
  resolver: Resolver.optional(),
  displayConditions: z.record(z.string(), z.unknown()).optional(),
};
const page = z.looseObject({ ...uiModule, title: Text });

/** Its menu item opens a modal: neither `actionType: dynamic` nor nested `actions` are built. */
const action = page.extend({
  viewportSize: z.enum(['small', 'medium', 'large', 'xlarge', 'max']).optional(),
  actionType: z.literal('modal', 'the local Forge knows modal actions only').optional(),
  actions: z.undefined('the local Forge does not know nested actions').optional(),
});

const Formatter = z.strictObject({
  expression: z.string(),
  export: z.boolean().optional(),
  api: z.boolean().optional(),
  historyView: z.boolean().optional(),
});

const CustomField = z
  .looseObject({
    key: Key,
    name: Text,
    description: Text,
    type: z.enum(['string', 'number', 'user', 'group', 'datetime', 'date', 'object']),
    collection: z.enum(['none', 'list']).optional(),
    readOnly: z.boolean().optional(),
    resolver: Resolver.optional(),
    schema: z.record(z.string(), z.unknown()).optional(),
    view: z
      .looseObject({ resource: z.string().optional(), experience: z.array(z.string()).optional(), formatter: Formatter.optional() })
      .optional(),
    edit: z
      .looseObject({
        resource: z.string().optional(),
        experience: z.array(z.string()).optional(),
        validation: z.strictObject({ expression: z.string(), errorMessage: Text.optional() }).optional(),
        parser: z.strictObject({ expression: z.string() }).optional(),
      })
      .optional(),
  })
  .superRefine((field, context) => {
    if (field.type === 'object' && field.view?.formatter === undefined)
      context.addIssue({ code: 'custom', message: `the object field "${field.key}" needs view.formatter.expression` });
    if (field.schema !== undefined && field.type !== 'object')
      context.addIssue({ code: 'custom', message: `the field "${field.key}" may have a schema only if its type is object` });
  });

const ruleModule = {
  key: Key,
  name: Text,
  description: Text,
  expression: z.string().optional(),
  function: z.string().optional(),
  errorMessage: z.union([Text, z.strictObject({ expression: z.string() })]).optional(),
  configurationDescription: z.strictObject({ expression: z.string() }).optional(),
  resource: z.string().optional(),
  resolver: Resolver.optional(),
  create: z.looseObject({ resource: z.string() }).optional(),
  edit: z.looseObject({ resource: z.string() }).optional(),
  view: z.looseObject({ resource: z.string() }).optional(),
  projectTypes: z.array(z.enum(['company-managed', 'team-managed'])).optional(),
};
const exactlyOne = (rule: { readonly expression?: string | undefined; readonly function?: string | undefined }): boolean =>
  (rule.expression === undefined) !== (rule.function === undefined);

export const TriggerSchema = z.strictObject({
  key: Key,
  function: z.string(),
  events: z.array(z.string()).min(1),
  filter: z
    .strictObject({
      ignoreSelf: z.boolean().optional(),
      appIsLicensed: z.boolean().optional(),
      expression: z.string().max(10_000).optional(),
      onError: z.enum(['IGNORE_AND_LOG', 'IGNORE', 'RECEIVE_AND_LOG', 'RECEIVE']).optional(),
    })
    .optional(),
});

const ScheduledTrigger = z.strictObject({
  key: Key,
  function: z.string(),
  interval: z.enum(['fiveMinute', 'hour', 'day', 'week']),
  filter: z.strictObject({ appIsLicensed: z.boolean() }).optional(),
});

const Consumer = z.strictObject({ key: Key, queue: z.string().regex(/^[a-zA-Z0-9-_]+$/), function: z.string() });

const FunctionSchema = z.strictObject({
  key: Key,
  handler: z.string().regex(/^[\w./-]+\.\w+$/, 'a handler is "file.export"'),
  timeoutSeconds: z.number().int().min(1).max(900).optional(),
  providers: z.unknown().optional(),
});

const list = <T extends z.ZodType>(schema: T) => z.array(schema).default([]);

export const ModulesSchema = z.strictObject({
  'jira:issueContext': list(z.looseObject({ ...uiModule, title: Text, label: Text })),
  'jira:issuePanel': list(z.looseObject({ ...uiModule, title: Text, icon: z.string(), allowMultiple: z.boolean().optional() })),
  'jira:issueActivity': list(page),
  'jira:projectPage': list(page),
  'jira:projectSettingsPage': list(page),
  'jira:adminPage': list(page),
  'jira:sprintAction': list(action),
  'jira:backlogAction': list(action),
  'jira:boardAction': list(action),
  'jira:dashboardGadget': list(
    z.looseObject({ ...uiModule, title: Text, description: z.union([Text, z.string()]), thumbnail: z.string() }),
  ),
  'jira:customField': list(CustomField),
  'jira:workflowValidator': list(z.looseObject(ruleModule).refine(exactlyOne, 'exactly one of expression or function')),
  'jira:workflowCondition': list(z.looseObject({ ...ruleModule, expression: z.string() })),
  'jira:workflowPostFunction': list(z.looseObject({ ...ruleModule, function: z.string() })),
  trigger: list(TriggerSchema),
  scheduledTrigger: list(ScheduledTrigger).refine((triggers) => triggers.length <= 5, 'an app has at most five scheduled triggers'),
  consumer: list(Consumer),
  preUninstall: list(z.strictObject({ key: Key, function: z.string() })),
  function: list(FunctionSchema),
});

const ResourceSchema = z.strictObject({
  key: Key.max(23),
  path: z.string(),
  entry: z
    .record(Key, z.string().regex(/^[^/]+\.html$/, 'an entry is an .html file directly in the path'))
    .refine((entries) => Object.keys(entries).length <= 50, 'a resource has at most 50 entries')
    .optional(),
});

const Remote = z.union([z.string(), z.looseObject({ address: z.string() })]);

const PermissionsSchema = z.strictObject({
  scopes: z
    .union([z.array(z.string()), z.record(z.string(), z.union([z.null(), z.strictObject({ allowImpersonation: z.boolean().optional() })]))])
    .default([]),
  content: z.looseObject({ styles: z.array(z.string()).optional(), scripts: z.array(z.string()).optional() }).optional(),
  external: z
    .looseObject({
      fetch: z.strictObject({ backend: z.array(Remote).optional(), client: z.array(Remote).optional() }).optional(),
      images: z.array(Remote).optional(),
    })
    .optional(),
});

export const ManifestSchema = z.looseObject({
  app: z.looseObject({
    id: z.string().regex(/^ari:cloud:ecosystem::app\/[0-9a-f-]{36}$/, 'app.id is ari:cloud:ecosystem::app/<uuid>'),
    runtime: z.looseObject({ name: z.string().regex(/^nodejs\d+\.x$/) }),
    licensing: z.looseObject({ enabled: z.boolean() }).optional(),
    storage: z.strictObject({ entities: z.array(EntitySchema).max(20).default([]) }).optional(),
  }),
  modules: ModulesSchema,
  resources: z.array(ResourceSchema).default([]),
  permissions: PermissionsSchema.default({ scopes: [] }),
  translations: z.unknown().optional(),
});

export type ManifestFile = z.infer<typeof ManifestSchema>;
export type Modules = ManifestFile['modules'];
export type ModuleType = keyof Modules;
export type TriggerModule = z.infer<typeof TriggerSchema>;
export type ScheduledTriggerModule = Modules['scheduledTrigger'][number];
export type Resource = z.infer<typeof ResourceSchema>;
