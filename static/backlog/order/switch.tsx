interface SwitchProps<Key extends string> {
  readonly label: string;
  readonly choices: readonly { readonly key: Key; readonly label: string }[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
}

/** A few answers to one question, one of them given (backlog.css). */
export function Switch<Key extends string>({ label, choices, chosen, onChoose }: SwitchProps<Key>) {
  return (
    <div role="group" aria-label={label} className="switch">
      {choices.map(({ key, label: name }) => (
        <button key={key} type="button" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
          {name}
        </button>
      ))}
    </div>
  );
}
