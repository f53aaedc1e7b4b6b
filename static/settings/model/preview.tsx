import Select from '@atlaskit/select';
import { useId, useState } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ModelView } from '../../../src/contract/scoring';
import { Failure } from '../../shared/failure';
import { PreviewScores } from './preview-scores';
import { useSample, type SampleIssue } from './use-sample';

const text = settings.preview;

interface PreviewProps {
  readonly projectId: string;
  /** The model as it stands on the page, and whether it can score at all. */
  readonly model: ModelView;
  readonly canScore: boolean;
  readonly current: ModelView | null;
  readonly locale: string;
}

/** The model at work on a real issue, while it is chosen or written. Answers tried here go nowhere. */
export function Preview({ projectId, ...models }: PreviewProps) {
  const [sample, retry] = useSample(projectId);
  const [picked, setPicked] = useState<string | null>(null);
  const id = useId();
  const issues = sample.kind === 'open' ? sample.issues : [];
  const issue = issues.find((each) => each.id === picked) ?? issues[0];
  return (
    <section className="preview" aria-labelledby={`${id}-title`} aria-busy={sample.kind === 'loading'}>
      <h3 id={`${id}-title`}>{text.title}</h3>
      {sample.kind === 'loading' && (
        <>
          <span role="status" className="visually-hidden">
            {text.loading}
          </span>
          <div className="skeleton skeleton-field" />
          <div className="skeleton skeleton-preview" />
        </>
      )}
      {sample.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: sample.message })} onRetry={retry} />}
      {sample.kind === 'open' && issue === undefined && <p className="quiet">{text.empty}</p>}
      {issue !== undefined && (
        <>
          <div className="field">
            <label className="field-label" htmlFor={`${id}-issue`}>
              {text.issue}
            </label>
            <Select<SampleIssue>
              inputId={`${id}-issue`}
              value={issue}
              options={issues}
              getOptionLabel={({ key, summary }) => `${key} ${summary}`}
              getOptionValue={(each) => each.id}
              onChange={(chosen) => setPicked(chosen?.id ?? null)}
              noOptionsMessage={() => text.noIssue}
              menuPlacement="auto"
            />
          </div>
          <PreviewScores key={issue.id} issue={issue} {...models} />
        </>
      )}
    </section>
  );
}
