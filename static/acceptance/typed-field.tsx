import TextArea from '@atlaskit/textarea';
import { useEffect, useRef } from 'react';
import { Field } from '../shared/field';
import { afterClick } from './after-click';

interface TypedFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly fault: string | undefined;
  readonly value: string;
  /** It was opened just now, by whoever is about to type. */
  readonly takesFocus: boolean;
  readonly rows?: number;
  /** Enter saves too. */
  readonly isOneLine?: boolean;
  readonly onType: (typed: string) => void;
  /** The person is done: Ctrl+Enter, or they went elsewhere. */
  readonly onDone: (because: 'keys' | 'left') => void;
  readonly onCancel: () => void;
}

/** Something written in place: Ctrl+Enter and leaving save it, Escape leaves it as it was. */
export function TypedField(props: TypedFieldProps) {
  const { label, help, fault, value, takesFocus, rows = 1, isOneLine = false, onType, onDone, onCancel } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const takes = useRef(takesFocus);
  const done = useRef(onDone);
  done.current = onDone;
  const onBlur = (): void => {
    const field = area.current;
    afterClick(() => {
      if (document.activeElement !== field) done.current('left');
    });
  };
  useEffect(() => {
    const field = area.current;
    if (field === null || !takes.current) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);
  return (
    <Field label={label} help={help} fault={fault}>
      {(control) => (
        <TextArea
          {...control}
          ref={area}
          dir="auto"
          resize="smart"
          minimumRows={rows}
          isCompact
          value={value}
          onChange={(event) => onType(event.target.value)}
          onBlur={onBlur}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Escape') {
              event.preventDefault();
              event.stopPropagation();
              onCancel();
            } else if (event.key === 'Enter' && (isOneLine || event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onDone('keys');
            }
          }}
        />
      )}
    </Field>
  );
}
