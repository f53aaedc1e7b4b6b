import { view } from '@forge/bridge';
import { useCallback, useState } from 'react';
import { panel } from '../../locales/en.json';
import { readerOf, type Reader } from './reader';
import { useReading } from './use-reading';

/** The project a page is about, and who looks. Ids are claims: the server reads the project as this person. */
export interface Place {
  readonly projectId: string;
  readonly projectKey: string;
  readonly reader: Reader;
}

export type PlaceState =
  { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly message: string } | { readonly kind: 'open'; readonly place: Place };

export function usePlace(): readonly [PlaceState, () => void] {
  const [state, setState] = useState<PlaceState>({ kind: 'loading' });
  const again = useReading(read, setState);
  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    again();
  }, [again]);
  return [state, retry];
}

async function read(): Promise<PlaceState> {
  const place = await readPlace();
  return place === null ? { kind: 'failed', message: panel.offline } : { kind: 'open', place };
}

/** Null: Jira does not say where the page is. */
export async function readPlace(): Promise<Place | null> {
  try {
    const context = await view.getContext();
    const project = context.extension['project'] as { id: string; key: string };
    return { projectId: project.id, projectKey: project.key, reader: readerOf(context) };
  } catch (error) {
    console.error('getContext', error);
    return null;
  }
}
