import ClockIcon from '@atlaskit/icon/core/clock';
import PeopleIcon from '@atlaskit/icon/core/people-group';
import StatusIcon from '@atlaskit/icon/core/status-warning';
import QuestionIcon from '@atlaskit/icon/core/question-circle';
import { backlog, panel, stale as staleText, team as teamText } from '../../../locales/en.json';
import type { IssueRowView } from '../../../src/contract/scoring';
import { scoreText } from '../../shared/numbers';

const text = backlog.order.score;

interface ScoreCellProps {
  readonly row: Pick<IssueRowView, 'outcome' | 'inputs' | 'stale' | 'disputed'>;
  readonly locale: string;
}

/** The score, and what there is to know before one trusts it: each mark has a shape and a word. */
export function ScoreCell({ row, locale }: ScoreCellProps) {
  const { outcome } = row;
  return (
    <span role="gridcell" className="order-score">
      <Marks row={row} />
      <span className="order-number">
        {outcome.kind === 'scored' ? (
          scoreText(outcome.score, locale)
        ) : (
          <>
            <span aria-hidden="true" className="quiet">
              –
            </span>
            <span className="visually-hidden">{text.none}</span>
          </>
        )}
      </span>
    </span>
  );
}

/** One mark at most in words, the most telling; what else holds is on hover and read aloud. */
function Marks({ row: { outcome, inputs, stale, disputed } }: Pick<ScoreCellProps, 'row'>) {
  if (outcome.kind === 'refused')
    return <Mark icon={StatusIcon} word={text.refused} why={outcome.problems.map(({ sentence }) => sentence).join(' ')} />;
  if (outcome.kind === 'incomplete')
    return Object.keys(inputs).length === 0 ? null : <Mark icon={QuestionIcon} word={panel.scoreOfIncomplete} why={text.incompleteWhy} />;
  return (
    <>
      {disputed && <Mark icon={PeopleIcon} word={teamText.mark} why={text.disputedWhy} />}
      {stale !== null && <Mark icon={ClockIcon} word={staleText.mark} why={text.staleWhy[stale]} />}
    </>
  );
}

interface MarkProps {
  readonly icon: typeof ClockIcon;
  readonly word: string;
  readonly why: string;
}

function Mark({ icon: Icon, word, why }: MarkProps) {
  return (
    <span className="score-mark" title={`${word}: ${why}`}>
      <Icon label="" size="small" color="currentColor" />
      <span className="score-word">{word}</span>
    </span>
  );
}
