import { Parser } from 'acorn';
import type {
  AnyNode,
  ArrowFunctionExpression,
  BlockStatement,
  Expression as JsExpression,
  Pattern,
  Program,
  Statement,
  Super,
} from 'acorn';
import type { BinaryOperator, Body, Expression, Result } from './ast';
import { ExpressionError } from './errors';
import { mapLiterals } from './map-literals';

const BINARY: Readonly<Record<string, BinaryOperator>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};
const CONSTRUCTORS: ReadonlySet<string> = new Set(['Map', 'Date', 'CalendarDate', 'Issue', 'Project', 'User', 'RichText']);
const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const JiraParser = Parser.extend(mapLiterals);

/** Line and column, both from 1, of an offset. */
export function position(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/**
 * The expression as a tree, or an ExpressionError of kind `syntax`. What Jira's grammar does not have is refused:
 * https://developer.atlassian.com/cloud/jira/software/jira-expressions-grammar/
 */
export function parse(source: string): Body {
  try {
    const program = JiraParser.parse(source, { ecmaVersion: 2022, sourceType: 'script', allowReturnOutsideFunction: true });
    return new Converter(source).program(program);
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    if (error instanceof SyntaxError) {
      const at = position(source, (error as SyntaxError & { pos?: number }).pos ?? 0);
      throw new ExpressionError('syntax', `${error.message.replace(/ \(\d+:\d+\)$/, '')}.`, at.line, at.column);
    }
    if (error instanceof RangeError) throw new ExpressionError('syntax', 'The expression is nested too deeply.');
    throw error;
  }
}

class Converter {
  constructor(private readonly source: string) {}

  program(program: Program): Body {
    return this.body(program.body as readonly Statement[], program);
  }

  private refuse(node: { start: number }, sentence: string): never {
    const at = position(this.source, node.start);
    throw new ExpressionError('syntax', sentence, at.line, at.column);
  }

  /** Declarations, each ended by `;`, and then exactly one statement that gives the value. */
  private body(statements: readonly Statement[], whole: { start: number }): Body {
    const written = statements.filter((statement) => statement.type !== 'EmptyStatement');
    const last = written.at(-1);
    if (!last) this.refuse(whole, 'There is no expression here: something has to give the value.');
    const declarations = written.slice(0, -1).map((statement) => this.declaration(statement));
    return { declarations, result: this.result(last) };
  }

  private declaration(statement: Statement): { name: string; value: Expression } {
    if (this.source[statement.end - 1] !== ';') this.refuse(statement, 'A variable declaration has to end with ";".');
    if (statement.type === 'VariableDeclaration') {
      const [first, second] = statement.declarations;
      if (statement.kind !== 'let') this.refuse(statement, `Variables are declared with "let", not "${statement.kind}".`);
      if (!first?.init || second) this.refuse(statement, 'Declare one variable at a time, with its value.');
      return { name: this.plainName(first.id, 'A variable'), value: this.expression(first.init) };
    }
    // `x = 1;` declares x just as `let x = 1;` does.
    if (
      statement.type === 'ExpressionStatement' &&
      statement.expression.type === 'AssignmentExpression' &&
      statement.expression.operator === '='
    )
      return { name: this.plainName(statement.expression.left, 'A variable'), value: this.expression(statement.expression.right) };
    this.refuse(statement, 'Only variable declarations may come before the part that gives the value.');
  }

  private plainName(pattern: Pattern | AnyNode, what: string): string {
    if (pattern.type !== 'Identifier') this.refuse(pattern, `${what} has to have a plain name.`);
    return pattern.name;
  }

  private result(statement: Statement): Result {
    const at = { start: statement.start, end: statement.end };
    switch (statement.type) {
      case 'ExpressionStatement':
        return this.expression(statement.expression);
      case 'ReturnStatement':
        if (!statement.argument) this.refuse(statement, '"return" needs a value.');
        return this.expression(statement.argument);
      case 'IfStatement':
        if (!statement.alternate) this.refuse(statement, '"if" needs an "else": every way through has to give a value.');
        return {
          ...at,
          kind: 'if',
          test: this.expression(statement.test),
          then: this.block(statement.consequent),
          otherwise: this.otherwise(statement.alternate),
        };
      case 'TryStatement':
        if (!statement.handler || statement.finalizer) this.refuse(statement, '"try" needs a "catch" and has no "finally".');
        return {
          ...at,
          kind: 'try',
          attempt: this.block(statement.block),
          name: statement.handler.param ? this.plainName(statement.handler.param, 'What is caught') : null,
          recover: this.block(statement.handler.body),
        };
      case 'ThrowStatement':
        return { ...at, kind: 'throw', value: this.expression(statement.argument) };
      case 'VariableDeclaration':
        this.refuse(statement, 'There is nothing after the last variable declaration that gives the value.');
        break;
      default:
        this.refuse(statement, `${words(statement.type)} is not part of Jira expressions.`);
    }
  }

  private otherwise(statement: Statement): Body {
    return statement.type === 'IfStatement' ? { declarations: [], result: this.result(statement) } : this.block(statement);
  }

  private block(statement: Statement | BlockStatement): Body {
    if (statement.type !== 'BlockStatement') this.refuse(statement, 'A block in braces is expected here.');
    return this.body(statement.body, statement);
  }

  private expression(node: JsExpression | Super | AnyNode): Expression {
    const at = { start: node.start, end: node.end };
    switch (node.type) {
      case 'Literal':
        return this.literal(node);
      case 'TemplateLiteral':
        return {
          ...at,
          kind: 'template',
          texts: node.quasis.map((quasi) => quasi.value.cooked ?? this.refuse(quasi, 'That escape sequence is not valid.')),
          parts: node.expressions.map((part) => this.expression(part)),
        };
      case 'Identifier':
        return { ...at, kind: 'name', name: node.name };
      case 'ArrayExpression':
        return {
          ...at,
          kind: 'list',
          items: node.elements.map((item) => (item ? this.expression(item) : this.refuse(node, 'A list cannot have holes.'))),
        };
      case 'ObjectExpression':
        return { ...at, kind: 'map', entries: node.properties.map((property) => this.entry(property)) };
      case 'ParenthesizedExpression':
        return this.expression(node.expression);
      case 'ChainExpression':
        return this.expression(node.expression);
      case 'MemberExpression': {
        if (node.property.type === 'PrivateIdentifier') this.refuse(node.property, 'Private names are not part of Jira expressions.');
        const key = node.computed || node.property.type !== 'Identifier' ? this.expression(node.property) : node.property.name;
        return { ...at, kind: 'member', object: this.expression(node.object), key, optional: node.optional };
      }
      case 'CallExpression':
        if (node.optional) this.refuse(node, '"?.()" is not part of Jira expressions.');
        return {
          ...at,
          kind: 'call',
          callee: this.expression(node.callee),
          args: node.arguments.map((argument) => this.expression(argument)),
        };
      case 'NewExpression':
        if (node.callee.type !== 'Identifier' || !CONSTRUCTORS.has(node.callee.name))
          this.refuse(node, `"new" makes only: ${[...CONSTRUCTORS].join(', ')}.`);
        return { ...at, kind: 'new', type: node.callee.name, args: node.arguments.map((argument) => this.expression(argument)) };
      case 'UnaryExpression':
        if (node.operator !== '!' && node.operator !== '-' && node.operator !== 'typeof')
          this.refuse(node, `The operator ${node.operator} is not part of Jira expressions here.`);
        return { ...at, kind: 'unary', operator: node.operator, operand: this.expression(node.argument) };
      case 'BinaryExpression': {
        const operator = Object.hasOwn(BINARY, node.operator) ? BINARY[node.operator] : undefined;
        if (!operator) this.refuse(node, `The operator ${node.operator} is not part of Jira expressions.`);
        return { ...at, kind: 'binary', operator, left: this.expression(node.left), right: this.expression(node.right) };
      }
      case 'LogicalExpression':
        return {
          ...at,
          kind: 'logical',
          operator: node.operator,
          left: this.expression(node.left),
          right: this.expression(node.right),
        };
      case 'ConditionalExpression':
        return {
          ...at,
          kind: 'conditional',
          test: this.expression(node.test),
          then: this.expression(node.consequent),
          otherwise: this.expression(node.alternate),
        };
      case 'ArrowFunctionExpression':
        return this.lambda(node);
      default:
        this.refuse(node, `${words(node.type)} is not part of Jira expressions.`);
    }
  }

  private literal(node: AnyNode & { type: 'Literal' }): Expression {
    const at = { start: node.start, end: node.end };
    if (node.regex) return { ...at, kind: 'regex', pattern: node.regex.pattern, flags: node.regex.flags };
    const { value } = node;
    if (typeof value === 'number' && !NUMBER.test(node.raw ?? '')) this.refuse(node, 'Numbers are written in decimal digits only.');
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return { ...at, kind: 'literal', value };
    this.refuse(node, 'That literal is not part of Jira expressions.');
  }

  private entry(property: AnyNode): { key: string; value: Expression } {
    if (property.type !== 'Property') this.refuse(property, `${words(property.type)} is not part of Jira expressions.`);
    if (property.computed || property.shorthand || property.kind !== 'init' || property.method)
      this.refuse(property, 'An entry of a map literal is written "name: value".');
    if (property.key.type === 'Identifier') return { key: property.key.name, value: this.expression(property.value) };
    if (property.key.type === 'Literal' && typeof property.key.value === 'string')
      return { key: property.key.value, value: this.expression(property.value) };
    this.refuse(property, 'The key in a map literal has to be a name or a string.');
  }

  private lambda(node: ArrowFunctionExpression): Expression {
    if (node.async) this.refuse(node, 'Async functions are not part of Jira expressions.');
    const params = node.params.map((param) => this.plainName(param, 'A parameter'));
    const body = node.body.type === 'BlockStatement' ? this.block(node.body) : { declarations: [], result: this.expression(node.body) };
    return { start: node.start, end: node.end, kind: 'lambda', params, body };
  }
}

/** `SpreadElement` -> `A spread element`. */
function words(type: string): string {
  const text = type
    .replace(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase();
  return `${/^[aeiou]/.test(text) ? 'An' : 'A'} ${text}`;
}
