import DragHandleIcon from '@atlaskit/icon/core/drag-handle-vertical';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { memo, useEffect, useId, useRef, useState } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CriterionView } from '../../src/contract/acceptance';
import { when } from '../shared/moment';
import type { Reader } from '../shared/reader';
import { CriterionDetails } from './criterion-details';
import { CriterionText } from './criterion-text';
import type { Draft, Left } from './edits';
import { EditText } from './edit-text';
import { Evidence } from './evidence';
import { LeftNotice } from './left-notice';
import type { RowActs } from './row-acts';
import { StateMark } from './state-mark';
import type { Can } from './states';
import { nameIn, shortText, verdictSentence } from './story-words';
import { CRITERION_DRAGGED } from './use-drag';
import { ClaimButton, DoneTick, VerdictButtons } from './verdict-control';
import { VerdictWords } from './verdict-words';

export const NONE: readonly never[] = [];

interface CriterionRowProps {
  readonly criterion: CriterionView;
  readonly index: number;
  readonly total: number;
  readonly can: Can;
  readonly reader: Reader;
  readonly acts: RowActs;
  readonly drafts: readonly Draft[];
  readonly left: readonly Left[];
  readonly isLifted: boolean;
  /** The save of a change of it has failed. */
  readonly isUnsaved: boolean;
}

/** One criterion; drawn again only when something of its own has changed. */
export const CriterionRow = memo(function CriterionRow(props: CriterionRowProps) {
  const { criterion, index, total, can, reader, acts, drafts, left, isLifted, isUnsaved } = props;
  const { id, of, state, mandatory, evidence } = criterion;
  const wordsId = useId();
  const [isOpen, setOpen] = useState(false);
  const editsText = can.edit && of === 'story';
  const canMove = editsText && total > 1;
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const said = saidOf(criterion, reader);

  useEffect(() => {
    if (!canMove || !row.current || !handle.current) return undefined;
    return draggable({ element: row.current, dragHandle: handle.current, getInitialData: () => ({ [CRITERION_DRAGGED]: id }) });
  }, [id, canMove]);

  const textDraft = drafts.find(({ field }) => field === 'text');
  const wordsDraft = drafts.find(({ field }) => field === 'words');
  return (
    <li
      ref={row}
      className="criterion"
      data-id={id}
      data-state={state}
      data-lifted={isLifted || undefined}
      data-movable={editsText || undefined}
    >
      {canMove && (
        <button
          ref={handle}
          type="button"
          className="criterion-handle"
          aria-label={fill(text.move, { name: shortText(criterion.text), place: index + 1, total })}
          aria-pressed={isLifted}
          onKeyDown={(event) => acts.onHandleKey(event, id)}
          onBlur={acts.onHandleBlur}
        >
          <DragHandleIcon label="" size="small" color="currentColor" />
        </button>
      )}
      {of === 'done' && can.edit && canTick(criterion) ? (
        <DoneTick criterion={criterion} acts={acts} labelledBy={wordsId} title={said} />
      ) : (
        <StateMark state={state} title={said} />
      )}
      <div className="criterion-body">
        {textDraft !== undefined ? (
          <EditText criterion={criterion} draft={textDraft} acts={acts} />
        ) : editsText ? (
          <button
            type="button"
            id={wordsId}
            className="criterion-words"
            dir="auto"
            aria-describedby="acceptance-edit-keys"
            onClick={() => acts.type({ id, field: 'text', was: criterion.text, typed: criterion.text })}
            onKeyDown={(event) => {
              if (event.key !== 'F2') return;
              event.preventDefault();
              acts.type({ id, field: 'text', was: criterion.text, typed: criterion.text });
            }}
          >
            <CriterionText text={criterion.text} />
          </button>
        ) : (
          <p id={wordsId} className="criterion-words" dir="auto">
            <CriterionText text={criterion.text} />
          </p>
        )}
        {(!mandatory || evidence !== null || isUnsaved) && (
          <p className="criterion-notes">
            {isUnsaved && <span className="criterion-unsaved">{text.unsaved}</span>}
            {!mandatory && <span>{text.optional}</span>}
            {evidence !== null && <Evidence link={evidence} />}
          </p>
        )}
        {(state === 'failed' || wordsDraft !== undefined || (criterion.verdict?.words ?? null) !== null) && (
          <VerdictWords criterion={criterion} can={can} draft={wordsDraft} reader={reader} acts={acts} />
        )}
        {left.map((each) => (
          <LeftNotice key={each.key} left={each} isThere acts={acts} />
        ))}
      </div>
      {of === 'story' && (can.judge || (can.edit && canClaim(criterion))) && (
        <div className="criterion-control">
          {can.judge ? (
            <VerdictButtons criterion={criterion} acts={acts} describedBy={wordsId} />
          ) : (
            <ClaimButton criterion={criterion} acts={acts} describedBy={wordsId} />
          )}
        </div>
      )}
      <button
        type="button"
        className="icon-button"
        aria-expanded={isOpen}
        aria-describedby={wordsId}
        aria-label={text.details}
        title={text.details}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronDownIcon label="" size="small" /> : <ChevronRightIcon label="" size="small" />}
      </button>
      {isOpen && (
        <CriterionDetails
          {...{ criterion, index, total, can, reader, acts, wordsId }}
          draft={drafts.find(({ field }) => field === 'evidence')}
        />
      )}
    </li>
  );
});

/** What the owner judged stands until they say otherwise; what failed may be claimed again. */
const canClaim = ({ state }: CriterionView): boolean => state !== 'met' && state !== 'na';
const canTick = ({ verdict }: CriterionView): boolean => verdict === null || verdict.value === 'failed';

/** Who said what the mark says, and when; undefined: nobody has. */
function saidOf({ claim, verdict, of }: CriterionView, reader: Reader): string | undefined {
  const moment = (at: number): string => when(at, Math.max(at, Date.now()), reader.locale).exact;
  if (verdict !== null) return fill(verdictSentence(verdict, reader), { when: moment(verdict.at) });
  if (claim === null) return undefined;
  const name = nameIn({ accountId: claim.by, name: claim.name }, reader);
  return fill(of === 'done' ? text.tickedBy : text.claimedBy, { name, when: moment(claim.at) });
}
