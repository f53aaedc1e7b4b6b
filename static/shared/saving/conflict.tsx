import Button from '@atlaskit/button/new';
import { Notice } from './notice';

interface ConflictProps {
  readonly sentence: string;
  /** Both chose the same: one button says so. */
  readonly agreed: string | null;
  readonly keep: string;
  readonly mine: string;
  readonly isSaving: boolean;
  readonly onKeep: () => void;
  readonly onSave: () => void;
}

/** Somebody else was faster: both choices, and the person decides. */
export function Conflict({ sentence, agreed, keep, mine, isSaving, onKeep, onSave }: ConflictProps) {
  return (
    <div role="alert">
      <Notice
        appearance="warning"
        actions={
          agreed === null ? (
            <>
              <Button onClick={onKeep} isDisabled={isSaving}>
                {keep}
              </Button>
              <Button onClick={onSave} isLoading={isSaving}>
                {mine}
              </Button>
            </>
          ) : (
            <Button onClick={onKeep}>{agreed}</Button>
          )
        }
      >
        {sentence}
      </Notice>
    </div>
  );
}
