import Textfield from '@atlaskit/textfield';
import type { FocusEvent } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { leavesGroup } from '../../shared/answer';
import { Field } from '../../shared/field';
import { List } from '../list';
import { ChoicesEditor } from './choices-editor';
import { chosen, PRESETS, type Preset, type ScaleText } from './scale-presets';

const text = settings.scale;

export interface ScaleEditorProps {
  readonly scale: ScaleText;
  readonly fault: string | undefined;
  readonly onChange: (scale: ScaleText) => void;
  readonly onLeave: () => void;
}

/** Which answers a question takes: a scale teams know, or one of their own. */
export function ScaleEditor({ scale, fault, onChange, onLeave }: ScaleEditorProps) {
  const presets: readonly Preset[] = scale.values.length > 0 && scale.preset === 'steps' ? [...PRESETS, 'steps'] : PRESETS;
  // Only when the person leaves the scale: a lowest answer says nothing before the highest is filled in.
  const onBlur = (event: FocusEvent): void => {
    if (leavesGroup(event)) onLeave();
  };
  const nameOf = (preset: Preset): string => fill(text[preset], { values: scale.values.join(', ') });
  const part = (name: 'unit' | 'min' | 'max', label: string, isNumber: boolean) => (
    <Field label={label}>
      {(control) => (
        <Textfield
          {...control}
          isInvalid={isNumber && fault !== undefined}
          inputMode={isNumber ? 'decimal' : 'text'}
          maxLength={20}
          autoComplete="off"
          onBlur={onBlur}
          dir="auto"
          value={scale[name]}
          onChange={(event) => onChange({ ...scale, [name]: (event.target as HTMLInputElement).value })}
        />
      )}
    </Field>
  );
  return (
    <div className="stack" role="group" aria-label={text.group}>
      <Field label={settings.editor.scale} fault={fault}>
        {(control) => (
          <List
            control={control}
            value={scale.preset}
            options={presets.map((value) => ({ value, label: nameOf(value) }))}
            onBlur={onBlur}
            onChoose={(preset) => onChange(chosen(scale, preset))}
          />
        )}
      </Field>
      {scale.preset === 'money' && <div className="pair">{part('unit', text.currency, false)}</div>}
      {scale.preset === 'number' && (
        <div className="pair three">
          {part('min', text.min, true)}
          {part('max', text.max, true)}
          {part('unit', text.unit, false)}
        </div>
      )}
      {scale.preset === 'choices' && <ChoicesEditor scale={scale} fault={fault} onChange={onChange} onBlur={onBlur} />}
    </div>
  );
}
