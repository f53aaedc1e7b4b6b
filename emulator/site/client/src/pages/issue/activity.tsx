import { useRef, useState } from 'react';
import Button from '@atlaskit/button/new';
import { messageOf } from '../../api';
import { AppFrame } from '../../frames/app-frame';
import { titleOf, type ModuleJson } from '../../jira-types';
import { useChanges } from '../../live';
import { useLoad } from '../../load';
import { Adf, fromText } from '../../parts/adf';
import { Avatar, Failure, Skeleton, When } from '../../parts/basics';
import { addComment, loadComments, loadHistory } from './issue-data';

const OWN_TABS = [
  { key: 'comments', text: 'Comments' },
  { key: 'history', text: 'History' },
];

interface ActivityProps extends ListProps {
  /** What the app shows on this issue; its jira:issueActivity modules are tabs here. */
  readonly modules: readonly ModuleJson[];
  readonly onRefresh: () => void;
}

export function Activity({ issueKey, issueId, modules, onRefresh }: ActivityProps) {
  const [chosen, setChosen] = useState('comments');
  const list = useRef<HTMLDivElement>(null);
  const own = modules.filter(({ type }) => type === 'jira:issueActivity');
  const tabs = [...OWN_TABS, ...own.map((module) => ({ key: `app-${module.key}`, text: titleOf(module) }))];
  const tab = tabs.some(({ key }) => key === chosen) ? chosen : 'comments';
  const module = own.find(({ key }) => tab === `app-${key}`);
  const step = (from: number, by: number): void => {
    const next = tabs[(from + by + tabs.length) % tabs.length];
    if (!next) return;
    setChosen(next.key);
    list.current?.querySelector<HTMLElement>(`#tab-${CSS.escape(next.key)}`)?.focus();
  };
  return (
    <section aria-labelledby="activity" className="activity">
      <h2 id="activity">Activity</h2>
      <div ref={list} className="tabs" role="tablist" aria-labelledby="activity">
        {tabs.map(({ key, text }, index) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={tab === key}
            aria-controls="activity-panel"
            tabIndex={tab === key ? 0 : -1}
            onClick={() => setChosen(key)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowLeft') step(index, -1);
              else if (event.key === 'ArrowRight') step(index, 1);
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="activity-panel" aria-labelledby={`tab-${tab}`}>
        {module && <AppFrame key={module.key} module={module} place={{ issue: issueKey }} onRefresh={onRefresh} />}
        {tab === 'comments' && <Comments issueKey={issueKey} issueId={issueId} />}
        {tab === 'history' && <History issueKey={issueKey} issueId={issueId} />}
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
