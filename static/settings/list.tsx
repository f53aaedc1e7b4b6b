import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import type { FocusEvent } from 'react';
import type { Control } from './field';

interface ListProps<Value extends string> {
  readonly control: Control;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** One of a few: the browser's own list, in the look of the questions' choices (shared/factors.css). */
export function List<Value extends string>({ control: { isInvalid, ...control }, value, options, onChoose, onBlur }: ListProps<Value>) {
  return (
    <span className="choice">
      <select
        {...control}
        aria-invalid={isInvalid}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChoose(chosen.value);
        }}
        onBlur={onBlur}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <span className="choice-mark">
        <ChevronDownIcon label="" size="small" color="currentColor" />
      </span>
    </span>
  );
}
