import Button from '@atlaskit/button/new';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CriterionView } from '../../src/contract/acceptance';
import type { Reader } from '../shared/reader';
import { MomentIn } from '../shared/requests/moment-in';
import { faultOf, saveDraft } from './drafts';
import type { Draft } from './edits';
import { focusWords } from './focus';
import type { RowActs } from './row-acts';
import type { Can } from './states';
import { nameIn, verdictSentence } from './story-words';
import { TypedField } from './typed-field';
import { VerdictButtons } from './verdict-control';

interface CriterionDetailsProps {
  readonly criterion: CriterionView;
  readonly index: number;
  readonly total: number;
  readonly can: Can;
  readonly reader: Reader;
  readonly acts: RowActs;
  /** What is typed as its evidence. */
  readonly draft: Draft | undefined;
  readonly wordsId: string;
}

/** Who said what of a criterion and when, and what is not wanted every day. */
export function CriterionDetails({ criterion, index, total, can, reader, acts, draft, wordsId }: CriterionDetailsProps) {
  const { id, of, claim, verdict, mandatory, evidence } = criterion;
  const owns = can.edit && of === 'story';
  const { locale } = reader;
  return (
    <div className="criterion-details">
      <div className="quiet">
        {claim !== null && (
          <p>
            <MomentIn
              sentence={fill(of === 'done' ? text.tickedBy : text.claimedBy, {
                name: nameIn({ accountId: claim.by, name: claim.name }, reader),
                when: '{when}',
              })}
              at={claim.at}
              locale={locale}
            />
          </p>
        )}
        {verdict !== null && (
          <p>
            <MomentIn sentence={fill(verdictSentence(verdict, reader), { when: '{when}' })} at={verdict.at} locale={locale} />
          </p>
        )}
        {claim === null && verdict === null && <p>{of === 'done' ? text.notTicked : text.notClaimed}</p>}
        {of === 'done' && <p>{text.doneWords}</p>}
      </div>
      {of === 'done' && can.judge && <VerdictButtons criterion={criterion} acts={acts} describedBy={wordsId} />}
      {draft !== undefined ? (
        <EvidenceField draft={draft} acts={acts} />
      ) : (
        <div className="buttons">
          {can.edit && (
            <Button
              spacing="compact"
              aria-describedby={wordsId}
              onClick={() => acts.type({ id, field: 'evidence', was: evidence ?? '', typed: evidence ?? '' })}
            >
              {evidence === null ? text.addEvidence : text.changeEvidence}
            </Button>
          )}
          {owns && (
            <Button
              spacing="compact"
              aria-describedby={wordsId}
              onClick={() => acts.change({ kind: 'mandatory', id, mandatory: !mandatory })}
            >
              {mandatory ? text.makeOptional : text.makeMandatory}
            </Button>
          )}
          {owns && total > 1 && (
            <>
              <Button spacing="compact" aria-describedby={wordsId} isDisabled={index === 0} onClick={() => acts.nudge(id, -1)}>
                {text.moveUp}
              </Button>
              <Button spacing="compact" aria-describedby={wordsId} isDisabled={index === total - 1} onClick={() => acts.nudge(id, 1)}>
                {text.moveDown}
              </Button>
            </>
          )}
          {owns && (
            <Button spacing="compact" aria-describedby={wordsId} onClick={() => acts.remove(criterion)}>
              {text.remove}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function EvidenceField({ draft, acts }: { readonly draft: Draft; readonly acts: RowActs }) {
  const fault = faultOf('evidence', draft.typed);
  const back = (): void => focusWords(draft.id, '.icon-button');
  return (
    <TypedField
      label={text.evidenceLabel}
      help={text.evidenceHelp}
      fault={fault}
      value={draft.typed}
      takesFocus
      isOneLine
      onType={(typed) => acts.type({ ...draft, typed })}
      onDone={(because) => {
        if (fault !== undefined) return;
        saveDraft(draft, acts);
        if (because === 'keys') back();
      }}
      onCancel={() => {
        acts.close(draft.id, 'evidence');
        back();
      }}
    />
  );
}
