import { useCallback, useEffect, useRef, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { readRankLog, type RankLogRowView } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';
import { csvOf } from './csv';
import { asked, type Filter } from './filter';

const text = backlog.rankLog;

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly count: number }
  | { readonly kind: 'done'; readonly count: number }
  | { readonly kind: 'failed'; readonly count: number; readonly message: string };

export interface ExportApi {
  readonly state: ExportState;
  /** From the start; after a failure from where it stopped. */
  readonly start: () => void;
  readonly stop: () => void;
}

interface Collected {
  readonly filter: Filter;
  readonly rows: readonly RankLogRowView[];
  readonly next: string | null;
}

/** Everything the filter matches, in one file that this browser builds: nothing leaves Jira. */
export function useExport(projectId: string, projectKey: string, filter: Filter, timeZone: string): ExportApi {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const run = useRef(0);
  const collected = useRef<Collected | null>(null);

  const stop = useCallback(() => {
    run.current += 1;
    collected.current = null;
    setState({ kind: 'idle' });
  }, []);

  // What was exported, or failed to be, was another question's answer.
  useEffect(() => stop, [stop, filter]);

  const start = useCallback(() => {
    const turn = ++run.current;
    const isCurrent = (): boolean => run.current === turn;
    const go = async (): Promise<void> => {
      let { rows, next }: Collected = collected.current ?? { filter, rows: [], next: null };
      let isFirst = collected.current === null;
      setState({ kind: 'running', count: rows.length });
      while (isFirst || next !== null) {
        const answer = await ask(readRankLog, { projectId, ...asked(filter, timeZone), ...(next === null ? {} : { before: next }) });
        if (!isCurrent()) return;
        if (!answer.ok) {
          collected.current = isFirst ? null : { filter, rows, next };
          return setState({ kind: 'failed', count: rows.length, message: answer.message });
        }
        isFirst = false;
        rows = [...rows, ...answer.data.rows];
        next = answer.data.next;
        setState({ kind: 'running', count: rows.length });
      }
      collected.current = null;
      download(csvOf(rows), fill(text.fileName, { project: projectKey, date: new Date().toISOString().slice(0, 10) }));
      setState({ kind: 'done', count: rows.length });
    };
    void go();
  }, [projectId, projectKey, filter, timeZone]);

  return { state, start, stop };
}

function download(content: string, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
