import { acceptancePages } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { TemplatesView, TemplateView } from '../../../src/contract/acceptance';

const text = acceptancePages.checklists.item;

export type Item = TemplateView['items'][number];

/** As the contract has them (src/contract/acceptance.ts). */
export const MOST_ITEMS = 50;
export const MOST_TEMPLATES = 20;
export const LONGEST_ITEM = 500;
export const LONGEST_NAME = 60;

/** A change of a project's checklists; null: that part is as it is stored. */
export interface Checklists {
  readonly done: readonly Item[] | null;
  readonly templates: readonly TemplateView[] | null;
}

type Stored = Pick<TemplatesView, 'done' | 'templates'>;

export const isStored = ({ done, templates }: Checklists, stored: Stored): boolean =>
  (done === null || isSame(done, stored.done)) && (templates === null || isSame(templates, stored.templates));

/** What is the same again is no change. */
export const onlyChanged = ({ done, templates }: Checklists, stored: Stored): Checklists => ({
  done: done === null || isSame(done, stored.done) ? null : done,
  templates: templates === null || isSame(templates, stored.templates) ? null : templates,
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is sent: words without the spaces around them. */
export const tidied = ({ done, templates }: Checklists): { done: Item[] | null; templates: TemplateView[] | null } => ({
  done: done && tidy(done),
  templates: templates && templates.map((each) => ({ ...each, name: each.name.trim(), items: tidy(each.items) })),
});
const tidy = (items: readonly Item[]): Item[] => items.map((each) => ({ ...each, text: each.text.trim() }));

export function changeItem(items: readonly Item[], id: string, change: Partial<Omit<Item, 'id'>>): readonly Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

/** `to`: its index once it is there. */
export function moveItem(items: readonly Item[], id: string, to: number): readonly Item[] {
  const item = items.find((each) => each.id === id);
  if (item === undefined || to < 0 || to >= items.length) return items;
  const others = items.filter((each) => each !== item);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

export const insertItem = (items: readonly Item[], item: Item, at: number): readonly Item[] => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
];

export interface Added {
  readonly items: readonly Item[];
  readonly added: number;
  /** Were on the list already. */
  readonly known: number;
  /** Found no room. */
  readonly left: number;
}

/** Adds each of these once, as far as there is room. */
export function addItems(items: readonly Item[], texts: readonly string[], newId: () => string): Added {
  const known = new Set(items.map((each) => each.text.trim()));
  const fresh = texts
    .map((each) => each.trim())
    .filter((each) => {
      if (each === '' || known.has(each)) return false;
      known.add(each);
      return true;
    });
  const room = Math.max(0, MOST_ITEMS - items.length);
  const taken = fresh.slice(0, room).map((each): Item => ({ id: newId(), text: each, mandatory: true }));
  return {
    items: [...items, ...taken],
    added: taken.length,
    known: texts.filter((each) => each.trim() !== '').length - fresh.length,
    left: fresh.length - taken.length,
  };
}

/** What stands in the fields for new criteria, by `done` or the template's id, belongs to what is saved: nobody has to press Enter first. */
export function withTyped(
  choice: Checklists | null,
  stored: Stored,
  typed: Readonly<Record<string, string>>,
  newId: () => string,
): Checklists {
  const { done = null, templates = null } = choice ?? {};
  const add = (items: readonly Item[], where: string): readonly Item[] => addItems(items, [typed[where] ?? ''], newId).items;
  return onlyChanged(
    {
      done: add(done ?? stored.done, 'done'),
      templates: (templates ?? stored.templates).map((each) => ({ ...each, items: [...add(each.items, each.id)] })),
    },
    stored,
  );
}

/** What adding came to, in a sentence; how many are one is not worth a number. */
export function addedWords({ added, known, left }: Added): string {
  if (left > 0) return fill(text.tooMany, { added, most: MOST_ITEMS, left });
  if (known > 0) return added === 0 ? text.known : fill(text.knownMany, { added, known });
  return added === 1 ? text.added : fill(text.addedMany, { count: added });
}

/** Sentences by the id of the item or template whose words they are about. Of two that say the same, the later one is at fault. */
export function faultsOf({ done, templates }: Checklists): Readonly<Record<string, string>> {
  const faults = { ...faultsIn(done ?? []) };
  for (const { id, name, items } of templates ?? []) {
    if (name.trim() === '') faults[id] = text.faultName;
    Object.assign(faults, faultsIn(items));
  }
  return faults;
}

function faultsIn(items: readonly Item[]): Record<string, string> {
  const seen = new Set<string>();
  const faults: Record<string, string> = {};
  for (const { id, text: words } of items) {
    const said = words.trim();
    if (said === '') faults[id] = text.faultEmpty;
    else if (said.length > LONGEST_ITEM) faults[id] = fill(text.faultLong, { max: LONGEST_ITEM });
    else if (seen.has(said)) faults[id] = text.faultTwice;
    seen.add(said);
  }
  return faults;
}

/** Items of one list have ids of their own, and templates too. */
export const newTemplate = (newId: () => string): TemplateView => ({ id: newId(), name: '', typeIds: [], onCreation: false, items: [] });
