import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { acceptancePanel as text, panel } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CriterionChange, StoryView } from '../../src/contract/acceptance';
import { Failure } from '../shared/failure';
import { numberText } from '../shared/numbers';
import type { Reader } from '../shared/reader';
import '../shared/requests/requests.css';
import { AddCriterion } from './add-criterion';
import { CriteriaList } from './criteria-list';
import { Decide } from './decide';
import { DoneGroup } from './done-group';
import { Head } from './head';
import { LeftNotice } from './left-notice';
import { canOf } from './states';
import { useEdits } from './use-edits';
import { useKeepFocus } from './use-keep-focus';
import { useStoryActs } from './use-story-acts';
import { useUndo } from './use-undo';
import { WaysToBegin } from './ways-to-begin';

interface ChecklistProps {
  readonly read: StoryView;
  readonly reader: Reader;
}

/** The checklist from top to bottom: what the story has come to, its criteria, the Definition of Done, and the decision. */
export function Checklist({ read, reader }: ChecklistProps) {
  const edits = useEdits(read, reader);
  const acts = useStoryActs(edits);
  const { story, change } = edits;
  // An acceptance that is given anew is closed anew.
  const [unlocked, setUnlocked] = useState<number | null>(null);
  const acceptedAt = story.acceptance?.at ?? null;
  const isUnlocked = acceptedAt !== null && unlocked === acceptedAt;
  const { edit, judge } = canOf(story, isUnlocked);
  const can = useMemo(() => ({ edit, judge }), [edit, judge]);
  const { locale } = reader;
  const shown = useRef(story.criteria);
  shown.current = story.criteria;
  const undo = useUndo(
    useCallback(() => shown.current, []),
    reader,
    change,
  );
  const field = useRef<HTMLTextAreaElement>(null);
  const region = useRef<HTMLElement>(null);
  useKeepFocus(region);

  const own = story.criteria.filter(({ of }) => of === 'story');
  const done = story.criteria.filter(({ of }) => of === 'done');
  const claimed = own.filter(({ state }) => state === 'claimed');
  const isThere = new Set(story.criteria.map(({ id }) => id));
  const strays = edits.left.filter(({ change: { id } }) => !isThere.has(id));

  const { added, forget } = undo;
  const add = useCallback(
    (texts: readonly string[]): void => {
      let after = shown.current.findLast(({ of }) => of === 'story')?.id ?? null;
      const changes = texts.map((words): CriterionChange & { readonly kind: 'add' } => {
        const id = crypto.randomUUID();
        const one = { kind: 'add', id, text: words, mandatory: true, after } as const;
        after = id;
        return one;
      });
      change(...changes);
      if (changes.length > 1) added(changes.map(({ id }) => id));
      else forget();
    },
    [change, added, forget],
  );

  // The button that was pressed is gone when its deed is done: whoever pressed it stays on the panel.
  const said = useRef<HTMLParagraphElement>(null);
  const { done: saidNow } = acts;
  useEffect(() => {
    if (saidNow !== null) said.current?.focus({ preventScroll: true });
  }, [saidNow]);

  const mayAsk =
    can.edit &&
    !story.may.judge &&
    story.owner !== null &&
    story.acceptance === null &&
    story.state !== 'ready' &&
    story.criteria.length > 0;
  return (
    <section ref={region} className="acceptance" aria-label={text.region} tabIndex={-1}>
      <Head story={story} reader={reader} acts={acts} />
      {isUnlocked && (
        <p role="status" className="acceptance-warning">
          {text.unlocked}
        </p>
      )}
      {can.judge && claimed.length > 0 && (
        <div className="buttons">
          <Button
            spacing="compact"
            onClick={() => change(...claimed.map(({ id }) => ({ kind: 'judge', id, verdict: 'met', words: null }) as const))}
          >
            {claimed.length === 1 ? text.claimedIsMet : fill(text.claimedAreMet, { count: numberText(claimed.length, locale) })}
          </Button>
        </div>
      )}
      {story.criteria.length === 0 && <p className="acceptance-empty">{can.edit ? text.empty : text.emptyReadOnly}</p>}
      <CriteriaList criteria={own} can={can} reader={reader} edits={edits} undo={undo} label={text.list} />
      {strays.map((left) => (
        <LeftNotice key={left.key} left={left} isThere={false} acts={edits} />
      ))}
      {can.edit && (
        <>
          <p id="acceptance-edit-keys" className="visually-hidden">
            {text.editKeys}
          </p>
          {undo.last?.kind === 'added' && (
            <div className="offer offer-line" role="status">
              <p>{fill(text.addedMany, { count: numberText(undo.last.ids.length, locale) })}</p>
              <Button
                spacing="compact"
                onClick={() => {
                  undo.undo();
                  field.current?.focus();
                }}
              >
                {text.undo}
              </Button>
            </div>
          )}
          <AddCriterion count={story.criteria.length} locale={locale} field={field} onAdd={add} />
          <WaysToBegin story={story} locale={locale} acts={acts} onAdd={add} />
        </>
      )}
      <DoneGroup {...{ story, can, reader, edits, acts }} criteria={done} />
      <div className="acceptance-foot">
        {story.may.judge && (story.criteria.length > 0 || acceptedAt !== null) && (
          <Decide {...{ story, reader, acts, isUnlocked }} onUnlock={() => setUnlocked(acceptedAt)} />
        )}
        {mayAsk && (
          <div className="buttons">
            <Button spacing="compact" isLoading={acts.doing === 'ask'} onClick={acts.ask}>
              {text.ask}
            </Button>
          </div>
        )}
        <p ref={said} role="status" tabIndex={-1} className="acceptance-said" dir="auto">
          {acts.done}
        </p>
        {acts.failure !== null && (
          <Failure sentence={acts.failure.message} onRetry={edits.failure === null ? acts.failure.again : undefined} />
        )}
        {edits.failure !== null && (
          <Failure sentence={fill(text.notSaved, { reason: edits.failure })} onRetry={edits.retry}>
            <Button spacing="compact" appearance="subtle" onClick={edits.discard}>
              {edits.pending.length === 1 ? text.discardOne : fill(text.discard, { count: numberText(edits.pending.length, locale) })}
            </Button>
          </Failure>
        )}
        <span role="status" className="quiet acceptance-saving">
          {edits.failure === null && (edits.pending.length > 0 ? panel.saving : edits.isSaved ? panel.saved : '')}
        </span>
      </div>
    </section>
  );
}
