import Select from '@atlaskit/select';
import { useRef, useState } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { usePeople, type Person } from './use-people';

const text = settings.owner;

interface PersonSelectProps {
  readonly projectId: string;
  readonly inputId: string;
  readonly describedBy: string;
  readonly person: Person | null;
  readonly isDisabled: boolean;
  readonly onChoose: (person: Person) => void;
}

/** Searches the people who could own the project or stand in for its owner, and says in words what it is doing. */
export function PersonSelect({ projectId, inputId, describedBy, person, isDisabled, onChoose }: PersonSelectProps) {
  const { people, searching, failure, search } = usePeople(projectId);
  const [query, setQuery] = useState('');
  // Typing opens the menu before the state has what was typed.
  const latest = useRef('');
  const nothing = (): string => {
    if (failure !== null) return fill(text.searchFailed, { reason: failure });
    return query.trim() === '' ? text.noPeople : fill(text.noMatch, { query: query.trim() });
  };
  return (
    <Select<Person>
      inputId={inputId}
      descriptionId={describedBy}
      value={person}
      options={searching ? [] : people}
      getOptionLabel={({ name }) => name}
      getOptionValue={({ accountId }) => accountId}
      // The server searched already, by e-mail too.
      filterOption={null}
      inputValue={query}
      onInputChange={(typed, { action }) => {
        if (action !== 'input-change' && action !== 'menu-close' && action !== 'set-value') return;
        latest.current = action === 'input-change' ? typed : '';
        setQuery(latest.current);
        if (action === 'input-change') search(typed);
      }}
      onMenuOpen={() => search(latest.current)}
      onChange={(chosen) => {
        if (chosen !== null) onChoose(chosen);
      }}
      isLoading={searching}
      loadingMessage={() => text.searching}
      noOptionsMessage={nothing}
      placeholder={text.placeholder}
      isDisabled={isDisabled}
      menuPlacement="auto"
    />
  );
}
