import { useCallback, useState } from 'react';
import type * as z from 'zod/mini';
import { requestsOfIssue, type RequestView } from '../../src/contract/requests';
import { panel } from '../../locales/en.json';
import { ask } from '../shared/client';
import type { Reader } from '../shared/reader';
import { readPlace } from '../shared/use-place';
import { useReading } from '../shared/use-reading';

type OfIssue = z.infer<typeof requestsOfIssue.output>;

export type RequestsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  /** This person needs no line: the issue is hidden from them, or this is no place for requests. */
  | { readonly kind: 'absent' }
  | (OfIssue & { readonly kind: 'open'; readonly reader: Reader; readonly projectKey: string });

export interface RequestsApi {
  readonly state: RequestsState;
  readonly retry: () => void;
  /** Puts what a decision made of a request, or a new one, in its place. */
  readonly replace: (request: RequestView) => void;
}

/** What is asked about the issue's place: one call after the panel is open, and one more whenever the panel was read again (`since` is another). */
export function useRequests(issueId: string, since: unknown): RequestsApi {
  const [state, setState] = useState<RequestsState>({ kind: 'loading' });
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `since` says when to read again
  const read = useCallback(() => open(issueId), [issueId, since]);
  // What is shown stays when it cannot be read again.
  const show = useCallback((next: RequestsState) => setState((now) => (now.kind === 'open' && next.kind === 'failed' ? now : next)), []);
  const again = useReading(read, show);
  return {
    state,
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
    replace: useCallback(
      (request: RequestView) =>
        setState((now) => {
          if (now.kind !== 'open') return now;
          const isKnown = now.requests.some(({ id }) => id === request.id);
          return {
            ...now,
            requests: isKnown ? now.requests.map((shown) => (shown.id === request.id ? request : shown)) : [...now.requests, request],
          };
        }),
      [],
    ),
  };
}

async function open(issueId: string): Promise<RequestsState> {
  const [answer, place] = await Promise.all([ask(requestsOfIssue, { issueId }), readPlace()]);
  if (!answer.ok)
    return answer.code === 'refused' || answer.code === 'not-found' ? { kind: 'absent' } : { kind: 'failed', message: answer.message };
  if (place === null) return { kind: 'failed', message: panel.offline };
  return { kind: 'open', ...answer.data, reader: place.reader, projectKey: place.projectKey };
}
