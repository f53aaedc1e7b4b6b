import Button from '@atlaskit/button/new';
import { router } from '@forge/bridge';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ScoringSettingsView } from '../../../src/contract/scoring';
import { when } from '../../shared/moment';

const text = settings.pass;

interface PassProgressProps {
  readonly pass: NonNullable<ScoringSettingsView['pass']>;
  /** The model in use. */
  readonly model: string;
  readonly projectKey: string;
  readonly locale: string;
}

/** How far the pass over the project's scores is, and what it found. */
export function PassProgress({ pass, model, projectKey, locale }: PassProgressProps) {
  const number = (count: number): string => new Intl.NumberFormat(locale).format(count);
  const { running, incomplete, refused } = pass;
  const counts = {
    model,
    seen: number(pass.seen),
    scored: number(pass.scored),
    incomplete: number(incomplete),
    refused: number(refused),
    when: when(pass.finishedAt ?? pass.startedAt, Date.now(), locale).relative,
  };
  const done = incomplete > 0 ? (refused > 0 ? text.doneBoth : text.doneAnswer) : refused > 0 ? text.doneOff : text.done;
  return (
    <div className="pass" role="group" aria-label={text.label}>
      {/* Said once at the start and once at the end; every count would be chatter. */}
      <p role="status" className="visually-hidden">
        {running ? text.start : fill(done, counts)}
      </p>
      <p aria-hidden="true">{running ? fill(text.running, counts) : fill(done, counts)}</p>
      {!running && incomplete + refused > 0 && (
        <Button
          spacing="compact"
          onClick={() => {
            router.open(withoutScore(projectKey)).catch((error: unknown) => console.error('router.open', error));
          }}
        >
          {text.show}
          <span className="visually-hidden"> ({text.newTab})</span>
        </Button>
      )}
    </div>
  );
}

/** Jira's search for the issues that have answers and no score. */
export function withoutScore(projectKey: string): string {
  const jql = `project = "${projectKey}" AND "Value factors" is not EMPTY AND "Value score" is EMPTY`;
  return `/issues/?jql=${encodeURIComponent(jql)}`;
}
