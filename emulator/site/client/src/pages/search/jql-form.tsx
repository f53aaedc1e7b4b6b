import { useEffect, useId, useState } from 'react';
import Button from '@atlaskit/button/new';

interface JqlFormProps {
  readonly jql: string;
  /** What Jira does not understand about it. */
  readonly problems: readonly string[];
  readonly search: (jql: string) => void;
}

export function JqlForm({ jql, problems, search }: JqlFormProps) {
  const [text, setText] = useState(jql);
  const id = useId();
  useEffect(() => setText(jql), [jql]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        search(text);
      }}
    >
      <div className="jql">
        <label htmlFor="jql">JQL</label>
        <input
          id="jql"
          className="textfield mono"
          value={text}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? id : undefined}
          onChange={(event) => setText(event.target.value)}
          placeholder="project = SHOP ORDER BY Rank"
        />
        <Button type="submit" appearance="primary">
          Search
        </Button>
      </div>
      {problems.length > 0 && (
        <div id={id} className="jql-problems field-error" role="alert">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
    </form>
  );
}
