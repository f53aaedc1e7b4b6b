import { useState } from 'react';
import Button from '@atlaskit/button/new';
import { messageOf } from '../../api';
import { useChanges } from '../../live';
import { useLoad } from '../../load';
import { Adf, fromText } from '../../parts/adf';
import { Avatar, Failure, Skeleton, When } from '../../parts/basics';
import { addComment, loadComments, loadHistory } from './issue-data';

const TABS = [
  { key: 'comments', text: 'Comments' },
  { key: 'history', text: 'History' },
] as const;
type Tab = (typeof TABS)[number]['key'];

export function Activity({ issueKey, issueId }: { issueKey: string; issueId: string }) {
  const [tab, setTab] = useState<Tab>('comments');
  return (
    <section aria-labelledby="activity" className="activity">
      <h2 id="activity">Activity</h2>
      <div className="tabs" role="tablist" aria-labelledby="activity">
        {TABS.map(({ key, text }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={tab === key}
            aria-controls="activity-panel"
            tabIndex={tab === key ? 0 : -1}
            onClick={() => setTab(key)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
              const other = TABS.find((candidate) => candidate.key !== key)?.key ?? key;
              setTab(other);
              document.getElementById(`tab-${other}`)?.focus();
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="activity-panel" aria-labelledby={`tab-${tab}`}>
        {tab === 'comments' ? <Comments issueKey={issueKey} issueId={issueId} /> : <History issueKey={issueKey} issueId={issueId} />}
      </div>
    </section>
  );
}

interface ListProps {
  readonly issueKey: string;
  readonly issueId: string;
}

function Comments({ issueKey, issueId }: ListProps) {
  const comments = useLoad(`comments ${issueKey}`, () => loadComments(issueKey));
  useChanges((change) => change.issueId === undefined || change.issueId === issueId, comments.reload);
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string>();
  const send = async (): Promise<void> => {
    const body = fromText(text);
    if (!body) return;
    setFailure(undefined);
    try {
      await addComment(issueKey, body);
      setText('');
      comments.reload();
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <>
      <form
        className="comment-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <textarea
          className="textfield"
          aria-label="Add a comment"
          placeholder="Add a comment…"
          rows={text ? 4 : 2}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
        {text.trim() !== '' && (
          <Button type="submit" appearance="primary" spacing="compact">
            Save
          </Button>
        )}
      </form>
      {comments.error !== undefined && <Failure error={comments.error} onRetry={comments.reload} />}
      {!comments.data && comments.error === undefined && <Skeleton rows={2} />}
      <ol className="entries">
        {comments.data?.map(({ id, author, body, created }) => (
          <li key={id}>
            <Avatar person={author} size={32} />
            <div>
              <p className="entry-head">
                <strong>{author?.displayName ?? 'Anonymous'}</strong> <When at={created} />
              </p>
              <Adf node={body} />
            </div>
          </li>
        ))}
      </ol>
      {comments.data?.length === 0 && <p className="subtle">No comments yet.</p>}
    </>
  );
}

function History({ issueKey, issueId }: ListProps) {
  const history = useLoad(`history ${issueKey}`, () => loadHistory(issueKey));
  useChanges((change) => change.issueId === undefined || change.issueId === issueId, history.reload);
  if (history.error !== undefined && !history.data) return <Failure error={history.error} onRetry={history.reload} />;
  if (!history.data) return <Skeleton rows={3} />;
  return (
    <>
      {history.data.length === 0 && <p className="subtle">Nothing has changed since this issue was created.</p>}
      <ol className="entries">
        {history.data.map(({ id, author, created, items }) => (
          <li key={id}>
            <Avatar person={author} size={32} />
            <div>
              <p className="entry-head">
                <strong>{author?.displayName ?? 'Somebody'}</strong> changed {items.map(({ field }) => field).join(', ')}{' '}
                <When at={created} />
              </p>
              {items.map(({ field, ...item }) => (
                <p key={field} className="history-change">
                  <Value text={item.fromString} /> <span aria-label="became">→</span> <Value text={item.toString} />
                </p>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Fields of apps that hold objects are in Jira's history as JSON. */
function Value({ text }: { text: string | null }) {
  if (!text) return <span className="subtle">None</span>;
  return /^[{[]/.test(text) ? <code className="history-json">{text}</code> : <span dir="auto">{text}</span>;
}
