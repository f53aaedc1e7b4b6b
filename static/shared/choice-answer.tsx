import { useRef } from 'react';
import { panel as text } from '../../locales/en.json';
import type { Scale } from '../../src/features/scoring/model';
import { leavesGroup, type AnswerProps } from './answer';
import { NativeSelect } from './native-select';
import { numberText } from './numbers';
import { choiceText, withUnit } from './scale';

/** One of a few answers with names. Escape goes back to what stood there before. */
export function ChoiceAnswer({
  id,
  scale,
  answer,
  invalid,
  locale,
  describedBy,
  onAnswer,
  onLeave,
}: AnswerProps<Extract<Scale, { kind: 'choices' }>>) {
  const held = answer === null ? '' : String(answer);
  const before = useRef<string | null>(null);
  const isKnown = held === '' || scale.options.some(({ value }) => String(value) === held);
  return (
    <NativeSelect
      id={id}
      value={held}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onAnswer(event.target.value, true)}
      onFocus={() => (before.current = held)}
      onBlur={(event) => {
        before.current = null;
        if (leavesGroup(event)) queueMicrotask(onLeave);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onAnswer(before.current ?? held, true);
      }}
    >
      <option value="">{text.empty}</option>
      {/* What Jira holds is shown, also where no choice is called so (any more). */}
      {!isKnown && <option value={held}>{withUnit(numberText(answer ?? 0, locale), scale.unit)}</option>}
      {scale.options.map((option) => (
        <option key={option.value} value={String(option.value)} dir="auto">
          {choiceText(option, scale.unit, locale)}
        </option>
      ))}
    </NativeSelect>
  );
}
