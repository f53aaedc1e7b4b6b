import { plainText } from '../../../../field-text';
import type { IssueJson, IssueTypeJson, Person, StatusJson } from '../../jira-types';
import { Avatar, Lozenge, TypeIcon, When } from '../../parts/basics';
import { Link } from '../../router';
import type { Column } from './columns';

/** A field of an issue in a list. Fields of the app show their formatter's text, as Jira's lists do, and cannot be edited here. */
export function Cell({ issue, column, text }: { issue: IssueJson; column: Column; text: string | undefined }) {
  const { field } = column;
  const value = issue.fields[field.id];
  if (text !== undefined) return <span dir="auto">{text}</span>;
  switch (field.id) {
    case 'issuekey':
      return <Link href={`/browse/${issue.key}`}>{issue.key}</Link>;
    case 'issuetype':
      return <TypeIcon type={value as IssueTypeJson | undefined} />;
    case 'status':
      return <Lozenge status={value as StatusJson | undefined} />;
    default:
  }
  switch (field.schema?.type) {
    case 'user':
      return value ? (
        <span className="person">
          <Avatar person={value as Person} /> <span className="cell-text">{(value as Person).displayName}</span>
        </span>
      ) : (
        <Avatar person={null} />
      );
    case 'datetime':
      return <When at={(value as string | null) ?? undefined} dateOnly />;
    default:
      return <span dir="auto">{plainText(value)}</span>;
  }
}
