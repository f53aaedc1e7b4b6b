import { typeFault } from '../errors';
import { toText, typeName } from '../text';
import { JiraList, JiraMap, equal, truthy } from '../values';
import type { Value } from '../values';
import { listOf } from './runtime';
import type { Method, Methods, Runtime } from './runtime';

const MAX_JOINED = 10_000;
const FREE_ELEMENTS = 1_000;

/** The list's elements in turn; reading far into an unbounded list costs. */
function* each(list: JiraList, { budget }: Runtime): Generator<Value> {
  for (const [index, item] of list.items.entries()) {
    if (list.unbounded && index >= FREE_ELEMENTS) budget.expensive();
    budget.work(1);
    yield item;
  }
}

export const LIST: Methods<JiraList> = new Map<string, Method<JiraList>>([
  [
    'map',
    (self, args, run) => {
      const callback = args.expect(1).closure(0, 1);
      return listOf(
        [...each(self, run)].map((item) => run.call(callback, [item])),
        run,
      );
    },
  ],
  [
    'flatMap',
    (self, args, run) => {
      const callback = args.expect(1).closure(0, 1);
      return flat(
        [...each(self, run)].map((item) => run.call(callback, [item])),
        run,
      );
    },
  ],
  [
    'flatten',
    (self, args, run) => {
      args.expect(0);
      return flat([...each(self, run)], run);
    },
  ],
  [
    'filter',
    (self, args, run) => {
      const callback = args.expect(1).closure(0, 1);
      return listOf(
        [...each(self, run)].filter((item) => truthy(run.call(callback, [item]))),
        run,
      );
    },
  ],
  [
    'every',
    (self, args, run) => {
      const callback = args.expect(1).closure(0, 1);
      for (const item of each(self, run)) if (!truthy(run.call(callback, [item]))) return false;
      return true;
    },
  ],
  [
    'some',
    (self, args, run) => {
      const callback = args.expect(1).closure(0, 1);
      for (const item of each(self, run)) if (truthy(run.call(callback, [item]))) return true;
      return false;
    },
  ],
  ['includes', (self, args, run) => indexIn(self, args.expect(1).any(0), run) >= 0],
  ['indexOf', (self, args, run) => indexIn(self, args.expect(1).any(0), run)],
  [
    'slice',
    (self, args, run) => {
      args.expect(1, 2);
      const items = self.items.slice(args.number(0), args.count > 1 ? args.number(1) : undefined);
      run.budget.work(items.length);
      return new JiraList(items, self.unbounded && items.length > FREE_ELEMENTS);
    },
  ],
  [
    'concat',
    (self, args, run) => {
      const other = args.expect(1).any(0);
      return listOf([...self.items, ...(other instanceof JiraList ? other.items : [other])], run);
    },
  ],
  [
    'reduce',
    (self, args, run) => {
      const callback = args.expect(1, 2).closure(0, 2);
      const items = [...each(self, run)];
      if (args.count === 1 && items.length === 0) throw typeFault('reduce of an empty list needs an initial value.');
      let result = args.count > 1 ? args.any(1) : (items.shift() ?? null);
      for (const item of items) result = run.call(callback, [result, item]);
      return result;
    },
  ],
  [
    'join',
    (self, args, run) => {
      const separator = args.expect(0, 1).count > 0 ? args.text(0) : ',';
      const text = [...each(self, run)].map((item) => (item === null ? '' : toText(item, run.timeZone, run.budget))).join(separator);
      return run.budget.text(text.length > MAX_JOINED ? `${text.slice(0, MAX_JOINED - 3)}...` : text);
    },
  ],
  [
    'sort',
    (self, args, run) => {
      const callback = args.expect(1).closure(0, 2);
      return listOf(
        [...each(self, run)].sort((left, right) => {
          const order = run.call(callback, [left, right]);
          if (typeof order !== 'number') throw typeFault(`The function given to sort has to give a Number, not ${typeName(order)}.`);
          return order;
        }),
        run,
      );
    },
  ],
]);

function flat(items: readonly Value[], run: Runtime): JiraList {
  const result: Value[] = [];
  for (const item of items) {
    if (item instanceof JiraList) for (const inner of each(item, run)) result.push(inner);
    else result.push(item);
  }
  return listOf(result, run);
}

function indexIn(list: JiraList, wanted: Value, run: Runtime): number {
  let index = 0;
  for (const item of each(list, run)) {
    if (equal(item, wanted, run.budget)) return index;
    index += 1;
  }
  return -1;
}

export const MAP: Methods<JiraMap> = new Map<string, Method<JiraMap>>([
  ['get', (self, args) => self.entries.get(args.expect(1).text(0)) ?? null],
  [
    'set',
    (self, args, run) => {
      run.budget.work(self.entries.size + 1);
      return new JiraMap(new Map(self.entries).set(args.expect(2).text(0), args.any(1)));
    },
  ],
  [
    'entries',
    (self, args, run) => {
      args.expect(0);
      return listOf(
        [...self.entries].map(([key, value]) => new JiraList([key, value])),
        run,
      );
    },
  ],
]);
