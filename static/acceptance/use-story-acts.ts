import { useCallback, useEffect, useRef, useState } from 'react';
import { acceptancePanel as text } from '../../locales/en.json';
import {
  acceptStory,
  applyTemplate,
  askForAcceptance,
  finishRejection,
  openStory,
  rejectStory,
  takeBack,
  type StoryView,
} from '../../src/contract/acceptance';
import type { Answer } from '../../src/contract/call';
import { ask } from '../shared/client';
import { isAsSeen, rejectedSentence } from './decision-words';
import type { EditsApi } from './use-edits';

export type Deed = 'accept' | 'reject' | 'take-back' | 'ask' | 'finish' | 'apply';

export interface StoryActs {
  /** What is on its way. */
  readonly doing: Deed | null;
  /** Why it was not done; nothing that was typed is lost. */
  readonly failure: { readonly deed: Deed; readonly message: string; readonly again: () => void } | null;
  /** What was done last, as a sentence. */
  readonly done: string | null;
  readonly accept: (words: string | null) => void;
  readonly reject: (words: string, way: { readonly transitionId: string; readonly to: string } | null) => void;
  readonly takeBack: () => void;
  readonly ask: () => void;
  readonly finish: () => void;
  readonly apply: (templateId: string) => void;
  readonly forget: () => void;
}

/** What is done with the story as a whole, once all that was changed before is on the server; a decision only about what was seen. */
export function useStoryActs(edits: EditsApi): StoryActs {
  const [doing, setDoing] = useState<Deed | null>(null);
  const [failure, setFailure] = useState<StoryActs['failure']>(null);
  const [done, setDone] = useState<string | null>(null);
  const latest = useRef(edits);
  latest.current = edits;
  const isBusy = useRef(false);

  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const act = useCallback(
    async (
      deed: Deed,
      call: (story: StoryView) => Promise<Answer<{ readonly story: StoryView; readonly said?: string }>>,
    ): Promise<void> => {
      if (isBusy.current) return;
      isBusy.current = true;
      setDoing(deed);
      setFailure(null);
      setDone(null);
      const seen = latest.current.story;
      const stored = await latest.current.settled();
      const answer = stored === null ? notSaved() : isAsSeen(seen, stored) || !DECISIONS.has(deed) ? await call(stored) : changedSince();
      isBusy.current = false;
      if (!alive.current) return;
      setDoing(null);
      // Where somebody was quicker, what they made of it is shown: the decision is about that now.
      if (!answer.ok && answer.code === 'conflict') {
        const opened = await ask(openStory, { issueId: seen.issue.id });
        if (opened.ok) latest.current.replace(opened.data.story);
      }
      if (!answer.ok) return setFailure({ deed, message: answer.message, again: () => void act(deed, call) });
      latest.current.replace(answer.data.story);
      setDone(answer.data.said ?? null);
    },
    [],
  );

  return {
    doing,
    failure,
    done,
    forget: useCallback(() => {
      setFailure(null);
      setDone(null);
    }, []),
    accept: (words) =>
      void act('accept', async ({ issue, revision }) =>
        saying(await ask(acceptStory, { issueId: issue.id, revision, words }), text.acceptedNow),
      ),
    reject: (words, way) =>
      void act('reject', async ({ issue, revision }) => {
        const transitionId = way?.transitionId ?? null;
        const answer = await ask(rejectStory, { issueId: issue.id, revision, words, transitionId });
        if (!answer.ok) return answer;
        const { story, moved } = answer.data;
        return { ok: true, data: { story, said: rejectedSentence(story, way, moved) } };
      }),
    takeBack: () =>
      void act('take-back', async ({ issue, revision }) => saying(await ask(takeBack, { issueId: issue.id, revision }), text.takenBackNow)),
    ask: () => void act('ask', async ({ issue }) => saying(await ask(askForAcceptance, { issueId: issue.id }), text.askedNow)),
    finish: () => void act('finish', async ({ issue }) => saying(await ask(finishRejection, { issueId: issue.id }), text.toldNow)),
    apply: (templateId) =>
      void act('apply', async ({ issue }) => {
        const answer = await ask(applyTemplate, { issueId: issue.id, templateId });
        if (!answer.ok) return answer;
        const [first] = answer.data.left;
        return { ok: true, data: { story: answer.data.story, said: first === undefined ? text.appliedNow : first.message } };
      }),
  };
}

const DECISIONS: ReadonlySet<Deed> = new Set<Deed>(['accept', 'reject', 'take-back']);

const notSaved = (): Answer<never> => ({ ok: false, code: 'unavailable', message: text.firstSave });
const changedSince = (): Answer<never> => ({ ok: false, code: 'conflict', message: text.changedBefore });

function saying(answer: Answer<{ readonly story: StoryView }>, said: string): Answer<{ readonly story: StoryView; readonly said: string }> {
  return answer.ok ? { ok: true, data: { story: answer.data.story, said } } : answer;
}
