interface FieldChecklistProps {
  readonly fields: readonly { readonly id: string; readonly name: string }[];
  readonly isChecked: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** What stands there when the list is empty. */
  readonly empty?: string;
}

/** Fields to tick. */
export function FieldChecklist({ fields, isChecked, toggle, empty }: FieldChecklistProps) {
  return (
    <ul className="choices">
      {fields.map(({ id, name }) => (
        <li key={id}>
          <label>
            <input type="checkbox" checked={isChecked(id)} onChange={() => toggle(id)} />
            {name}
          </label>
        </li>
      ))}
      {fields.length === 0 && empty !== undefined && <li className="subtle">{empty}</li>}
    </ul>
  );
}
