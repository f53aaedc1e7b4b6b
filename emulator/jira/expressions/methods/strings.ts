import { typeFault } from '../errors';
import { JiraRegex } from '../regex';
import { typeName } from '../text';
import { Closure, JiraList } from '../values';
import type { Value } from '../values';
import { listOf } from './runtime';
import type { Arguments, Method, Methods, Runtime } from './runtime';

const MAX_PADDING = 100;

const groups = (match: RegExpMatchArray): JiraList => new JiraList([...match].map((group) => group ?? null));
const regexArgument = (args: Arguments): JiraRegex => {
  const value = args.any(0);
  return value instanceof JiraRegex ? value : new JiraRegex(args.text(0), '');
};

export const STRING: Methods<string> = new Map<string, Method<string>>([
  ['trim', (self, args) => (args.expect(0), self.trim())],
  ['toLowerCase', (self, args) => (args.expect(0), self.toLowerCase())],
  ['toUpperCase', (self, args) => (args.expect(0), self.toUpperCase())],
  ['padStart', (self, args) => self.padStart(Math.min(MAX_PADDING, args.expect(1, 2).number(0)), args.count > 1 ? args.text(1) : ' ')],
  ['padEnd', (self, args) => self.padEnd(Math.min(MAX_PADDING, args.expect(1, 2).number(0)), args.count > 1 ? args.text(1) : ' ')],
  [
    'repeat',
    (self, args, run) => {
      const times = Math.trunc(args.expect(1).number(0));
      if (!(times >= 0)) throw typeFault('repeat needs a number of zero or more.');
      const allowed = Math.min(MAX_PADDING, times);
      run.budget.work(self.length * allowed);
      return run.budget.text(self.repeat(allowed));
    },
  ],
  [
    'split',
    (self, args, run) => {
      args.expect(0, 1);
      if (args.count === 0) return new JiraList([self]);
      const separator = args.any(0);
      return listOf(separator instanceof JiraRegex ? cut(self, separator) : self.split(args.text(0)), run);
    },
  ],
  ['includes', (self, args) => self.includes(args.expect(1).text(0))],
  ['indexOf', (self, args) => self.indexOf(args.expect(1).text(0))],
  ['slice', (self, args) => self.slice(args.expect(1, 2).number(0), args.count > 1 ? args.number(1) : undefined)],
  [
    'match',
    (self, args, run) => {
      const regex = regexArgument(args.expect(1));
      if (regex.global) {
        const all = regex.matches(self);
        return all.length > 0
          ? listOf(
              all.map((match) => match[0]),
              run,
            )
          : null;
      }
      const [first] = regex.matches(self, 1);
      return first ? groups(first) : null;
    },
  ],
  ['matchAll', (self, args, run) => listOf(regexArgument(args.expect(1)).matches(self).map(groups), run)],
  ['replace', (self, args, run) => replace(self, args.expect(2), run)],
]);

function cut(text: string, regex: JiraRegex): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of regex.matches(text)) {
    if (match[0] === '') continue;
    parts.push(text.slice(from, match.index));
    from = (match.index ?? 0) + match[0].length;
  }
  return [...parts, text.slice(from)];
}

/** A text replaces its first occurrence; a regular expression its first match, or all with the flag g. */
function replace(self: string, args: Arguments, run: Runtime): string {
  const pattern = args.any(0);
  const replacement = args.any(1);
  const found: { index: number; length: number; parts: Value[] }[] = [];
  if (pattern instanceof JiraRegex) {
    for (const match of pattern.matches(self, pattern.global ? undefined : 1))
      found.push({ index: match.index ?? 0, length: match[0].length, parts: [...match].map((group) => group ?? null) });
  } else {
    const index = self.indexOf(args.text(0));
    if (index >= 0) found.push({ index, length: args.text(0).length, parts: [args.text(0)] });
  }
  let result = '';
  let from = 0;
  for (const { index, length, parts } of found) {
    const text =
      replacement instanceof Closure
        ? run.call(replacement, parts.slice(0, replacement.lambda.params.length))
        : expand(args.text(1), parts);
    if (typeof text !== 'string') throw typeFault(`The function given to replace has to give a String, not ${typeName(text)}.`);
    run.budget.work(text.length);
    result = run.budget.text(result + self.slice(from, index) + text);
    from = index + length;
  }
  return run.budget.text(result + self.slice(from));
}

/** `$1` and `$&` in a replacement text. */
function expand(template: string, parts: readonly Value[]): string {
  return template.replace(/\$(?:(\$)|(&)|(\d))/g, (whole: string, dollar?: string, all?: string, digit?: string) => {
    if (dollar !== undefined) return '$';
    const part = parts[all !== undefined ? 0 : Number(digit)];
    return part === undefined ? whole : typeof part === 'string' ? part : '';
  });
}
