import type { FocusEvent } from 'react';
import { NativeSelect } from '../shared/native-select';
import type { Control } from '../shared/field';

interface ListProps<Value extends string> {
  readonly control: Control;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
  readonly onBlur?: (event: FocusEvent) => void;
}

/** One of a few. */
export function List<Value extends string>({ control: { isInvalid, ...control }, value, options, onChoose, onBlur }: ListProps<Value>) {
  return (
    <NativeSelect
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
    </NativeSelect>
  );
}
