import type { Json, JsonObject } from '../../json';
import type { Field } from '../model';
import type { Budget } from './budget';
import { JiraCalendarDate, JiraDate } from './dates';
import type { Arguments } from './methods/runtime';
import { visibleIssueBy } from './objects/issue';
import { userOf } from './objects/people';
import { visibleProject } from './objects/project';
import { richText } from './objects/rich-text';
import { toJson, toValue } from './text';
import { JiraList, JiraMap } from './values';
import type { Value } from './values';
import type { View } from './view';

/** `new Issue('KEY-1')` and the rest. Loading an object is an expensive operation; one that cannot be seen is null. */
export function construct(type: string, args: Arguments, view: View, budget: Budget): Value {
  switch (type) {
    case 'Map':
      args.expect(0);
      return new JiraMap(new Map());
    case 'Date':
      if (args.expect(0, 1).count === 0) return new JiraDate(view.jira.clock.now());
      return typeof args.any(0) === 'number' ? new JiraDate(args.number(0)) : JiraDate.parse(args.text(0));
    case 'CalendarDate':
      if (args.expect(0, 1).count === 0) return new JiraDate(view.jira.clock.now()).calendar(view.timeZone);
      return JiraCalendarDate.parse(args.text(0));
    case 'RichText': {
      const document = args.expect(1).any(0);
      if (!(document instanceof JiraMap)) return args.wrong(0, 'a Map with an Atlassian document');
      return richText(toJson(document, { timeZone: view.timeZone, budget }) as JsonObject, view);
    }
    case 'Issue':
      budget.expensive();
      return visibleIssueBy(idOrKey(args), view);
    case 'Project':
      budget.expensive();
      return visibleProject(idOrKey(args), view);
    default:
      budget.expensive();
      return userOf(args.expect(1).text(0), view);
  }
}

const idOrKey = (args: Arguments): string => (typeof args.expect(1).any(0) === 'number' ? String(args.number(0)) : args.text(0));

/**
 * The `value` of a formatter or validation: typed by the field, unlike `issue.customfield_N`.
 * See "Formatter" in https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/
 */
export function fieldValue(field: Field, json: Json, view: View): Value {
  if (json === null) return null;
  if (field.forge?.collection === 'list' && Array.isArray(json)) return new JiraList(json.map((item: Json) => single(field, item, view)));
  return single(field, json, view);
}

function single(field: Field, json: Json, view: View): Value {
  const type = field.forge?.type;
  if (type === 'user' && typeof json === 'object' && json !== null && 'accountId' in json) return userOf(String(json.accountId), view);
  if (type === 'user' && typeof json === 'string') return userOf(json, view);
  if (type === 'datetime' && typeof json === 'string') return JiraDate.parse(json);
  if (type === 'date' && typeof json === 'string') return JiraCalendarDate.parse(json);
  if (type === 'group' && typeof json === 'object' && json !== null && 'name' in json) return toValue(json.name);
  return toValue(json);
}
