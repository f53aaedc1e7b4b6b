import { requestJira } from '@forge/bridge';
import { useState } from 'react';
import * as z from 'zod/mini';
import { ask as text, failed, panel } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { Answer } from '../../../src/contract/call';
import { askToRank, type RequestView } from '../../../src/contract/requests';
import { ask } from '../client';
import { BLANK, readDraft, type Asked, type Draft, type Faults } from './wish';

export interface AskApi {
  readonly draft: Draft;
  readonly faults: Faults;
  /** Counts the tries that found something to change. */
  readonly tries: number;
  readonly isSending: boolean;
  readonly failure: string | null;
  readonly write: (change: Partial<Draft>) => void;
  readonly send: () => void;
}

export interface AskOptions {
  /** Null: the form asks which. */
  readonly issueId: string | null;
  readonly projectKey: string;
  readonly locale: string;
  readonly onAsked: (request: RequestView, joined: boolean) => void;
}

/** A request as it is written: what failed to be sent is still there. */
export function useAsk({ issueId, projectKey, locale, onAsked }: AskOptions): AskApi {
  const [draft, setDraft] = useState(BLANK);
  const [faults, setFaults] = useState<Faults>({});
  const [tries, setTries] = useState(0);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const send = (): void => {
    if (isSending) return;
    const read = readDraft(draft, projectKey, issueId === null, locale);
    setFaults(read.kind === 'faulty' ? read.faults : {});
    if (read.kind === 'faulty') return setTries((count) => count + 1);
    setSending(true);
    setFailure(null);
    void put(issueId, read.asked).then((answer) => {
      setSending(false);
      if (!answer.ok) return setFailure(answer.message);
      setDraft(BLANK);
      onAsked(answer.data.request, answer.data.joined);
    });
  };

  const write = (change: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...change }));
    // A fault goes when its field is written in; the others stay until the next try.
    setFaults((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !(field in change))));
  };

  return { draft, faults, tries, isSending, failure, write, send };
}

async function put(issueId: string | null, { issueKey, wish, reason }: Asked) {
  if (issueId !== null) return ask(askToRank, { issueId, wish, reason });
  const found = await findIssue(issueKey ?? '');
  return found.ok ? ask(askToRank, { issueId: found.data, wish, reason }) : found;
}

const withId = z.object({ id: z.string() });

/** The id of an issue by its key, as this person sees it: costs no function of the app. */
async function findIssue(key: string): Promise<Answer<string>> {
  try {
    const response = await requestJira(`/rest/api/3/issue/${encodeURIComponent(key)}?fields=id`, {
      headers: { Accept: 'application/json' },
    });
    if (response.status === 404) return { ok: false, code: 'not-found', message: fill(text.notFound, { key }) };
    if (!response.ok) return { ok: false, code: 'unavailable', message: failed.unavailable };
    const issue = withId.safeParse(await response.json());
    return issue.success ? { ok: true, data: issue.data.id } : { ok: false, code: 'unavailable', message: failed.unavailable };
  } catch (error) {
    console.error('GET issue', error);
    return { ok: false, code: 'unavailable', message: panel.offline };
  }
}
