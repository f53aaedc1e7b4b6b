import Button from '@atlaskit/button/new';
import { view } from '@forge/bridge';
import { cancelSprint as text } from '../../locales/en.json';

interface CloseButtonProps {
  readonly label?: string;
  readonly appearance?: 'default' | 'primary' | 'subtle';
  readonly isDisabled?: boolean;
}

/** Closes the modal. */
export function CloseButton({ label = text.close, appearance = 'default', isDisabled = false }: CloseButtonProps) {
  return (
    <Button
      appearance={appearance}
      isDisabled={isDisabled}
      onClick={() => void view.close().catch((error: unknown) => console.error('view.close', error))}
    >
      {label}
    </Button>
  );
}
