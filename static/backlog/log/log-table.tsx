import Lozenge from '@atlaskit/lozenge';
import { memo } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RankLogRowView } from '../../../src/contract/ranking';
import { when } from '../../shared/moment';
import { numberText } from '../../shared/numbers';
import { FromTo } from '../../shared/requests/from-to';
import { IssueLink } from '../../shared/requests/issue-link';
import type { Reader } from '../../shared/reader';
import { isOfJob, whoWords } from './log-words';

const text = backlog.rankLog;

const LOOKS = {
  adopted: 'success',
  'put-back': 'moved',
  reported: 'default',
  'carried-out': 'inprogress',
  joined: 'new',
  'by-score': 'inprogress',
  undo: 'inprogress',
  sprint: 'inprogress',
} as const;

interface LogTableProps {
  readonly rows: readonly RankLogRowView[];
  readonly reader: Reader;
}

/** A table, whose rows become cards where there is no room for one (log.css). */
export function LogTable({ rows, reader }: LogTableProps) {
  return (
    <table className="log-table">
      <caption className="visually-hidden">{text.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.time}</th>
          <th scope="col">{text.issue}</th>
          <th scope="col">{text.move}</th>
          <th scope="col">{text.who}</th>
          <th scope="col">{text.what}</th>
          <th scope="col">{text.why}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} reader={reader} />
        ))}
      </tbody>
    </table>
  );
}

/** Drawn once: more pages do not draw the earlier ones again. */
const Row = memo(function Row({ row, reader }: { readonly row: RankLogRowView; readonly reader: Reader }) {
  const { issue, tier, at, from, to, outcome, assumed, moves, reason } = row;
  const { iso } = when(at, at, reader.locale);
  const isWhole = isOfJob(outcome);
  return (
    <tr>
      <td className="log-time">
        <time dateTime={iso}>{timeText(at, reader)}</time>
      </td>
      <td className="log-issue">
        {isWhole ? (
          text.wholeOrder
        ) : issue === null ? (
          <span className="quiet">{text.hiddenIssue}</span>
        ) : (
          <IssueLink issueKey={issue.key} reader={reader}>
            <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
          </IssueLink>
        )}
        {tier === 'epics' && <span className="quiet"> {text.epics}</span>}
      </td>
      <td className="log-move">
        {!isWhole && <FromTo from={from} to={to} locale={reader.locale} />}
        {(moves > 1 || isWhole) && (
          <span className="quiet log-note">
            {fill(isWhole ? text.movedIssues : text.moves, { count: numberText(moves, reader.locale) })}
          </span>
        )}
        {assumed && (
          <span className="quiet log-note" title={text.assumedWhy}>
            {text.assumed}
            <span className="visually-hidden">. {text.assumedWhy}</span>
          </span>
        )}
      </td>
      <td className="log-who" dir="auto">
        {whoWords(row, reader)}
      </td>
      <td className="log-what">
        <Lozenge appearance={LOOKS[outcome]} maxWidth="100%">
          {text.outcome[outcome]}
        </Lozenge>
      </td>
      <td className="log-why" dir="auto">
        {reason}
      </td>
    </tr>
  );
});

const timeText = (at: number, { locale, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
