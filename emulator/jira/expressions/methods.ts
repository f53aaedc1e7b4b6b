import { JiraCalendarDate, JiraDate } from './dates';
import { LIST, MAP } from './methods/collections';
import { CALENDAR_DATE, DATE } from './methods/moments';
import { Arguments } from './methods/runtime';
import type { Methods, Runtime } from './methods/runtime';
import { STRING } from './methods/strings';
import { JiraList, JiraMap } from './values';
import type { Value } from './values';

/** The method of a value that is not a Jira object, ready to be called; undefined if there is none. */
export function methodOf(value: Value, name: string): ((args: readonly Value[], runtime: Runtime) => Value) | undefined {
  const bind = <T>(methods: Methods<T>, self: T) => {
    const method = methods.get(name);
    return (
      method &&
      ((args: readonly Value[], runtime: Runtime): Value => {
        if (typeof self === 'string') runtime.budget.work(self.length);
        return method(self, new Arguments(name, args), runtime);
      })
    );
  };
  if (typeof value === 'string') return bind(STRING, value);
  if (value instanceof JiraList) return bind(LIST, value);
  if (value instanceof JiraMap) return bind(MAP, value);
  if (value instanceof JiraDate) return bind(DATE, value);
  if (value instanceof JiraCalendarDate) return bind(CALENDAR_DATE, value);
  return undefined;
}

/** What can be read or called on a value that is not a Jira object, for error messages. */
export function memberNames(value: Value): readonly string[] {
  if (typeof value === 'string') return ['length', ...STRING.keys()].sort();
  if (value instanceof JiraList) return ['length', ...LIST.keys()].sort();
  if (value instanceof JiraDate) return [...DATE.keys()].sort();
  if (value instanceof JiraCalendarDate) return [...CALENDAR_DATE.keys()].sort();
  return [];
}
