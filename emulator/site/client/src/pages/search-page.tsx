import { useEffect, useState } from 'react';
import Button from '@atlaskit/button/new';
import { get } from '../api';
import { isAppNumber, type FieldJson, type IssueJson } from '../jira-types';
import { useLoad } from '../load';
import { Avatar, EmptyState, Failure, Lozenge, Skeleton, TypeIcon, When } from '../parts/basics';
import { Link, navigate } from '../router';
import { Page } from './page';

interface SearchAnswer {
  readonly issues: readonly IssueJson[];
  readonly nextPageToken?: string;
}

const PAGE = 50;

/** JQL and a table of what it finds, 50 at a time: the search knows no total, so it only offers more. */
export function SearchPage({ jql }: { jql: string }) {
  const [text, setText] = useState(jql);
  const [more, setMore] = useState<readonly IssueJson[]>([]);
  const [token, setToken] = useState<string>();
  useEffect(() => setText(jql), [jql]);

  const fields = useLoad('fields', () => get<FieldJson[]>('/rest/api/3/field'));
  const numbers = (fields.data ?? []).filter(isAppNumber);
  const names = ['summary', 'issuetype', 'status', 'assignee', 'updated', ...numbers.map(({ id }) => id)].join(',');
  const page = (next?: string): Promise<SearchAnswer> =>
    get(
      `/rest/api/3/search/jql?jql=${encodeURIComponent(jql)}&maxResults=${PAGE}&fields=${names}${next ? `&nextPageToken=${encodeURIComponent(next)}` : ''}`,
    );
  const ready = jql !== '' && (fields.data !== undefined || fields.error !== undefined);
  const found = useLoad(`search ${ready} ${jql}`, async () => {
    if (!ready) return undefined;
    const answer = await page();
    setMore([]);
    setToken(answer.nextPageToken);
    return answer;
  });

  const issues = [...(found.data?.issues ?? []), ...more];
  return (
    <Page title="Search issues">
      <form
        className="jql"
        onSubmit={(event) => {
          event.preventDefault();
          navigate(`/issues?jql=${encodeURIComponent(text)}`);
        }}
      >
        <label htmlFor="jql">JQL</label>
        <input
          id="jql"
          className="textfield mono"
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          placeholder="project = SHOP ORDER BY Rank"
        />
        <Button type="submit" appearance="primary">
          Search
        </Button>
      </form>
      {jql === '' && (
        <EmptyState title="Ask in JQL">
          <p>
            For instance{' '}
            <Link href={`/issues?jql=${encodeURIComponent('sprint in openSprints() ORDER BY Rank')}`}>
              what is in open sprints, by rank
            </Link>
            .
          </p>
        </EmptyState>
      )}
      {found.error !== undefined && <Failure error={found.error} onRetry={found.reload} />}
      {jql !== '' && !found.data && found.error === undefined && <Skeleton rows={8} height={32} />}
      {found.data && issues.length === 0 && <EmptyState title="No issues found" />}
      {issues.length > 0 && (
        <div className="table-scroll">
          <table className="table">
            <caption className="visually-hidden">Issues found</caption>
            <thead>
              <tr>
                <th scope="col">Type</th>
                <th scope="col">Key</th>
                <th scope="col">Summary</th>
                <th scope="col">Status</th>
                {numbers.map((field) => (
                  <th scope="col" key={field.id} className="number">
                    {field.name}
                  </th>
                ))}
                <th scope="col">Assignee</th>
                <th scope="col">Updated</th>
              </tr>
            </thead>
            <tbody>
              {issues.map(({ id, key, fields: values }) => (
                <tr key={id}>
                  <td>
                    <TypeIcon type={values.issuetype} />
                  </td>
                  <td className="nowrap">
                    <Link href={`/browse/${key}`}>{key}</Link>
                  </td>
                  <td className="wide" dir="auto">
                    {values.summary}
                  </td>
                  <td>
                    <Lozenge status={values.status} />
                  </td>
                  {numbers.map((field) => (
                    <td key={field.id} className="number">
                      {typeof values[field.id] === 'number' ? String(values[field.id]) : ''}
                    </td>
                  ))}
                  <td>
                    <Avatar person={values.assignee} />
                  </td>
                  <td className="nowrap">
                    <When at={values.updated} dateOnly />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {token !== undefined && (
        <Button
          onClick={() =>
            void page(token).then((answer) => {
              setMore((old) => [...old, ...answer.issues]);
              setToken(answer.nextPageToken);
            })
          }
        >
          Show more
        </Button>
      )}
    </Page>
  );
}
