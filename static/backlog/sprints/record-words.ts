import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintListView, SprintRecordView } from '../../../src/contract/sprints';
import { numberText } from '../../shared/numbers';
import { nameOf, type Reader } from '../../shared/reader';
import { actorWords } from '../actor-words';

const text = backlog.sprints.records;
const { trend } = backlog.sprints;

const DAY_MS = 86_400_000;

/** What happened, who did it and in what capacity; holds `{when}`. */
export function whatWords({ what, by, capacity }: Pick<SprintRecordView, 'what' | 'by' | 'capacity'>, reader: Reader): string {
  const happened = text.what[what];
  if (by === null) return fill(what === 'ended' ? text.byNobody : text.unknown, { what: happened });
  if (capacity?.kind === 'owner' && what !== 'ended')
    return by.accountId === reader.accountId
      ? fill(text.byYouOwner, { what: happened })
      : fill(text.byOwner, { what: happened, name: nameOf(by, reader) });
  return fill(text.by, { what: happened, name: actorWords(by, capacity?.for ?? null, reader) });
}

/** That somebody ended it whose business it was not; null: it was, or nobody knows. */
export function withoutWords({ what, by, capacity }: Pick<SprintRecordView, 'what' | 'by' | 'capacity'>, reader: Reader): string | null {
  if (by === null || capacity !== null || (what !== 'closed-early' && what !== 'deleted')) return null;
  return by.accountId === reader.accountId ? text.withoutYou : fill(text.without, { name: nameOf(by, reader) });
}

/** How long before its end; null: it was over, or had none. */
export function earlyWords({ what, at, sprint }: Pick<SprintRecordView, 'what' | 'at' | 'sprint'>, locale: string): string | null {
  // A planned sprint has not begun, so it is not early.
  if (what === 'ended' || !wasActive({ what, sprint }) || sprint.endDate === null || sprint.endDate <= at) return null;
  const days = Math.floor((sprint.endDate - at) / DAY_MS);
  if (days === 0) return text.earlyHours;
  return days === 1 ? text.earlyDay : fill(text.earlyDays, { count: numberText(days, locale) });
}

/** Whether it ran; else it was only planned. */
export const wasActive = ({ what, sprint }: Pick<SprintRecordView, 'what' | 'sprint'>): boolean =>
  what === 'closed-early' || sprint.state !== 'future';

/** "5 of 14 issues done."; of a sprint that was only planned, how many it held. Null: none. */
export function doneWords(record: Pick<SprintRecordView, 'finished' | 'unfinished' | 'what' | 'sprint'>, locale: string): string | null {
  const total = record.finished + record.unfinished;
  if (total === 0) return null;
  if (!wasActive(record)) return total === 1 ? text.heldOne : fill(text.held, { count: numberText(total, locale) });
  return fill(total === 1 ? text.doneOne : text.done, { done: numberText(record.finished, locale), total: numberText(total, locale) });
}

/** What came of it; may hold `{when}`: of the decision. Null: there was nothing to put right. */
export function outcomeWords(record: SprintRecordView, mayDecide: boolean, reader: Reader): string | null {
  const { outcome, decided, restored, cancelling } = record;
  switch (outcome) {
    case null:
      return null;
    case 'reported':
      return text.reported;
    case 'asking':
      return mayDecide ? text.askingYou : text.asking;
    case 'kept':
      return decided === null ? text.reported : decidedWords(decided, text.kept, text.keptSomebody, reader);
    case 'restoring':
      return text.restoring;
    case 'restored': {
      const issues = backWords(restored?.back ?? 0, reader.locale);
      return restored?.sprint == null ? fill(text.restoredGone, { issues }) : fill(text.restored, { sprint: restored.sprint.name, issues });
    }
    case 'cancelling': {
      const left = cancelling?.left ?? 0;
      if (left === 0 || cancelling?.problems.length !== 0) return cancelling?.problems.length ? null : text.closing;
      return left === 1 ? text.cancellingOne : fill(text.cancelling, { count: numberText(left, reader.locale) });
    }
  }
}

function decidedWords({ by, name }: { by: string; name: string | null }, known: string, unknown: string, reader: Reader): string {
  return by !== reader.accountId && name === null ? unknown : fill(known, { name: nameOf({ accountId: by, name }, reader) });
}

/** Who had it restored, where somebody was asked; holds `{when}`. */
export function restorerWords({ outcome, decided }: Pick<SprintRecordView, 'outcome' | 'decided'>, reader: Reader): string | null {
  if (decided === null || (outcome !== 'restored' && outcome !== 'restoring')) return null;
  return fill(text.restoreBy, { name: nameOf({ accountId: decided.by, name: decided.name }, reader) });
}

function backWords(back: number, locale: string): string {
  if (back === 0) return text.backNone;
  return back === 1 ? text.backOne : fill(text.back, { count: numberText(back, locale) });
}

/** "The last 8 goals: 5 achieved, 2 partly achieved and 1 missed." */
export function trendWords(verdicts: SprintListView['trend'], locale: string): string {
  const count = (verdict: SprintListView['trend'][number]['verdict']): number => verdicts.filter((each) => each.verdict === verdict).length;
  const parts = (['achieved', 'partly', 'missed', 'obsolete'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => fill(trend[verdict], { count: numberText(count(verdict), locale) }));
  return fill(verdicts.length === 1 ? trend.summaryOne : trend.summary, {
    count: numberText(verdicts.length, locale),
    verdicts: new Intl.ListFormat(locale).format(parts),
  });
}
