import { JastBuilder, type Jast, type JQLParseError, JQLSyntaxError, type Query } from '@atlaskit/jql-ast';
import { JiraError } from '../errors';

/** JQL text to Atlassian's own syntax tree (`@atlaskit/jql-ast`). Trees are kept: the same few queries come again and again. */
const KEPT = 500;
const OPERATORS = "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.";
const cache = new Map<string, Query | JiraError>();

/** @throws JiraError 400 with a message as Jira words it */
export function parseJql(jql: string): Query {
  let found = cache.get(jql);
  if (!found) {
    found = parse(jql);
    if (cache.size >= KEPT) cache.delete(cache.keys().next().value!);
    cache.set(jql, found);
  }
  if (found instanceof JiraError) throw found;
  return found;
}

function parse(jql: string): Query | JiraError {
  let jast: Jast;
  try {
    jast = new JastBuilder().build(jql);
  } catch (error) {
    return new JiraError(400, [`Error in the JQL Query: ${String(error)}`]);
  }
  if (jast.errors.length > 0) return new JiraError(400, [`Error in the JQL Query: ${explain(jast.errors[0]!, jql)}`]);
  return jast.query ?? new JiraError(400, ['Error in the JQL Query: The query could not be parsed.']);
}

/** The parser reports tokens; Jira says what it expected there and where "there" is. */
function explain(error: JQLParseError, jql: string): string {
  if (!(error instanceof JQLSyntaxError)) return error.description;
  const token = jql.slice(error.start, Math.max(error.stop, error.start + 1)).trim();
  const place = `(line ${error.line}, character ${error.charPositionInLine + 1})`;
  const expected = error.description.slice(Math.max(0, error.description.indexOf('expecting ')));
  const atEnd = error.start >= jql.trimEnd().length;
  if (expected.includes("'!~'"))
    return atEnd
      ? `Expecting operator before the end of the query. ${OPERATORS}`
      : `Expecting operator but got '${token}'. ${OPERATORS} ${place}`;
  if (expected.includes('CUSTOMFIELD')) {
    if (atEnd) return 'Expecting a field name before the end of the query.';
    if (/^\w+$/.test(token))
      return `'${token}' is a reserved JQL word. You must surround it in quotation marks to use it in a query. ${place}`;
    return `Expecting a field name but got '${token}'. You must surround '${token}' in quotation marks to use it as a field name. ${place}`;
  }
  if (expected.includes('EMPTY')) {
    if (atEnd) return 'Expecting either a value, list or function before the end of the query.';
    return `Expecting either a value, list or function but got '${token}'. You must surround '${token}' in quotation marks to use it as a value. ${place}`;
  }
  if (atEnd) return `Unexpected end of the query: ${error.description}. ${place}`;
  if (/<EOF>|ORDER/.test(expected)) return `Expecting either 'OR' or 'AND' but got '${token}'. ${place}`;
  return `${error.description} ${place}`;
}
