import Button from '@atlaskit/button/new';

interface FormFootProps {
  readonly action: string;
  readonly appearance?: 'primary' | 'danger';
  readonly isDisabled: boolean;
  readonly close: () => void;
}

/** Cancel, and what the form is for. */
export function FormFoot({ action, appearance = 'primary', isDisabled, close }: FormFootProps) {
  return (
    <div className="form-foot">
      <Button appearance="subtle" onClick={close}>
        Cancel
      </Button>
      <Button type="submit" appearance={appearance} isDisabled={isDisabled}>
        {action}
      </Button>
    </div>
  );
}
