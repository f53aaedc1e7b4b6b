import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Notice } from '../../shared/saving/notice';
import { selectedModel, type OpenModel } from './model-state';

const text = settings.model;

/** What saving will do, before it is done. */
export function WhatChanges({ open, locale }: { readonly open: OpenModel; readonly locale: string }) {
  const { saved, draft } = open;
  const name = selectedModel(open)?.name ?? '';
  const values = {
    scored: new Intl.NumberFormat(locale).format(saved.scored ?? 0),
    model: name === '' ? text.ownDraft : name,
    own: saved.own?.name ?? '',
  };
  // Made from a model whose answers go on counting.
  const asksTheSame = draft !== null && draft.now.source !== null;
  const replaces = draft?.now.id === null && saved.own !== null;
  return (
    <Notice appearance="information" title={text.effect}>
      <p>{fill(effectOf(saved.scored, asksTheSame), values)}</p>
      {replaces && <p>{fill(text.effectReplaces, values)}</p>}
    </Notice>
  );
}

function effectOf(scored: number | null, asksTheSame: boolean): string {
  if (scored === null) return text.effectUnknown;
  if (scored > 1 && asksTheSame) return text.effectKeeps;
  return scored === 0 ? text.effectNone : scored === 1 ? text.effectOne : text.effectScored;
}
