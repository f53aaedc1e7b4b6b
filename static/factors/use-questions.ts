import { view } from '@forge/bridge';
import { useCallback, useState } from 'react';
import { panel as offline } from '../../locales/en.json';
import { readModels, type ModelView } from '../../src/contract/scoring';
import type { Answer } from '../../src/contract/call';
import { ask } from '../shared/client';
import { localeOf } from '../shared/locale';
import { useReading } from '../shared/use-reading';
import { placeOf, type Place } from './place';

export type OpenPlace = Exclude<Place, { kind: 'no-project' }>;

export type EditorState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly place: Place | null; readonly message: string }
  /** There is nothing to answer here for this person or this project; trying again would not help. */
  | { readonly kind: 'refused'; readonly place: Place; readonly message: string }
  | { readonly kind: 'no-project'; readonly place: Place }
  /** A bulk edit of projects that ask different questions. */
  | { readonly kind: 'differ'; readonly place: Place; readonly models: readonly string[] }
  | { readonly kind: 'open'; readonly place: OpenPlace; readonly model: ModelView; readonly locale: string };

/** The questions to ask where Jira shows the editor. */
export function useQuestions(): readonly [EditorState, () => void] {
  const [state, setState] = useState<EditorState>({ kind: 'loading' });
  const again = useReading(open, setState);

  const retry = useCallback(() => {
    setState({ kind: 'loading' });
    again();
  }, [again]);

  return [state, retry];
}

async function open(): Promise<EditorState> {
  let context;
  try {
    context = await view.getContext();
  } catch (error) {
    console.error('getContext', error);
    return { kind: 'failed', place: null, message: offline.offline };
  }
  const place = placeOf(context.extension);
  if (place.kind === 'no-project') return { kind: 'no-project', place };
  const answer = await modelsOf(place.projectIds);
  if (!answer.ok) return { kind: answer.code === 'refused' ? 'refused' : 'failed', place, message: answer.message };
  const models = new Map(answer.data.map((model) => [model.id, model]));
  const [model, ...others] = models.values();
  if (model === undefined) return { kind: 'failed', place, message: offline.offline };
  if (others.length > 0) return { kind: 'differ', place, models: [model, ...others].map(({ name }) => name) };
  return { kind: 'open', place, model, locale: localeOf(context.locale) };
}

/** What one call takes. */
const AT_ONCE = 10;

async function modelsOf(projectIds: readonly string[]): Promise<Answer<readonly ModelView[]>> {
  const models: ModelView[] = [];
  for (let from = 0; from < projectIds.length; from += AT_ONCE) {
    const answer = await ask(readModels, { projectIds: projectIds.slice(from, from + AT_ONCE) });
    if (!answer.ok) return answer;
    models.push(...answer.data.models.map(({ model }) => model));
  }
  return { ok: true, data: models };
}
