import Lozenge from '@atlaskit/lozenge';
import { useId } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintRecordView } from '../../../src/contract/sprints';
import { numberText } from '../../shared/numbers';
import type { Reader } from '../../shared/reader';
import { IssueLink } from '../../shared/requests/issue-link';
import { MomentIn } from '../../shared/requests/moment-in';
import { actorWords } from '../actor-words';
import { doneWords, earlyWords, outcomeWords, restorerWords, whatWords, withoutWords } from './record-words';
import { VerdictMark } from './verdict-mark';

const text = backlog.sprints.records;

const LOOKS = { ended: 'success', cancelled: 'moved', 'closed-early': 'moved', deleted: 'removed' } as const;

interface RecordItemProps {
  readonly record: SprintRecordView;
  readonly mayDecide: boolean;
  readonly reader: Reader;
}

/** What became of one sprint. */
export function RecordItem({ record, mayDecide, reader }: RecordItemProps) {
  const id = useId();
  const { sprint, what, reason, replaces, restored, cancelling, decided } = record;
  const outcome = outcomeWords(record, mayDecide, reader);
  const restorer = restorerWords(record, reader);
  return (
    <article className="sprint" aria-labelledby={id}>
      <div className="sprint-title">
        <h3 id={id} dir="auto">
          {sprint.name}
        </h3>
        <Lozenge appearance={LOOKS[what]}>{text.what[what]}</Lozenge>
      </div>
      <Happened record={record} reader={reader} />
      {reason !== null && (
        <blockquote className="request-reason" dir="auto">
          {reason}
        </blockquote>
      )}
      {replaces !== null && (
        <p className="quiet" dir="auto">
          {fill(text.replaces, { sprint: replaces.name })}
        </p>
      )}
      {outcome !== null && (
        <p dir="auto">
          <strong>
            <MomentIn sentence={outcome} at={decided?.at ?? record.at} locale={reader.locale} />
          </strong>{' '}
          {restorer !== null && (
            <span className="quiet">
              <MomentIn sentence={restorer} at={decided?.at ?? record.at} locale={reader.locale} />
            </span>
          )}
        </p>
      )}
      {restored?.notStarted != null && <p dir="auto">{restored.notStarted}</p>}
      {restored !== null && restored.notBack.length > 0 && <NotBack notBack={restored.notBack} reader={reader} />}
      {cancelling?.problems.map((problem) => (
        <p key={problem} dir="auto">
          {problem}
        </p>
      ))}
      <VerdictOf record={record} reader={reader} />
    </article>
  );
}

interface HappenedProps {
  readonly record: SprintRecordView;
  readonly reader: Reader;
}

/** What happened, who did it, how early, and how much was done: for the list, and for whoever is asked about it. */
export function Happened({ record, reader }: HappenedProps) {
  const rest = [withoutWords(record, reader), earlyWords(record, reader.locale), doneWords(record, reader.locale)].filter(
    (each) => each !== null,
  );
  return (
    <p className="quiet" dir="auto">
      <MomentIn sentence={whatWords(record, reader)} at={record.at} locale={reader.locale} /> {rest.join(' ')}
    </p>
  );
}

interface NotBackProps {
  readonly notBack: NonNullable<SprintRecordView['restored']>['notBack'];
  readonly reader: Reader;
}

/** Issue by issue, with why. */
function NotBack({ notBack, reader }: NotBackProps) {
  return (
    <details className="sprint-details">
      <summary>{fill(text.notBack, { count: numberText(notBack.length, reader.locale) })}</summary>
      <ul className="not-back">
        {notBack.map(({ issue, why }, index) => (
          <li key={issue?.id ?? index}>
            {issue === null ? (
              text.hiddenIssue
            ) : (
              <IssueLink issueKey={issue.key} reader={reader}>
                <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
              </IssueLink>
            )}
            <span className="quiet">: {text.why[why]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The goal, and whether it was reached (C5). */
function VerdictOf({ record: { sprint, verdict }, reader }: HappenedProps) {
  if (sprint.goal === '' && verdict === null) return null;
  return (
    <div className="sprint-verdict">
      {sprint.goal !== '' && (
        <p dir="auto">
          <span className="quiet">{text.goal}</span> {sprint.goal}
        </p>
      )}
      {verdict !== null && (
        <>
          <p dir="auto">
            <VerdictMark verdict={verdict.verdict} /> <strong>{backlog.sprints.verdicts[verdict.verdict]}.</strong> {verdict.sentence}
          </p>
          <p className="quiet" dir="auto">
            <MomentIn
              sentence={fill(text.verdictBy, { name: actorWords(verdict.by, verdict.for, reader) })}
              at={verdict.at}
              locale={reader.locale}
            />
          </p>
        </>
      )}
    </div>
  );
}
