import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { useEffect, useId, useRef } from 'react';
import { acceptancePages } from '../../../locales/en.json';
import type { WaitingView } from '../../../src/contract/acceptance';
import { Failure } from '../../shared/failure';
import type { Reader } from '../../shared/reader';
import { goToIssue } from '../../shared/requests/go-to-issue';
import { IssueLink } from '../../shared/requests/issue-link';
import { useLeaveGuard } from '../../shared/saving/use-leave-guard';
import { RejectForm } from './reject-form';
import { useDecision, type DecisionApi } from './use-decision';
import type { WaitingApi } from './use-waiting';
import { outcomeOf, progressWords, sinceWords, type Decided } from './waiting-words';

const text = acceptancePages.waiting;

interface WaitingItemProps {
  readonly story: WaitingView;
  readonly decided: Decided | null;
  readonly isProjectNamed: boolean;
  readonly reader: Reader;
  readonly list: WaitingApi;
  /** It is another's turn now, in whichever list it stands. */
  readonly onDecided: () => void;
}

/** One story that waits: what it is, since when, what it has come to, and the decision (A3). */
export function WaitingItem({ story, decided, isProjectNamed, reader, list, onDecided }: WaitingItemProps) {
  const id = useId();
  const api = useDecision(story, list, onDecided);
  const { issue, project, since } = story;
  const { hold } = list;
  const isUnsaved = api.words !== '';
  const isHeld = isUnsaved || decided !== null || api.isRejecting || api.sending !== null || api.failure !== null || api.outcome !== null;
  useEffect(() => hold(issue.id, isHeld), [hold, issue.id, isHeld]);
  useLeaveGuard(isUnsaved);

  const outcome = useRef<HTMLParagraphElement>(null);
  // The button that was pressed has gone.
  useEffect(() => {
    if (api.outcome !== null) outcome.current?.focus({ preventScroll: true });
  }, [api.outcome]);

  return (
    <article className="request" aria-labelledby={id}>
      <div className="waiting-row">
        <div className="waiting-what">
          <p id={id} className="waiting-title">
            <IssueLink issueKey={issue.key} reader={reader} isElsewhere={isUnsaved}>
              <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
            </IssueLink>
            {isProjectNamed && <Lozenge maxWidth="100%">{project.name}</Lozenge>}
          </p>
          {decided === null && (
            <p className="quiet waiting-facts">
              <time dateTime={new Date(since).toISOString()} title={exactText(since, reader)}>
                {sinceWords(since, Date.now(), reader.locale)}
              </time>
              <span>{progressWords(story, reader.locale)}</span>
            </p>
          )}
        </div>
        {decided === null && story.decide && !api.isRejecting && <Decide story={story} api={api} describedBy={id} />}
      </div>
      <div className="waiting-said">
        <p ref={outcome} role="status" tabIndex={-1} className="request-outcome" dir="auto">
          {api.outcome ?? (decided === null ? '' : outcomeOf(decided))}
        </p>
        {decided?.kind === 'accepted' && (
          <Button spacing="compact" isLoading={api.sending === 'takeBack'} onClick={api.undo} aria-describedby={id}>
            {text.undo}
          </Button>
        )}
        {decided?.kind === 'rejected' && !decided.told && (
          <Button spacing="compact" isLoading={api.sending === 'tell'} onClick={api.tell} aria-describedby={id}>
            {text.tell}
          </Button>
        )}
      </div>
      {decided === null && api.isRejecting && <RejectForm issueId={issue.id} api={api} describedBy={id} />}
      {api.failure !== null && (
        <Failure
          sentence={api.failure.sentence}
          {...(api.isChanged || api.failure.deed === 'reject' ? {} : { onRetry: retryOf(api, api.failure.deed) })}
        >
          {api.isChanged && (
            <Button spacing="compact" onClick={() => goToIssue(issue.key, isUnsaved)} aria-describedby={id}>
              {text.look}
            </Button>
          )}
        </Failure>
      )}
    </article>
  );
}

const retryOf = (api: DecisionApi, deed: NonNullable<DecisionApi['failure']>['deed']): (() => void) =>
  deed === 'takeBack' ? api.undo : deed === 'tell' ? api.tell : api.accept;

const exactText = (at: number, { locale, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);

interface DecideProps {
  readonly story: WaitingView;
  readonly api: DecisionApi;
  readonly describedBy: string;
}

/** One click where all that is mandatory is met; else there is something to judge on the issue first, or nothing that anybody could have judged. */
function Decide({ story, api, describedBy }: DecideProps) {
  const isBusy = api.sending !== null;
  const isAcceptable = story.acceptable && story.total > 0;
  // What they see is not what they would decide about: the message says where to look.
  if (api.isChanged) return null;
  return (
    <div className="buttons">
      {isAcceptable && (
        <Button
          appearance="primary"
          spacing="compact"
          isDisabled={isBusy}
          isLoading={api.sending === 'accept'}
          onClick={api.accept}
          aria-describedby={describedBy}
        >
          {text.accept}
        </Button>
      )}
      {!isAcceptable && (
        <Button appearance="primary" spacing="compact" onClick={() => goToIssue(story.issue.key)} aria-describedby={describedBy}>
          {text.look}
        </Button>
      )}
      <Button spacing="compact" isDisabled={isBusy} onClick={() => api.open(true)} aria-describedby={describedBy}>
        {text.reject}
      </Button>
    </div>
  );
}
