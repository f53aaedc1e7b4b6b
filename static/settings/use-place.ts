import { view } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';
import { panel } from '../../locales/en.json';
import { localeOf } from '../shared/locale';

/** The project whose settings these are. Ids are claims: the server reads the project as this person. */
export interface Place {
  readonly projectId: string;
  readonly projectKey: string;
  readonly locale: string;
}

export type PlaceState =
  { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly message: string } | { readonly kind: 'open'; readonly place: Place };

export function usePlace(): readonly [PlaceState, () => void] {
  const [state, setState] = useState<PlaceState>({ kind: 'loading' });

  const load = useCallback(async (isCurrent: () => boolean = () => true) => {
    const next = await read().catch((error: unknown): PlaceState => {
      console.error('getContext', error);
      return { kind: 'failed', message: panel.offline };
    });
    if (isCurrent()) setState(next);
  }, []);

  useEffect(() => {
    let current = true;
    void load(() => current);
    return () => {
      current = false;
    };
  }, [load]);

  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    void load();
  }, [load]);

  return [state, retry];
}

async function read(): Promise<PlaceState> {
  const context = await view.getContext();
  const project = context.extension['project'] as { id: string; key: string };
  return { kind: 'open', place: { projectId: project.id, projectKey: project.key, locale: localeOf(context.locale) } };
}
