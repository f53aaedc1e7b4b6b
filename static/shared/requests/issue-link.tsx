import type { MouseEvent, ReactNode } from 'react';
import type { Reader } from '../reader';
import { goToIssue } from './go-to-issue';

interface IssueLinkProps {
  readonly issueKey: string;
  readonly reader: Reader;
  /** False where Tab does not stop at each of many links: arrows lead to their rows. */
  readonly isTabStop?: boolean;
  /** Where going there in place would lose what is being written. */
  readonly isElsewhere?: boolean;
  readonly children: ReactNode;
}

/** Opens the issue in Jira: in place, or in another tab where the reader asks the browser for one. */
export function IssueLink({ issueKey, reader, isTabStop = true, isElsewhere = false, children }: IssueLinkProps) {
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goToIssue(issueKey, isElsewhere);
  };
  return (
    <a
      className="issue-link"
      href={`${reader.siteUrl}/browse/${encodeURIComponent(issueKey)}`}
      tabIndex={isTabStop ? undefined : -1}
      onClick={open}
    >
      {children}
    </a>
  );
}
