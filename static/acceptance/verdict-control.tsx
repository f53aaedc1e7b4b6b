import { acceptancePanel as text } from '../../locales/en.json';
import { VERDICTS, type CriterionView } from '../../src/contract/acceptance';
import type { RowActs } from './row-acts';

interface ControlProps {
  readonly criterion: CriterionView;
  readonly acts: RowActs;
  /** Says to a screen reader which criterion a button belongs to. */
  readonly describedBy: string;
}

/** The owner's verdict; the same again takes it back. */
export function VerdictButtons({ criterion: { id, verdict }, acts, describedBy }: ControlProps) {
  return (
    <div role="group" aria-label={text.verdict} aria-describedby={describedBy} className="verdicts">
      {VERDICTS.map((value) => {
        const isGiven = verdict?.value === value;
        return (
          <button
            key={value}
            type="button"
            data-verdict={value}
            aria-pressed={isGiven}
            title={isGiven ? text.takeVerdictBack : text.verdictMeans[value]}
            onClick={() => {
              acts.close(id, 'words');
              acts.change({ kind: 'judge', id, verdict: isGiven ? null : value, words: null });
              // The words may follow: the verdict need not wait for them.
              if (value === 'failed' && !isGiven) acts.type({ id, field: 'words', was: '', typed: '' });
            }}
          >
            {text.verdicts[value]}
          </button>
        );
      })}
    </div>
  );
}

/** The team says that it is met, or no more. */
export function ClaimButton({ criterion: { id, state }, acts, describedBy }: ControlProps) {
  const isClaimed = state === 'claimed';
  return (
    <button
      type="button"
      className="claim"
      aria-pressed={isClaimed}
      aria-describedby={describedBy}
      title={isClaimed ? text.takeClaimBack : text.claimMeans}
      onClick={() => acts.change({ kind: 'claim', id, claimed: !isClaimed })}
    >
      {isClaimed ? text.states.claimed : state === 'failed' ? text.claimAgain : text.claim}
    </button>
  );
}

/** The Definition of Done is ticked; no verdict is needed (A2). */
export function DoneTick({
  criterion: { id, state },
  acts,
  labelledBy,
  title,
}: Omit<ControlProps, 'describedBy'> & { readonly labelledBy: string; readonly title: string | undefined }) {
  return (
    <input
      type="checkbox"
      className="tick"
      aria-labelledby={labelledBy}
      title={title}
      checked={state === 'met'}
      onChange={(event) => acts.change({ kind: 'claim', id, claimed: event.target.checked })}
    />
  );
}
