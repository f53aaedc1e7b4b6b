import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { DEVIATIONS } from './openapi-deviations';

interface OpenApiResponse {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}
interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses?: Readonly<Record<string, OpenApiResponse>> }>>>>;
  readonly components: { readonly schemas?: unknown; readonly responses?: Readonly<Record<string, OpenApiResponse>> };
}

const FILES = ['jira-platform.openapi.json', 'jira-software.openapi.json'];
const MOST_REPORTED = 5;

/** Checks answers against Atlassian's OpenAPI files. Each operation's schema is compiled on its first answer. */
export class OpenApi {
  private readonly ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, logger: false });
  private readonly compiled = new Map<string, ValidateFunction | null>();
  /** Path with parameters blanked -> file and the path as written. */
  private readonly paths = new Map<string, { readonly file: string; readonly document: OpenApiDocument; readonly path: string }>();

  private constructor(documents: ReadonlyMap<string, OpenApiDocument>) {
    addFormats(this.ajv);
    for (const [file, document] of documents) {
      // The files define thousands of schemas; ajv compiles only those that are reached.
      this.ajv.addSchema({ $id: file, components: toJsonSchema(document.components) as Record<string, unknown> });
      for (const path of Object.keys(document.paths)) this.paths.set(shape(path), { file, document, path });
    }
  }

  /** Loads the files from a directory; `undefined` when they are not there (checks are then off). */
  static load(directory: string): OpenApi | undefined {
    const documents = new Map<string, OpenApiDocument>();
    for (const file of FILES) {
      const path = join(directory, file);
      if (existsSync(path)) documents.set(file, JSON.parse(readFileSync(path, 'utf8')) as OpenApiDocument);
    }
    return documents.size === 0 ? undefined : new OpenApi(documents);
  }

  /** Whether the files describe the operation at all. */
  knows(method: string, path: string): boolean {
    const found = this.paths.get(shape(path));
    return found?.document.paths[found.path]?.[method.toLowerCase()] !== undefined;
  }

  /** What is wrong with an answer, one line each; empty = it keeps to the file, or the file says nothing about it. */
  check(method: string, path: string, status: number, body: unknown): string[] {
    const found = this.paths.get(shape(path));
    const responses = found?.document.paths[found.path]?.[method.toLowerCase()]?.responses;
    if (!found || !responses) return [];
    const where = `${method} ${path} ${status}`;
    if (!responses[String(status)]) return status < 300 ? [`${where}: the status is not documented`] : [];
    const validate = this.validator(method, found.file, found.document, found.path, status);
    if (!validate || body === undefined) return [];
    if (validate(body)) return [];
    return (validate.errors ?? [])
      .map((error) => ({ at: error.instancePath, keyword: error.keyword, text: `${error.message ?? ''} ${JSON.stringify(error.params)}` }))
      .filter(
        (error) =>
          !DEVIATIONS.some(
            (known) =>
              known.operation.test(`${method} ${path}`) &&
              known.at.test(error.at) &&
              (known.keyword === '*' || known.keyword === error.keyword),
          ),
      )
      .slice(0, MOST_REPORTED)
      .map((error) => `${where} at ${error.at || '/'}: ${error.text}`);
  }

  private validator(method: string, file: string, document: OpenApiDocument, path: string, status: number): ValidateFunction | null {
    const key = `${method} ${path} ${status}`;
    const known = this.compiled.get(key);
    if (known !== undefined) return known;
    let response = document.paths[path]?.[method.toLowerCase()]?.responses?.[String(status)];
    if (response?.$ref) response = document.components.responses?.[response.$ref.split('/').pop() ?? ''];
    const media = Object.entries(response?.content ?? {}).find(([type]) => type.includes('json'))?.[1];
    const schema = media?.schema;
    const validate = schema === undefined ? null : this.ajv.compile(toJsonSchema(schema, file) as Record<string, unknown>);
    this.compiled.set(key, validate);
    return validate;
  }
}

const shape = (path: string): string => path.replace(/\{[^}]*\}/g, '{}');

/** Keywords that OpenAPI 3.0 adds or means differently, taken out; `nullable` becomes a type, references point into the file. */
const DROPPED = new Set([
  'example',
  'examples',
  'xml',
  'externalDocs',
  'discriminator',
  'deprecated',
  'readOnly',
  'writeOnly',
  'nullable',
  'description',
]);

function toJsonSchema(node: unknown, file = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, file));
  if (typeof node !== 'object' || node === null) return node;
  const source = node as Record<string, unknown>;
  // Siblings of a reference have no meaning in OpenAPI 3.0.
  if (typeof source['$ref'] === 'string') return { $ref: file + source['$ref'] };
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) {
    if (key === 'properties' && typeof value === 'object' && value !== null) {
      // Names of properties are not keywords: `description` is a common one.
      out[key] = Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, toJsonSchema(schema, file)]));
    } else if (key === 'schemas' || key === 'responses' || key === 'parameters') {
      out[key] = Object.fromEntries(Object.entries(value as object).map(([name, schema]) => [name, toJsonSchema(schema, file)]));
    } else if (!DROPPED.has(key)) out[key] = key === 'enum' ? value : toJsonSchema(value, file);
  }
  return source['nullable'] === true ? { anyOf: [{ type: 'null' }, out] } : out;
}
