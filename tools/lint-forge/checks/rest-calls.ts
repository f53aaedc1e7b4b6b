import ts from 'typescript';

/** One place in our code where a path of Jira's REST API is written. `path` has `{}` for what is filled in; no query. */
export interface RestCall {
  file: string;
  line: number;
  path: string;
  /** `undefined` when the code does not show it: then any documented method of the path will do. */
  method: string | undefined;
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']);

/**
 * Every `/rest/…` path in a TypeScript source, as a string, a template or a `route` template. The method is read from the innermost call
 * around it: a `method: 'PUT'` (or a literal `'PUT'`) among its arguments, or a callee named after the method (`jira.put(…)`).
 * A plain `requestJira(path)` is a GET.
 */
export function restCalls(file: string, source: string): readonly RestCall[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const calls: RestCall[] = [];
  const visit = (node: ts.Node): void => {
    const path = pathOf(node);
    if (path?.startsWith('/rest/')) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      calls.push({ file, line, path: (path.split('?')[0] ?? '').replace(/\/$/, ''), method: methodAround(node) });
    } else ts.forEachChild(node, visit);
  };
  visit(tree);
  return calls;
}

/** The names a source file exports: `export const x`, `export function x`, `export { x as y } from …`. */
export function exportedNames(file: string, source: string): ReadonlySet<string> {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  for (const statement of tree.statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)) {
      if (!statement.isTypeOnly)
        for (const element of statement.exportClause.elements) if (!element.isTypeOnly) names.add(element.name.text);
      continue;
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) for (const bound of boundNames(name)) names.add(bound);
    } else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined) {
      names.add(statement.name.text);
    }
  }
  return names;
}

/** The names of the modules a source imports. */
export function importedModules(source: string): readonly string[] {
  return ts.preProcessFile(source).importedFiles.map(({ fileName }) => fileName);
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

function pathOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  return undefined;
}

function methodAround(path: ts.Node): string | undefined {
  for (let node: ts.Node = path; !ts.isFunctionLike(node) && !ts.isSourceFile(node); node = node.parent) {
    if (ts.isObjectLiteralExpression(node.parent)) {
      const method = methodProperty(node.parent);
      if (method !== undefined) return method;
    }
    if (!ts.isCallExpression(node)) continue;
    for (const argument of node.arguments) {
      const method = ts.isObjectLiteralExpression(argument) ? methodProperty(argument) : methodLiteral(argument);
      if (method !== undefined) return method;
    }
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
    if (METHODS.has(callee.toUpperCase())) return callee.toUpperCase();
    if (callee === 'requestJira' && node.arguments.length === 1) return 'GET';
  }
  return undefined;
}

function methodProperty(object: ts.ObjectLiteralExpression): string | undefined {
  for (const property of object.properties)
    if (ts.isPropertyAssignment(property) && property.name.getText() === 'method') return methodLiteral(property.initializer);
  return undefined;
}

function methodLiteral(node: ts.Node): string | undefined {
  return ts.isStringLiteral(node) && METHODS.has(node.text.toUpperCase()) ? node.text.toUpperCase() : undefined;
}
