import { useCallback, useState } from 'react';
import { readRankLog, type RankLogRowView } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';
import { asked, withPeople, type Filter, type LogPerson } from './filter';

interface LogPages {
  readonly rows: readonly RankLogRowView[];
  readonly next: string | null;
  readonly isLoadingMore: boolean;
  readonly moreFailure: string | null;
}

export type LogState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | (LogPages & { readonly kind: 'open'; readonly filter: Filter });

export interface LogApi {
  readonly state: LogState;
  /** Everybody met in the log so far, whatever is filtered now. */
  readonly people: readonly LogPerson[];
  readonly retry: () => void;
  readonly more: () => void;
}

/** The rank log by a filter, read page by page. */
export function useLog(projectId: string, filter: Filter, timeZone: string): LogApi {
  const [state, setState] = useState<LogState>({ kind: 'loading' });
  const [people, setPeople] = useState<readonly LogPerson[]>([]);

  const read = useCallback(
    () => ask(readRankLog, { projectId, ...asked(filter, timeZone) }).then((answer) => ({ answer, filter })),
    [projectId, filter, timeZone],
  );
  const show = useCallback(({ answer, filter: of }: Awaited<ReturnType<typeof read>>) => {
    if (!answer.ok) return setState({ kind: 'failed', message: answer.message });
    setPeople((met) => withPeople(met, answer.data.rows));
    setState({ kind: 'open', filter: of, ...answer.data, isLoadingMore: false, moreFailure: null });
  }, []);
  const again = useReading(read, show);

  const more = useCallback(() => {
    if (state.kind !== 'open' || state.next === null || state.isLoadingMore) return;
    setState({ ...state, isLoadingMore: true, moreFailure: null });
    void ask(readRankLog, { projectId, ...asked(state.filter, timeZone), before: state.next }).then((answer) => {
      if (answer.ok) setPeople((met) => withPeople(met, answer.data.rows));
      setState((now) => {
        // Another filter was chosen meanwhile.
        if (now.kind !== 'open' || now.rows !== state.rows) return now;
        if (!answer.ok) return { ...now, isLoadingMore: false, moreFailure: answer.message };
        return { ...now, isLoadingMore: false, rows: [...now.rows, ...answer.data.rows], next: answer.data.next };
      });
    });
  }, [state, projectId, timeZone]);

  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    again();
  }, [again]);

  return { state, people, retry, more };
}
