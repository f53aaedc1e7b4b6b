import Button from '@atlaskit/button/new';
import { useId, useRef, useState } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import type { StoryView } from '../../src/contract/acceptance';
import { NativeSelect } from '../shared/native-select';
import { FindInDescription } from './find-in-description';
import type { StoryActs } from './use-story-acts';

interface WaysToBeginProps {
  readonly story: StoryView;
  readonly locale: string;
  readonly acts: StoryActs;
  readonly onAdd: (texts: readonly string[]) => void;
}

/** Criteria that are written already: in the description, or in one of the project's templates. */
export function WaysToBegin({ story, locale, acts, onAdd }: WaysToBeginProps) {
  const id = useId();
  const [isFinding, setFinding] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { templates } = story;
  const [chosen, setChosen] = useState('');
  const template = templates.find((each) => each.id === chosen) ?? templates[0];
  if (isFinding)
    return (
      <FindInDescription
        issueId={story.issue.id}
        criteria={story.criteria}
        locale={locale}
        onAdd={onAdd}
        onClose={() => {
          setFinding(false);
          requestAnimationFrame(() => opener.current?.focus());
        }}
      />
    );
  return (
    <div className="ways">
      <Button ref={opener} spacing="compact" appearance="subtle" onClick={() => setFinding(true)}>
        {text.find}
      </Button>
      {template !== undefined && (
        <div className="way-template">
          {templates.length > 1 && (
            <>
              <label htmlFor={id} className="visually-hidden">
                {text.template}
              </label>
              <NativeSelect id={id} value={template.id} onChange={({ target }) => setChosen(target.value)}>
                {templates.map((each) => (
                  <option key={each.id} value={each.id} dir="auto">
                    {each.name}
                  </option>
                ))}
              </NativeSelect>
            </>
          )}
          <Button spacing="compact" appearance="subtle" isLoading={acts.doing === 'apply'} onClick={() => acts.apply(template.id)}>
            {templates.length > 1 ? text.applyChosen : text.applyTemplate.replace('{name}', template.name)}
          </Button>
        </div>
      )}
    </div>
  );
}
