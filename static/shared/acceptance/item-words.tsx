import { acceptancePages } from '../../../locales/en.json';
import type { Item } from './checklists';

const text = acceptancePages.checklists.item;

/** Criteria to read. */
export function ItemWords({ items }: { readonly items: readonly Item[] }) {
  return (
    <ul className="item-list">
      {items.map(({ id, text: words, mandatory }) => (
        <li key={id} dir="auto">
          <span className="item-text">{words}</span>
          {!mandatory && <span className="quiet"> {text.optional}</span>}
        </li>
      ))}
    </ul>
  );
}
