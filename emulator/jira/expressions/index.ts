import type { Json } from '../../json';
import type { Jira } from '../jira';
import type { Field, Issue, Transition, Workflow } from '../model';
import { Budget, DEFAULT_LIMITS } from './budget';
import type { ExpressionLimits } from './budget';
import { ExpressionError, Fault } from './errors';
import { Interpreter } from './interpret';
import { fieldValue } from './objects';
import { visibleBoard, visibleSprint } from './objects/agile';
import { visibleIssue } from './objects/issue';
import { userOf } from './objects/people';
import { visibleProject } from './objects/project';
import { appOf, transitionOf, workflowOf } from './objects/workflow';
import { parse } from './parse';
import { toJson, toValue } from './text';
import type { JsonCount } from './text';
import { Scope } from './values';
import type { Value } from './values';
import { viewOf } from './view';
import type { View } from './view';

export { DEFAULT_LIMITS, EVENT_FILTER_LIMITS } from './budget';
export type { ExpressionLimits } from './budget';
export { ExpressionError } from './errors';
export type { ExpressionErrorKind } from './errors';

export interface EvaluateOptions {
  /** Through whose eyes: decides what can be seen and in which zone dates are written. Null is anonymous. */
  readonly accountId: string | null;
  /** Variables by name: plain JSON (read as maps and lists) or what the `bind…` methods give. */
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly limits?: ExpressionLimits;
}

export interface Evaluation {
  /** Booleans, numbers, texts and null are themselves; for everything else use `json`. */
  readonly value: unknown;
  /** The value as REST would answer it. */
  readonly json: Json;
  readonly steps: number;
  readonly expensiveOperations: number;
  readonly beans: number;
  readonly primitiveValues: number;
}

/**
 * Jira expressions: https://developer.atlassian.com/cloud/jira/platform/jira-expressions/ . Where Atlassian's documents
 * leave something open, the stricter reading is taken, so that what works here works in Jira.
 */
export class Expressions {
  /** Part of the name by which an app's field is known in expressions. */
  environmentType = 'DEVELOPMENT';

  constructor(private readonly jira: Jira) {}

  /** @throws ExpressionError and nothing else, whatever the source. */
  evaluate(source: string, options: EvaluateOptions): Evaluation {
    const budget = new Budget({ ...DEFAULT_LIMITS, length: this.maxLength, ...options.limits });
    const view = this.view(options.accountId);
    checkLength(source, budget.limits.length);
    try {
      const body = parsed(source);
      const names = Object.entries(options.bindings).map(([name, value]): [string, Value] => [name, toValue(value)]);
      const value = new Interpreter(source, view, budget).body(body, new Scope(null, new Map(names)));
      const count: JsonCount = { beans: 0, primitiveValues: 0 };
      const json = toJson(value, { timeZone: view.timeZone, budget, count });
      for (const what of ['beans', 'primitiveValues'] as const)
        if (count[what] > budget.limits[what])
          throw new ExpressionError('limit', `The result has ${count[what]} ${what}, more than the limit of ${budget.limits[what]}.`);
      return { value, json, steps: budget.steps, expensiveOperations: budget.expensiveOperations, ...count };
    } catch (error) {
      if (error instanceof Fault) throw new ExpressionError(error.kind, `Evaluation failed: ${error.message}`);
      if (error instanceof RangeError) throw new ExpressionError('limit', 'The expression is nested too deeply.');
      throw error;
    }
  }

  /** What is wrong with the text as an expression, without evaluating it; null when nothing is. */
  check(source: string, limits: Pick<ExpressionLimits, 'length'> = {}): ExpressionError | null {
    try {
      checkLength(source, limits.length ?? this.maxLength);
      parse(source);
      return null;
    } catch (error) {
      if (error instanceof ExpressionError) return error;
      throw error;
    }
  }

  /** A value of `evaluate` as JSON: users, issues and the like in short REST form, dates as REST writes them. */
  toJson(value: unknown, accountId: string | null = null): Json {
    return toJson(toValue(value), { timeZone: this.view(accountId).timeZone, budget: new Budget(DEFAULT_LIMITS) });
  }

  /** The issue as the record given says (it may hold unsaved changes of a screen); null if `accountId` may not see it. */
  bindIssue(issue: Issue, accountId: string | null): unknown {
    return visibleIssue(issue, this.view(accountId));
  }

  /** @param viewerId who looks; the user itself by default. */
  bindUser(accountId: string | null, viewerId: string | null = accountId): unknown {
    return userOf(accountId, this.view(viewerId));
  }

  bindProject(projectId: string, accountId: string | null): unknown {
    return visibleProject(projectId, this.view(accountId));
  }

  bindSprint(sprintId: number, accountId: string | null): unknown {
    return visibleSprint(sprintId, this.view(accountId));
  }

  bindBoard(boardId: number, accountId: string | null): unknown {
    return visibleBoard(boardId, this.view(accountId));
  }

  /** @param fromStatusId the issue's status before; null while it is created. */
  bindTransition(transition: Transition, fromStatusId: string | null, accountId: string | null): unknown {
    return transitionOf(transition, fromStatusId, this.view(accountId));
  }

  bindWorkflow(workflow: Workflow, accountId: string | null): unknown {
    return workflowOf(workflow, this.view(accountId));
  }

  bindApp(appId: string, accountId: string | null): unknown {
    return appOf(appId, this.view(accountId));
  }

  /** The `value` variable of a field's formatter or validation, typed as the field is. */
  bindFieldValue(field: Field, json: Json, accountId: string | null): unknown {
    try {
      return fieldValue(field, json, this.view(accountId));
    } catch (error) {
      if (error instanceof Fault) throw new ExpressionError(error.kind, error.message);
      throw error;
    }
  }

  /** How long an expression may be is documented nowhere: a switch, without a limit by default. */
  private get maxLength(): number {
    const { expressionMaxLength } = this.jira.switches;
    return expressionMaxLength === 0 ? DEFAULT_LIMITS.length : expressionMaxLength;
  }

  private view(accountId: string | null): View {
    return viewOf(this.jira, accountId, this.environmentType);
  }
}

/** The same few expressions are evaluated for every issue of a list: each is parsed once. */
const known = new Map<string, ReturnType<typeof parse>>();
const MOST_KNOWN = 500;

function parsed(source: string): ReturnType<typeof parse> {
  const before = known.get(source);
  if (before) return before;
  const body = parse(source);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(source, body);
  return body;
}

function checkLength(source: string, limit: number): void {
  if (source.length > limit)
    throw new ExpressionError('limit', `Jira expression is too long (${source.length}), limit: ${limit} characters`);
}
