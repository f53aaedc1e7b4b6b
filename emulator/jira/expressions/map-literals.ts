import { tokTypes } from 'acorn';
import type { Parser } from 'acorn';

/** After a `{`: a map literal rather than a block. */
const MAP_START =
  /^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*(?:\}|(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\s*:)/u;

/** acorn's own parser methods that the extension below stands on; they are stable but not in its types. */
interface ParserInternals {
  input: string;
  type: unknown;
  start: number;
  pos: number;
  startNode(): unknown;
  parseExpression(): unknown;
  parseMaybeAssign(forInit?: unknown): unknown;
  parseExpressionStatement(node: unknown, expression: unknown): unknown;
  checkParams(node: unknown, allowDuplicates: boolean): void;
  exitScope(): void;
  braceIsBlock(previous: unknown): boolean;
  parseStatement(...args: readonly unknown[]): unknown;
  parseFunctionBody(node: { body: unknown; expression: boolean }, isArrow: boolean, isMethod: boolean, forInit?: unknown): void;
}
type ParserClass = new (...args: never[]) => ParserInternals;

/**
 * Jira reads `x => { id: x.id }` and a lone `{ a: 1 }` as map literals where JavaScript sees a block, e.g. in the first
 * example of https://developer.atlassian.com/cloud/jira/platform/jira-expressions/.
 */
export function mapLiterals(base: typeof Parser): typeof Parser {
  const Base = base as unknown as ParserClass;
  class WithMapLiterals extends Base {
    private mapAt(position: number): boolean {
      return MAP_START.test(this.input.slice(position));
    }
    override braceIsBlock(previous: unknown): boolean {
      const couldBeMap = previous === tokTypes.arrow || previous === tokTypes.semi || previous === tokTypes.eof;
      return couldBeMap && this.mapAt(this.pos) ? false : super.braceIsBlock(previous);
    }
    override parseStatement(...args: readonly unknown[]): unknown {
      if (this.type !== tokTypes.braceL || !this.mapAt(this.start + 1)) return super.parseStatement(...args);
      const node = this.startNode();
      return this.parseExpressionStatement(node, this.parseExpression());
    }
    override parseFunctionBody(node: { body: unknown; expression: boolean }, isArrow: boolean, isMethod: boolean, forInit?: unknown): void {
      if (!isArrow || this.type !== tokTypes.braceL || !this.mapAt(this.start + 1))
        return super.parseFunctionBody(node, isArrow, isMethod, forInit);
      node.body = this.parseMaybeAssign(forInit);
      node.expression = true;
      this.checkParams(node, false);
      this.exitScope();
    }
  }
  return WithMapLiterals as unknown as typeof Parser;
}
