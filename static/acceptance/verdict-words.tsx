import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CriterionView } from '../../src/contract/acceptance';
import type { Reader } from '../shared/reader';
import { MomentIn } from '../shared/requests/moment-in';
import { faultOf, saveDraft } from './drafts';
import type { Draft } from './edits';
import type { RowActs } from './row-acts';
import type { Can } from './states';
import { verdictSentence } from './story-words';
import { TypedField } from './typed-field';

interface VerdictWordsProps {
  readonly criterion: CriterionView;
  readonly can: Can;
  readonly draft: Draft | undefined;
  readonly reader: Reader;
  readonly acts: RowActs;
}

/** What the owner says of a criterion, beneath it; of one that failed they write it in place. */
export function VerdictWords({ criterion, can, draft, reader, acts }: VerdictWordsProps) {
  const { id, verdict } = criterion;
  if (verdict === null) return null;
  if (draft !== undefined) {
    const fault = faultOf('words', draft.typed);
    return (
      <TypedField
        label={text.failedLabel}
        help={text.failedHelp}
        fault={fault}
        value={draft.typed}
        takesFocus
        onType={(typed) => acts.type({ ...draft, typed })}
        onDone={() => {
          if (fault === undefined) saveDraft(draft, acts);
        }}
        onCancel={() => acts.close(id, 'words')}
      />
    );
  }
  const write = (): void => acts.type({ id, field: 'words', was: verdict.words ?? '', typed: verdict.words ?? '' });
  return (
    <div className="criterion-said">
      {verdict.words !== null && (
        <p className="criterion-quote" dir="auto">
          {verdict.words}
        </p>
      )}
      {verdict.value === 'failed' && (
        <p className="quiet">
          <MomentIn sentence={fill(verdictSentence(verdict, reader), { when: '{when}' })} at={verdict.at} locale={reader.locale} />{' '}
          {can.judge && (
            <button type="button" className="link-button" onClick={write}>
              {verdict.words === null ? text.sayWhy : text.changeWords}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
