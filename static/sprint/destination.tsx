import { Radio } from '@atlaskit/radio';
import { cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CancelView, DestinationInput } from '../../src/contract/sprints';
import { Field } from '../shared/field';
import { NativeSelect } from '../shared/native-select';
import { targetOf, type Draft } from './draft';

interface DestinationProps {
  readonly draft: Draft;
  readonly targets: CancelView['targets'];
  readonly isSending: boolean;
  readonly onWrite: (change: Partial<Draft>) => void;
}

/** Where unfinished work goes. Another sprint only where there is one. */
export function Destination({ draft, targets, isSending, onWrite }: DestinationProps) {
  const kinds: readonly DestinationInput['kind'][] = targets.length === 0 ? ['top', 'bottom'] : ['top', 'bottom', 'sprint'];
  return (
    <>
      <fieldset className="cancel-where" disabled={isSending}>
        <legend className="field-label">{text.where}</legend>
        {kinds.map((kind) => (
          <Radio
            key={kind}
            name="destination"
            value={kind}
            isChecked={draft.kind === kind}
            onChange={() => onWrite({ kind })}
            label={
              <span>
                {text.to[kind]}
                {kind === 'top' && <span className="quiet cancel-means">{text.to.topMeans}</span>}
              </span>
            }
          />
        ))}
      </fieldset>
      {draft.kind === 'sprint' && (
        <Field label={text.which} className="cancel-which">
          {({ isInvalid: _isInvalid, ...control }) => (
            <NativeSelect
              {...control}
              disabled={isSending}
              value={targetOf(draft, targets)?.id}
              onChange={(event) => onWrite({ sprintId: event.target.value })}
            >
              {targets.map(({ id, name, state }) => (
                <option key={id} value={id} dir="auto">
                  {fill(text[state], { sprint: name })}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      )}
    </>
  );
}
