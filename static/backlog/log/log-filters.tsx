import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, type ReactNode } from 'react';
import { backlog } from '../../../locales/en.json';
import { LOG_OUTCOMES, type GuardView } from '../../../src/contract/ranking';
import { NativeSelect } from '../../shared/native-select';
import { nameOf, type Reader } from '../../shared/reader';
import { ANY, isAny, outcomeOf, type Filter, type LogPerson } from './filter';

const text = backlog.rankLog;

interface LogFiltersProps {
  readonly filter: Filter;
  readonly people: readonly LogPerson[];
  readonly owner: GuardView['owner'];
  readonly reader: Reader;
  readonly onFilter: (filter: Filter) => void;
}

export function LogFilters({ filter, people, owner, reader, onFilter }: LogFiltersProps) {
  const id = useId();
  const change = (part: Partial<Filter>): void => onFilter({ ...filter, ...part });
  // The reader and the owner are there before they are met in the log.
  const choices = new Map(
    [{ accountId: reader.accountId, name: null }, ...(owner === null ? [] : [owner]), ...people].map((it) => [it.accountId, it]),
  );
  return (
    <div role="group" aria-label={text.filters} className="log-filters">
      <Filtered id={`${id}-what`} label={text.what}>
        <NativeSelect id={`${id}-what`} value={filter.outcome} onChange={(event) => change({ outcome: outcomeOf(event.target.value) })}>
          <option value="">{text.anyOutcome}</option>
          {LOG_OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {text.outcome[outcome]}
            </option>
          ))}
        </NativeSelect>
      </Filtered>
      <Filtered id={`${id}-who`} label={text.who}>
        <NativeSelect id={`${id}-who`} value={filter.by} onChange={(event) => change({ by: event.target.value })}>
          <option value="">{text.anybody}</option>
          {[...choices.values()].map((person) => (
            <option key={person.accountId} value={person.accountId} dir="auto">
              {nameOf(person, reader)}
            </option>
          ))}
        </NativeSelect>
      </Filtered>
      <Filtered id={`${id}-from`} label={text.from}>
        <Day id={`${id}-from`} value={filter.from} max={filter.until} onDay={(from) => change({ from })} />
      </Filtered>
      <Filtered id={`${id}-until`} label={text.until}>
        <Day id={`${id}-until`} value={filter.until} min={filter.from} onDay={(until) => change({ until })} />
      </Filtered>
      {!isAny(filter) && (
        <Button appearance="subtle" onClick={() => onFilter(ANY)}>
          {text.clear}
        </Button>
      )}
    </div>
  );
}

function Filtered({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="log-filter">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

interface DayProps {
  readonly id: string;
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly onDay: (day: string) => void;
}

/** The browser's own calendar, in the reader's language. */
function Day({ onDay, ...field }: DayProps) {
  return <Textfield {...field} type="date" isCompact onChange={(event) => onDay((event.target as HTMLInputElement).value)} />;
}
