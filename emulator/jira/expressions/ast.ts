/** The part of JavaScript that Jira expressions are, and nothing else. `start` and `end` are offsets in the source. */
interface At {
  readonly start: number;
  readonly end: number;
}

export type UnaryOperator = '!' | '-' | 'typeof';
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '>' | '<=' | '>=';
export type LogicalOperator = '&&' | '||' | '??';

export type Expression = At &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string }
    | { readonly kind: 'template'; readonly texts: readonly string[]; readonly parts: readonly Expression[] }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'map'; readonly entries: readonly { readonly key: string; readonly value: Expression }[] }
    | { readonly kind: 'member'; readonly object: Expression; readonly key: string | Expression; readonly optional: boolean }
    | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Expression[] }
    | { readonly kind: 'new'; readonly type: string; readonly args: readonly Expression[] }
    | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'logical'; readonly operator: LogicalOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'conditional'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
    | { readonly kind: 'lambda'; readonly params: readonly string[]; readonly body: Body }
  );

/** Variables, then the one thing that gives the value. */
export interface Body {
  readonly declarations: readonly { readonly name: string; readonly value: Expression }[];
  readonly result: Result;
}

export type Result =
  | Expression
  | (At & { readonly kind: 'if'; readonly test: Expression; readonly then: Body; readonly otherwise: Body })
  | (At & { readonly kind: 'try'; readonly attempt: Body; readonly name: string | null; readonly recover: Body })
  | (At & { readonly kind: 'throw'; readonly value: Expression });

export type Member = Extract<Expression, { kind: 'member' }>;
export type Lambda = Extract<Expression, { kind: 'lambda' }>;
