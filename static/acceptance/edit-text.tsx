import Button from '@atlaskit/button/new';
import { acceptancePanel as text } from '../../locales/en.json';
import type { CriterionView } from '../../src/contract/acceptance';
import { CriterionText } from './criterion-text';
import { faultOf, saveDraft } from './drafts';
import type { Draft } from './edits';
import { focusWords } from './focus';
import type { RowActs } from './row-acts';
import { TypedField } from './typed-field';

interface EditTextProps {
  readonly criterion: CriterionView;
  readonly draft: Draft;
  readonly acts: RowActs;
}

/** A criterion's words, where they stand. Where somebody else changed them meanwhile, both are there to choose from. */
export function EditText({ criterion, draft, acts }: EditTextProps) {
  const { id } = criterion;
  const isConflict = criterion.text !== draft.was && criterion.text !== draft.typed.trim();
  const fault = faultOf('text', draft.typed);
  const close = (): void => {
    acts.close(id, 'text');
    focusWords(id);
  };
  return (
    <div className="criterion-edit">
      <TypedField
        label={text.editLabel}
        help={text.editHelp}
        fault={fault}
        value={draft.typed}
        takesFocus={draft.typed === draft.was}
        onType={(typed) => acts.type({ ...draft, typed })}
        onDone={(because) => {
          if (fault !== undefined || isConflict) return;
          saveDraft(draft, acts);
          if (because === 'keys') focusWords(id);
        }}
        onCancel={close}
      />
      {isConflict && (
        <div className="criterion-conflict" role="alert">
          <p>{text.changedMeanwhile}</p>
          <p className="criterion-words" dir="auto">
            <CriterionText text={criterion.text} />
          </p>
          <div className="buttons">
            <Button
              spacing="compact"
              isDisabled={fault !== undefined}
              onClick={() => {
                saveDraft({ ...draft, was: criterion.text }, acts);
                focusWords(id);
              }}
            >
              {text.keepMine}
            </Button>
            <Button spacing="compact" appearance="subtle" onClick={close}>
              {text.keepTheirs}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
