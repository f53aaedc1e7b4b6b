import { z } from 'zod';

/** `app.storage.entities` of the manifest, with the documented limits of the Custom Entity Store. */
const AttributeSchema = z.strictObject({ type: z.enum(['string', 'integer', 'float', 'boolean', 'any']) });

const NamedIndexSchema = z.strictObject({
  name: z
    .string()
    .min(3)
    .max(50)
    .regex(/^(?!\.)(?!.*\.\.)[a-zA-Z0-9:\-_.]+(?<!\.)$/, 'an index name has only a-zA-Z0-9:-_. and no dot at its ends'),
  range: z.array(z.string()).length(1),
  partition: z.array(z.string()).min(1).optional(),
});

export const EntitySchema = z
  .strictObject({
    name: z
      .string()
      .min(3)
      .max(60)
      .regex(
        /^(?![.\-_])(?!.*\.\.)[a-z0-9:\-_.]+(?<!\.)$/,
        'an entity name has only a-z0-9:-_. , starts with a letter or digit and does not end with a dot',
      ),
    attributes: z.record(
      z
        .string()
        .max(30)
        .regex(/^[_A-Za-z][_0-9A-Za-z]*$/, 'an attribute name is like an identifier'),
      AttributeSchema,
    ),
    indexes: z
      .array(z.union([z.string(), NamedIndexSchema]))
      .max(7)
      .default([]),
  })
  .superRefine((entity, context) => {
    if (Object.keys(entity.attributes).length > 50) context.addIssue({ code: 'custom', message: 'an entity has at most 50 attributes' });
    const names = new Set<string>();
    for (const index of entity.indexes) {
      const name = typeof index === 'string' ? index : index.name;
      if (names.has(name) || name === 'by-key') context.addIssue({ code: 'custom', message: `index "${name}" is named twice or reserved` });
      names.add(name);
      const attributes = typeof index === 'string' ? [index] : [...(index.partition ?? []), ...index.range];
      for (const attribute of attributes) {
        const type = entity.attributes[attribute]?.type;
        if (type === undefined) context.addIssue({ code: 'custom', message: `index "${name}" names the unknown attribute "${attribute}"` });
        if (type === 'any') context.addIssue({ code: 'custom', message: `index "${name}" cannot use "${attribute}" of type any` });
      }
    }
  });

export type EntityDefinition = z.infer<typeof EntitySchema>;
export type AttributeType = z.infer<typeof AttributeSchema>['type'];
