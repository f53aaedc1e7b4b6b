import Button from '@atlaskit/button/new';

/** Cancel, and what the form is for. */
export function FormFoot({ action, isDisabled, close }: { action: string; isDisabled: boolean; close: () => void }) {
  return (
    <div className="form-foot">
      <Button appearance="subtle" onClick={close}>
        Cancel
      </Button>
      <Button type="submit" appearance="primary" isDisabled={isDisabled}>
        {action}
      </Button>
    </div>
  );
}
