import { z } from 'zod';
import { badRequest } from '../errors';
import { boolParam, define, parseBody } from './define';
import { noContent, type Operation, type OperationContext } from './operation';

const IssueIds = z.array(z.coerce.number().int()).min(1, 'At least one issue ID must be provided.');
const OneFieldSchema = z.object({ updates: z.array(z.object({ issueIds: IssueIds, value: z.json() })).optional() });
const ManyFieldsSchema = z.object({
  updates: z.array(z.object({ customField: z.string(), issueIds: IssueIds, value: z.json() })).optional(),
});

const options = (context: OperationContext): { readonly generateChangelog: boolean } => ({
  generateChangelog: boolParam(context.query, 'generateChangelog', true),
});

function some<T>(updates: readonly T[] | undefined): readonly T[] {
  if (!updates || updates.length === 0) throw badRequest('At least one update must be provided.');
  return updates;
}

/** How an app sets values of its own fields, read-only ones included. */
export const appFieldOperations: readonly Operation[] = [
  define(
    'POST',
    'app/field/value',
    (context) => {
      const updates = some(parseBody(ManyFieldsSchema, context.body).updates);
      context.jira.issues.writeAppFields(
        context.caller,
        updates.map(({ customField, issueIds, value }) => ({ field: customField, issueIds, value: value })),
        options(context),
      );
      return noContent;
    },
    { appOnly: true },
  ),
  define(
    'PUT',
    'app/field/{fieldIdOrKey}/value',
    (context) => {
      const field = context.params['fieldIdOrKey'] ?? '';
      const updates = some(parseBody(OneFieldSchema, context.body).updates);
      context.jira.issues.writeAppFields(
        context.caller,
        updates.map(({ issueIds, value }) => ({ field, issueIds, value: value })),
        options(context),
      );
      return noContent;
    },
    { appOnly: true },
  ),
];
