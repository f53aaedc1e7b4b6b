import type { Body, BinaryOperator, Expression, Member, Result } from './ast';
import type { Budget } from './budget';
import { MAX_DEPTH } from './budget';
import { ExpressionError, Fault, limitFault, runtimeFault, typeFault } from './errors';
import { memberNames, methodOf } from './methods';
import { Arguments } from './methods/runtime';
import type { Runtime } from './methods/runtime';
import { construct } from './objects';
import { arithmetic, compare, toNumber } from './operators';
import { position } from './parse';
import { JiraRegex } from './regex';
import { toJson, toText, toValue, typeName } from './text';
import { Caught, Closure, Entity, JiraList, JiraMap, Scope, equal, truthy } from './values';
import type { Cost, Value } from './values';
import type { View } from './view';

/** Functions that exist without being bound. They are no values: they can only be called. */
const FUNCTIONS: ReadonlySet<string> = new Set(['Number', 'JSON']);

/** Walks the tree. Knows only the kinds of node in ast.ts, so nothing of the machine is reachable from an expression. */
export class Interpreter implements Runtime {
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly view: View,
    readonly budget: Budget,
  ) {}

  get timeZone(): string {
    return this.view.timeZone;
  }

  body(body: Body, outer: Scope): Value {
    let scope = outer;
    for (const { name, value } of body.declarations) scope = scope.with(name, this.evaluate(value, scope));
    return this.result(body.result, scope);
  }

  /** For methods that take a function. */
  call(callback: Closure, args: readonly Value[]): Value {
    const { params, body } = callback.lambda;
    if (args.length < params.length) throw typeFault(`The function takes ${params.length} arguments, not ${args.length}.`);
    this.budget.step();
    if (this.depth >= MAX_DEPTH) throw limitFault('The functions of the expression call each other too deeply.');
    this.depth += 1;
    try {
      return this.body(body, new Scope(callback.scope, new Map(params.map((name, index) => [name, args[index] ?? null]))));
    } finally {
      this.depth -= 1;
    }
  }

  private result(node: Result, scope: Scope): Value {
    switch (node.kind) {
      case 'if':
        return this.body(truthy(this.evaluate(node.test, scope)) ? node.then : node.otherwise, scope);
      case 'throw':
        throw this.thrown(this.evaluate(node.value, scope), node);
      case 'try':
        try {
          return this.body(node.attempt, scope);
        } catch (error) {
          // Running out of a limit cannot be caught: the limit would be none.
          if (!(error instanceof ExpressionError) || error.kind === 'limit') throw error;
          const caught = new Caught(error.detail, error.location ?? null, error);
          return this.body(node.recover, node.name === null ? scope : scope.with(node.name, caught));
        }
      default:
        return this.evaluate(node, scope);
    }
  }

  private thrown(value: Value, node: { start: number }): Error {
    if (value instanceof Caught) return value.error;
    const { line, column } = position(this.source, node.start);
    return new ExpressionError('runtime', toText(value, this.timeZone, this.budget), line, column);
  }

  private evaluate(node: Expression, scope: Scope): Value {
    try {
      return this.value(node, scope);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { line, column } = position(this.source, node.start);
      const location = this.source.slice(node.start, node.end);
      throw new ExpressionError(error.kind, `Evaluation failed: "${location}" - ${error.message}`, line, column, location, error.message);
    }
  }

  private value(node: Expression, scope: Scope): Value {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'regex':
        return new JiraRegex(node.pattern, node.flags);
      case 'template': {
        let text = node.texts[0] ?? '';
        for (const [index, part] of node.parts.entries())
          text = this.budget.text(text + toText(this.evaluate(part, scope), this.timeZone, this.budget) + (node.texts[index + 1] ?? ''));
        return text;
      }
      case 'name':
        return this.variable(node.name, scope);
      case 'list':
        return new JiraList(node.items.map((item) => this.evaluate(item, scope)));
      case 'map':
        return new JiraMap(new Map(node.entries.map(({ key, value }) => [key, this.evaluate(value, scope)])));
      case 'lambda':
        return new Closure(node, scope, this.source.slice(node.start, node.end));
      case 'member':
        return this.read(node, scope);
      case 'call':
        return this.invoke(node.callee, node.args, scope);
      case 'new':
        this.budget.step();
        return construct(
          node.type,
          new Arguments(
            `new ${node.type}`,
            node.args.map((arg) => this.evaluate(arg, scope)),
          ),
          this.view,
          this.budget,
        );
      case 'unary':
        return this.unary(node, scope);
      case 'binary': {
        const left = this.evaluate(node.left, scope);
        const right = this.evaluate(node.right, scope);
        this.budget.step();
        return this.binary(node.operator, left, right);
      }
      case 'logical': {
        const left = this.evaluate(node.left, scope);
        this.budget.step();
        const settled = node.operator === '&&' ? !truthy(left) : node.operator === '||' ? truthy(left) : left !== null;
        return settled ? left : this.evaluate(node.right, scope);
      }
      case 'conditional':
        this.budget.step();
        return this.evaluate(truthy(this.evaluate(node.test, scope)) ? node.then : node.otherwise, scope);
    }
  }

  private variable(name: string, scope: Scope): Value {
    this.budget.step();
    const value = scope.find(name);
    if (value !== undefined) return value;
    if (FUNCTIONS.has(name)) throw typeFault(`${name} is not a value.`);
    throw new Fault('undefined', `Unrecognized variable: "${name}".`);
  }

  private unary(node: Extract<Expression, { kind: 'unary' }>, scope: Scope): Value {
    if (node.operator === 'typeof' && node.operand.kind === 'name' && scope.find(node.operand.name) === undefined) {
      this.budget.step();
      return 'undefined';
    }
    const operand = this.evaluate(node.operand, scope);
    this.budget.step();
    if (node.operator === 'typeof') return typeName(operand);
    if (node.operator === '!') return !truthy(operand);
    if (typeof operand !== 'number') throw typeFault(`- needs a Number, not ${typeName(operand)}.`);
    return -operand;
  }

  private binary(operator: BinaryOperator, left: Value, right: Value): Value {
    if (operator === '==') return equal(left, right, this.budget);
    if (operator === '!=') return !equal(left, right, this.budget);
    if (operator === '<' || operator === '>' || operator === '<=' || operator === '>=') return compare(operator, left, right);
    if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
      return this.budget.text(toText(left, this.timeZone, this.budget) + toText(right, this.timeZone, this.budget));
    return arithmetic(operator, left, right);
  }

  /** The name of the member: as written, or computed. A number only where it is an index. */
  private key(node: Member, scope: Scope): string | number {
    if (typeof node.key === 'string') return node.key;
    const key = this.evaluate(node.key, scope);
    if (typeof key === 'string' || typeof key === 'number') return key;
    throw typeFault(`A member is named by a String or a Number, not ${typeName(key)}.`);
  }

  private read(node: Member, scope: Scope): Value {
    const object = this.evaluate(node.object, scope);
    // Each ?. guards only its own access, so `a?.b.c` fails when a is null. Whether Jira stops the whole chain as
    // JavaScript does is not established: an expression that works here works either way.
    if (object === null && node.optional) return null;
    const key = this.key(node, scope);
    this.budget.step();
    const found = this.member(object, key, node);
    if (found !== undefined) return found;
    if (node.optional) return null;
    throw this.unrecognized(object, key, node);
  }

  private member(object: Value, key: string | number, node: Member): Value | undefined {
    if (object === null)
      throw runtimeFault(`Cannot read "${key}" of null: ${this.source.slice(node.object.start, node.object.end)} is null.`);
    if (typeof key === 'number') {
      if (!(object instanceof JiraList)) throw typeFault(`Only a List has elements by number, not ${typeName(object)}.`);
      if (!Number.isInteger(key)) throw typeFault(`${key} is not an index: it has to be a whole number.`);
      return object.items[key] ?? null;
    }
    if (object instanceof JiraMap) return object.entries.get(key) ?? null;
    if (key === 'length' && typeof object === 'string') return object.length;
    if (key === 'length' && object instanceof JiraList) return object.items.length;
    if (object instanceof Caught) return key === 'message' ? object.message : key === 'location' ? object.location : undefined;
    if (object instanceof Entity) {
      const property = object.property(key);
      if (property) {
        this.charge(property.cost, `${object.type}.${key}`);
        return property.read();
      }
      if (object.method(key)) throw typeFault(`"${key}" is a method: it can only be called.`);
    }
    if (methodOf(object, key)) throw typeFault(`"${key}" is a method: it can only be called.`);
    return undefined;
  }

  private unrecognized(object: Value, key: string | number, node: Member): Fault {
    const names = object instanceof Entity ? object.names() : memberNames(object);
    const written = this.source.slice(node.object.start, node.object.end);
    const code = typeof node.key === 'string' ? `'${node.key}'` : this.source.slice(node.key.start, node.key.end);
    const available =
      names.length > 0 ? ` Available properties of type '${typeName(object)}' are: ${names.map((name) => `'${name}'`).join(', ')}` : '';
    return new Fault('undefined', `Unrecognized property of \`${written}\`: "${key}" (${code}).${available}`);
  }

  private invoke(callee: Expression, args: readonly Expression[], scope: Scope): Value {
    const values = (): Value[] => args.map((arg) => this.evaluate(arg, scope));
    if (callee.kind === 'name' && callee.name === 'Number' && scope.find('Number') === undefined) {
      const [text, ...rest] = values();
      this.budget.step();
      if (text === undefined || rest.length > 0) throw typeFault('Number takes 1 argument.');
      return toNumber(text);
    }
    if (callee.kind !== 'member') return this.apply(this.evaluate(callee, scope), values());
    if (callee.object.kind === 'name' && callee.object.name === 'JSON' && scope.find('JSON') === undefined)
      return this.json(callee, values());

    const object = this.evaluate(callee.object, scope);
    if (object === null && callee.optional) return null;
    const key = this.key(callee, scope);
    this.budget.step();
    if (object === null)
      throw runtimeFault(`Cannot call "${key}" of null: ${this.source.slice(callee.object.start, callee.object.end)} is null.`);
    if (typeof key === 'string') {
      if (object instanceof Entity) {
        const method = object.method(key);
        if (method) {
          const given = values();
          this.charge(method.cost, `${object.type}.${key}(${typeof given[0] === 'string' ? given[0] : ''})`);
          return method.call(given);
        }
      }
      const method = methodOf(object, key);
      if (method) return method(values(), this);
    }
    const found = this.member(object, key, callee);
    if (found === undefined && !callee.optional) throw this.unrecognized(object, key, callee);
    return found === undefined ? null : this.apply(found, values());
  }

  private apply(callee: Value, args: readonly Value[]): Value {
    if (!(callee instanceof Closure)) throw typeFault(`${typeName(callee)} cannot be called: it is not a function.`);
    const { params } = callee.lambda;
    if (args.length !== params.length)
      throw typeFault(`The function takes ${params.length} argument${params.length === 1 ? '' : 's'}, not ${args.length}.`);
    return this.call(callee, args);
  }

  private json(callee: Member, args: readonly Value[]): Value {
    this.budget.step();
    const [value, ...rest] = args;
    if (value === undefined || rest.length > 0) throw typeFault(`JSON.${String(callee.key)} takes 1 argument.`);
    if (callee.key === 'stringify')
      return this.budget.text(JSON.stringify(toJson(value, { timeZone: this.timeZone, budget: this.budget })));
    if (callee.key !== 'parse') throw new Fault('undefined', `JSON has only "parse" and "stringify".`);
    if (typeof value !== 'string') throw typeFault(`JSON.parse needs a String, not ${typeName(value)}.`);
    this.budget.work(value.length);
    let parsed: unknown;
    try {
      parsed = JSON.parse(value);
    } catch {
      throw runtimeFault('The text is not JSON.');
    }
    return toValue(parsed);
  }

  private charge(cost: Cost, what: string): void {
    if (cost === 'each') this.budget.expensive();
    else if (cost === 'once') this.budget.expensiveOnce(what);
  }
}
