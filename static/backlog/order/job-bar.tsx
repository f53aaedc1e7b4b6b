import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { JobView } from '../../../src/contract/ranking';
import { Failure } from '../../shared/failure';
import '../../shared/progress.css';
import { MomentIn } from '../../shared/requests/moment-in';
import type { Reader } from '../../shared/reader';
import { jobSentence, keptSentence, leftSentence } from './job-words';
import { isGoing, type JobApi } from './use-job';

const text = backlog.order.job;

interface JobBarProps {
  readonly job: JobView | null;
  readonly api: JobApi;
  readonly mayRank: boolean;
  readonly reader: Reader;
  readonly onDismiss: () => void;
}

/** What is being done to the whole order, how far it is, and the way back. */
export function JobBar({ job, api, mayRank, reader, onDismiss }: JobBarProps) {
  const said = useRef<HTMLParagraphElement>(null);
  const isOn = job !== null && isGoing(job);
  const { failure, isFresh } = api;

  // The button that was pressed, Apply or Undo, is gone or off: whoever pressed it follows here.
  const id = isFresh ? job?.id : undefined;
  useEffect(() => {
    const { activeElement } = document;
    if (id !== undefined && (activeElement === document.body || activeElement?.matches(':disabled') === true))
      said.current?.focus({ preventScroll: true });
  }, [id, isOn]);

  // What was done before this visit is only worth a line while it can be undone.
  if (job === null || !(isOn || isFresh || job.undoable)) return null;
  const kept = keptSentence(job, reader.locale);
  const left = leftSentence(job, reader.locale);
  return (
    <section className="job" aria-label={text.region} data-going={isOn || undefined}>
      <div className="job-words">
        <p ref={said} role="status" tabIndex={-1} className="job-said" dir="auto">
          <MomentIn sentence={jobSentence(job, reader, isFresh)} at={job.finishedAt ?? job.startedAt} locale={reader.locale} />
        </p>
        {isOn && (
          <progress
            className="job-progress"
            aria-label={text[job.kind].progress}
            max={Math.max(1, job.moved)}
            value={job.moved - job.left}
          />
        )}
        {isOn && <p className="quiet">{job.status === 'waiting' ? text.waiting : text.harmless}</p>}
        {left !== null && <p dir="auto">{left}</p>}
        {kept !== null && <p dir="auto">{kept}</p>}
        {failure !== null && <Failure sentence={fill(isOn ? text.notSeen : text.failed, { reason: failure })} onRetry={api.retry} />}
      </div>
      <div className="buttons">
        {isOn && mayRank && (
          <Button isLoading={api.isStopping} onClick={api.stop}>
            {text.stop}
          </Button>
        )}
        {!isOn && job.undoable && (
          <Button isLoading={api.isUndoing} onClick={api.undo}>
            {text.undoIt}
          </Button>
        )}
        {!isOn && isFresh && (
          <Button appearance="subtle" onClick={onDismiss}>
            {text.dismiss}
          </Button>
        )}
      </div>
    </section>
  );
}
