import Button from '@atlaskit/button/new';
import type { ReactNode } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { StoryView } from '../../src/contract/acceptance';
import { numberText } from '../shared/numbers';
import type { Reader } from '../shared/reader';
import { MomentIn } from '../shared/requests/moment-in';
import '../shared/progress.css';
import { readySince } from './local-story';
import { MarkShape } from './state-mark';
import { counts, nameIn, sinceWords } from './story-words';
import type { StoryActs } from './use-story-acts';

interface HeadProps {
  readonly story: StoryView;
  readonly reader: Reader;
  readonly acts: StoryActs;
}

/** A story is marked as its criteria are. */
const MARKS = { none: 'open', open: 'open', ready: 'claimed', accepted: 'met', rejected: 'failed' } as const;

/** What the story has come to, in words, with what to do next. */
export function Head({ story, reader, acts }: HeadProps) {
  const { met, total } = counts(story);
  const { locale } = reader;
  const progress = fill(text.progress, { met: numberText(met, locale), total: numberText(total, locale) });
  return (
    <header className="acceptance-head">
      {total > 0 && (
        <div className="acceptance-progress">
          {story.state !== 'none' && (
            <span className="story-state" data-state={story.state}>
              <MarkShape state={MARKS[story.state]} />
              {text.stories[story.state]}
            </span>
          )}
          <strong>{progress}</strong>
          <progress aria-hidden="true" max={total} value={met} />
        </div>
      )}
      <div className="acceptance-state" dir="auto">
        <Sentences story={story} reader={reader} acts={acts} />
      </div>
    </header>
  );
}

function Sentences({ story, reader, acts }: HeadProps): ReactNode {
  const { acceptance, rejection, voided, changedSince, state, may, locked } = story;
  const { locale } = reader;
  return (
    <>
      {acceptance !== null && (
        <p>
          <Decided decision={acceptance} plain={text.acceptedBy} forOwner={text.acceptedByFor} reader={reader} />
        </p>
      )}
      {acceptance !== null && <Quote words={acceptance.words} />}
      {changedSince.map(({ what, by, at }) => (
        <p key={`${what} ${at}`} className="acceptance-warning">
          <MomentIn
            sentence={fill(text.changedSince, { what: text.parts[what], name: nameIn(by, reader), when: '{when}' })}
            at={at}
            locale={locale}
          />
        </p>
      ))}
      {changedSince.length > 0 && (
        <p className="quiet">{may.judge ? text.changedSinceNextYou : fill(text.changedSinceNext, { owner: ownerName(story, reader) })}</p>
      )}
      {acceptance === null && voided !== null && (
        <p className="acceptance-warning">
          <MomentIn
            sentence={fill(text.voided[voided.why], { name: nameIn(voided.by, reader), when: '{when}' })}
            at={voided.at}
            locale={locale}
          />
        </p>
      )}
      {rejection !== null && (
        <>
          <p className={state === 'rejected' ? undefined : 'quiet'}>
            <Decided
              decision={rejection}
              plain={state === 'rejected' ? text.rejectedBy : text.rejectedBefore}
              forOwner={state === 'rejected' ? text.rejectedByFor : text.rejectedBeforeFor}
              reader={reader}
            />
          </p>
          <Quote words={rejection.words} />
          {!rejection.told && may.judge && (
            <p className="acceptance-warning">
              {text.notTold}{' '}
              <Button spacing="compact" isLoading={acts.doing === 'finish'} onClick={acts.finish}>
                {text.tryAgain}
              </Button>
            </p>
          )}
        </>
      )}
      {state === 'rejected' && may.edit && !may.judge && (
        <p className="quiet">{story.criteria.some((each) => each.state === 'failed') ? text.mendFailed : text.mendMissing}</p>
      )}
      {acceptance === null && <Who story={story} reader={reader} />}
      {locked !== null && <p className="quiet">{fill(text.locked[locked], { owner: ownerName(story, reader) })}</p>}
    </>
  );
}

/** Whom it waits for, or who judges; why not this person. */
function Who({ story, reader }: Omit<HeadProps, 'acts'>): ReactNode {
  const { owner, may, state, asked } = story;
  const since = state === 'ready' ? readySince(story) : null;
  const askedBy = asked !== null && asked.by !== null && state === 'ready' && (
    <p className="quiet">
      <MomentIn sentence={fill(text.askedBy, { name: nameIn(asked.by, reader), when: '{when}' })} at={asked.at} locale={reader.locale} />
    </p>
  );
  const when = since === null ? '' : sinceWords(since, Date.now(), reader.locale);
  if (owner === null && !may.judge)
    return (
      <>
        <p className="acceptance-warning">{text.vacant}</p>
        {askedBy}
      </>
    );
  return (
    <>
      {since !== null && (
        <p>
          <strong>{may.judge ? fill(text.waitsYou, { when }) : fill(text.waits, { owner: ownerName(story, reader), when })}</strong>
        </p>
      )}
      {askedBy}
      {may.judge && may.for !== null && <p className="quiet">{fill(text.judgesFor, { owner: nameIn(may.for, reader) })}</p>}
      {may.judge && may.for === null && since === null && state !== 'rejected' && <p className="quiet">{text.judgesYou}</p>}
      {!may.judge && since === null && state !== 'rejected' && (
        <p className="quiet">{fill(text.judges, { owner: ownerName(story, reader) })}</p>
      )}
    </>
  );
}

const ownerName = ({ owner }: StoryView, reader: Reader): string => (owner === null ? text.theOwner : nameIn(owner, reader));

interface DecidedProps {
  readonly decision: NonNullable<StoryView['acceptance']>;
  readonly plain: string;
  readonly forOwner: string;
  readonly reader: Reader;
}

function Decided({ decision: { by, for: owner, at }, plain, forOwner, reader }: DecidedProps) {
  const sentence = fill(owner === null ? plain : forOwner, { name: nameIn(by, reader), owner: nameIn(owner, reader), when: '{when}' });
  return <MomentIn sentence={sentence} at={at} locale={reader.locale} />;
}

function Quote({ words }: { readonly words: string | null }) {
  if (words === null) return null;
  return (
    <p className="criterion-quote" dir="auto">
      {words}
    </p>
  );
}
