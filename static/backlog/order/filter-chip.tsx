import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import { CheckboxOption, PopupSelect, RadioOption } from '@atlaskit/select';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';

const text = backlog.order.filters;

/** With so few choices nobody needs to search among them. */
const FEW = 8;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChipProps {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly isLoading: boolean;
  readonly failure: string | null;
  readonly onLook: () => void;
}

interface ManyProps extends ChipProps {
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** A filter that takes any of several values. */
export function ManyChip({ name, choices, chosen, onChoose, isLoading, failure, onLook }: ManyProps) {
  const value = choices.filter((choice) => chosen.includes(choice.value));
  return (
    <PopupSelect<Choice, true>
      isMulti
      label={name}
      options={choices}
      value={value}
      closeMenuOnSelect={false}
      hideSelectedOptions={false}
      components={{ Option: CheckboxOption }}
      {...common({ name, isLoading, failure })}
      onMenuOpen={onLook}
      onChange={(next) => onChoose(next.map((choice) => choice.value))}
      target={({ isOpen: _isOpen, ...trigger }) => (
        <button type="button" className="chip" data-on={chosen.length > 0} {...trigger}>
          <ChipWords name={name} chosen={value.map(({ label }) => label)} />
        </button>
      )}
    />
  );
}

interface OneProps extends ChipProps {
  /** What stands for any of them is the first choice. */
  readonly chosen: string;
  readonly onChoose: (chosen: string) => void;
}

/** A filter that takes one value, or any. */
export function OneChip({ name, choices, chosen, onChoose, isLoading, failure, onLook }: OneProps) {
  const value = choices.find((choice) => choice.value === chosen) ?? null;
  const isOn = chosen !== '';
  return (
    <PopupSelect<Choice>
      label={name}
      options={choices}
      value={value}
      components={{ Option: RadioOption }}
      {...common({ name, isLoading, failure })}
      onMenuOpen={onLook}
      onChange={(next) => onChoose(next?.value ?? '')}
      target={({ isOpen: _isOpen, ...trigger }) => (
        <button type="button" className="chip" data-on={isOn} {...trigger}>
          <ChipWords name={name} chosen={isOn && value !== null ? [value.label] : []} />
        </button>
      )}
    />
  );
}

const common = ({ name, isLoading, failure }: Pick<ChipProps, 'name' | 'isLoading' | 'failure'>) => ({
  isLoading,
  searchThreshold: FEW,
  placeholder: fill(text.search, { name }),
  loadingMessage: () => text.loading,
  noOptionsMessage: () => failure ?? text.noChoice,
  minMenuWidth: 220,
  maxMenuWidth: 280,
  maxMenuHeight: 280,
});

/** "Type: Bug +1". */
function ChipWords({ name, chosen }: { readonly name: string; readonly chosen: readonly string[] }) {
  const [first, ...others] = chosen;
  return (
    <>
      <span className="chip-words" dir="auto">
        {first === undefined ? name : fill(text.chosen, { name, choice: first })}
      </span>
      {others.length > 0 && <span className="chip-more">{fill(text.chosenMore, { count: others.length })}</span>}
      <ChevronDownIcon label="" size="small" color="currentColor" />
    </>
  );
}
