import SearchIcon from '@atlaskit/icon/core/search';
import Textfield from '@atlaskit/textfield';
import { backlog } from '../../../locales/en.json';
import { nameOf, type Reader } from '../../shared/reader';
import { SCORES, type Filter } from './filter';
import { ManyChip, OneChip, type Choice } from './filter-chip';
import { useFilters } from './use-filters';

const text = backlog.order.filters;
/** As the contract has it (src/contract/scoring.ts). */
const LONGEST_TEXT = 200;
const MOST_CHOSEN = 20;

interface FiltersProps {
  readonly projectId: string;
  readonly filter: Filter;
  readonly reader: Reader;
  readonly isLooking: boolean;
  readonly onFilter: (filter: Filter) => void;
}

/** What the list is filtered by, a chip each. */
export function Filters({ projectId, filter, reader, isLooking, onFilter }: FiltersProps) {
  const { choices, failure, look } = useFilters(projectId);
  const change = (part: Partial<Filter>): void => onFilter({ ...filter, ...part });
  const chip = { isLoading: choices === null && failure === null, failure, onLook: look };
  const people = (choices?.assignees ?? []).map((person): Choice => ({ value: person.accountId, label: nameOf(person, reader) }));
  return (
    <div role="search" aria-label={text.label} className="chips">
      <div className="chips-search">
        <Textfield
          isCompact
          type="search"
          aria-label={text.text}
          placeholder={text.text}
          value={filter.text}
          maxLength={LONGEST_TEXT}
          autoComplete="off"
          elemBeforeInput={
            <span className="chips-glass">
              <SearchIcon label="" size="small" color="currentColor" />
            </span>
          }
          onChange={(event) => change({ text: (event.target as HTMLInputElement).value })}
        />
      </div>
      {(['types', 'statuses', 'labels'] as const).map((part) => (
        <ManyChip
          key={part}
          {...chip}
          name={text[part]}
          choices={(choices?.[part] ?? []).map(same)}
          chosen={filter[part]}
          onChoose={(chosen) => change({ [part]: chosen.slice(0, MOST_CHOSEN) })}
        />
      ))}
      <OneChip
        {...chip}
        name={text.assignee}
        choices={choices === null ? [] : [{ value: '', label: text.anybody }, { value: 'none', label: text.nobody }, ...people]}
        chosen={filter.assignee}
        onChoose={(assignee) => change({ assignee })}
      />
      <OneChip
        isLoading={false}
        failure={null}
        onLook={() => undefined}
        name={text.score}
        choices={[{ value: '', label: text.anyScore }, ...SCORES.map((score) => ({ value: score, label: text.scores[score] }))]}
        chosen={filter.score}
        onChoose={(chosen) => change({ score: SCORES.find((score) => score === chosen) ?? '' })}
      />
      <span role="status" className="visually-hidden">
        {isLooking && text.looking}
      </span>
    </div>
  );
}

const same = (value: string): Choice => ({ value, label: value });
