import { isRecord, list, record, text } from './manifest-file';

/** One operation of Jira's REST API and the sets of scopes of which one must be held in full. */
export interface Operation {
  method: string;
  path: string;
  ways: readonly (readonly string[])[];
}

const VERBS = ['get', 'post', 'put', 'delete', 'patch'];

/** Operations and their scopes from an OpenAPI document of Atlassian's (`x-atlassian-oauth2-scopes`: Current is classic, Beta is granular). */
export function operationsOf(openApi: unknown): readonly Operation[] {
  return Object.entries(record(record(openApi)['paths'])).flatMap(([path, item]) =>
    VERBS.filter((verb) => isRecord(record(item)[verb])).map((verb) => ({
      method: verb.toUpperCase(),
      path,
      ways: scopesOf(record(record(item)[verb])),
    })),
  );
}

function scopesOf(operation: Record<string, unknown>): readonly (readonly string[])[] {
  const declared = list(operation['x-atlassian-oauth2-scopes'])
    .filter(isRecord)
    .map(({ scopes }) => list(scopes).map(text))
    .filter((scopes) => scopes.length > 0);
  if (declared.length > 0) return declared;
  return list(operation['security'])
    .flatMap((way) => Object.values(record(way)))
    .map((scopes) => list(scopes).map(text))
    .filter((scopes) => scopes.length > 0);
}

/**
 * Token-paged reads of Jira Software that its published OpenAPI file does not have yet; the scopes are those of the agile operations they
 * replace. https://developer.atlassian.com/cloud/jira/software/rest/
 */
export const NEWER_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/rest/software/1.0/board/{boardId}/backlog',
    ways: [['read:board-scope:jira-software', 'read:issue-details:jira']],
  },
  {
    method: 'GET',
    path: '/rest/software/1.0/board/{boardId}/issue',
    ways: [['read:board-scope:jira-software', 'read:issue-details:jira']],
  },
  {
    method: 'GET',
    path: '/rest/software/1.0/sprint/{sprintId}/issue',
    ways: [['read:sprint:jira-software', 'read:issue-details:jira', 'read:jql:jira']],
  },
];

/** The documented operations that a call in our code may be; several when its method is not known, none when the path is not documented. */
export function operationsFor(operations: readonly Operation[], path: string, method: string | undefined): readonly Operation[] {
  const matching = operations.filter(
    (operation) => (method === undefined || operation.method === method) && samePath(operation.path, path),
  );
  const literal = Math.min(...matching.map((operation) => placeholders(operation.path)));
  return matching.filter((operation) => placeholders(operation.path) === literal);
}

function samePath(documented: string, written: string): boolean {
  const expected = documented.split('/');
  const steps = written.split('/');
  return expected.length === steps.length && expected.every((step, index) => step.startsWith('{') || step === steps[index]);
}

function placeholders(path: string): number {
  return path.split('{').length - 1;
}
