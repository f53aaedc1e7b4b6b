import SectionMessage from '@atlaskit/section-message';
import type { ReactNode } from 'react';
import './saving.css';

interface NoticeProps {
  readonly appearance: 'information' | 'warning' | 'error' | 'success';
  readonly title?: string;
  /** 3 inside a section of the page. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A message with what to do about it, in Atlassian's box. */
export function Notice({ appearance, title, level = 3, children, actions }: NoticeProps) {
  const body = (
    <div className="stack" dir="auto">
      <div>{children}</div>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </div>
  );
  return title === undefined ? (
    <SectionMessage appearance={appearance}>{body}</SectionMessage>
  ) : (
    <SectionMessage appearance={appearance} title={title} headingLevel={`h${level}`}>
      {body}
    </SectionMessage>
  );
}
