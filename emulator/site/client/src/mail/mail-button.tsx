import { useEffect, useState } from 'react';
import EmailIcon from '@atlaskit/icon/core/email';
import { showFailure } from '../flags';
import { onMail } from '../live';
import { useLoad } from '../load';
import { When } from '../parts/basics';
import { Popover } from '../parts/popover';
import { Link } from '../router';
import { loadMail, markRead, plainTextOf, type Message } from './mail-data';

/** What Jira would have mailed to the person one is: the local site sends nothing, it shows. */
export function MailButton() {
  const mail = useLoad('mail', loadMail);
  const [open, setOpen] = useState(false);
  const [news, setNews] = useState('');
  const { reload } = mail;
  const messages = mail.data ?? [];
  const unread = open ? 0 : messages.filter((message) => message.unread).length;

  useEffect(
    () =>
      onMail((subject) => {
        if (subject !== undefined) setNews(`New mail: ${subject}`);
        reload();
      }),
    [reload],
  );

  // What came while the list was open has been seen as well; the marks of what is new stay until it is closed.
  const toggle = (opened: boolean): void => {
    setOpen(opened);
    markRead().then(
      () => {
        if (!opened) reload();
      },
      (error: unknown) => showFailure('Your mail is still unread', error),
    );
  };
  return (
    <>
      <Popover
        label="Mail"
        className="mail"
        onToggle={toggle}
        trigger={
          <>
            <EmailIcon label="" />
            <span className="visually-hidden">{unread === 0 ? 'Mail' : `Mail, ${unread} unread`}</span>
            {unread > 0 && (
              <span className="mail-count" aria-hidden="true">
                {unread > 99 ? '99+' : unread}
              </span>
            )}
          </>
        }
      >
        <h2>Mail</h2>
        {messages.length === 0 && <p className="subtle">No mail. What Jira would send you shows here.</p>}
        <ul>
          {messages.map((message) => (
            <MailMessage key={message.id} message={message} />
          ))}
        </ul>
      </Popover>
      <p className="visually-hidden" role="status">
        {news}
      </p>
    </>
  );
}

function MailMessage({ message }: { message: Message }) {
  const { subject, from, at, issueKey, unread } = message;
  return (
    <li className={unread ? 'mail-new' : ''}>
      <h3 dir="auto">
        {unread && <span className="visually-hidden">New: </span>}
        {subject}
      </h3>
      <p className="subtle">
        {from.replace(/ <.*$/, '')} · <When at={at} /> ·{' '}
        <Link href={`/browse/${issueKey}`} onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}>
          {issueKey}
        </Link>
      </p>
      <p className="mail-text" dir="auto">
        {plainTextOf(message)}
      </p>
    </li>
  );
}
