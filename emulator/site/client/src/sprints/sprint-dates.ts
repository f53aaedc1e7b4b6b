/** Jira's choices of how long a sprint is, in weeks; `custom` when its end is set by hand. */
export type Duration = '1' | '2' | '3' | '4' | 'custom';

export const DURATIONS: readonly { readonly value: Duration; readonly text: string }[] = [
  { value: '1', text: '1 week' },
  { value: '2', text: '2 weeks' },
  { value: '3', text: '3 weeks' },
  { value: '4', text: '4 weeks' },
  { value: 'custom', text: 'Custom' },
];

/** What an input of type `datetime-local` holds: the reader's own time, to the minute. */
export function toInput(at: string | Date | undefined): string {
  if (at === undefined) return '';
  const time = new Date(at);
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export const fromInput = (typed: string): string | null => (typed === '' ? null : new Date(typed).toISOString());

/** Whole weeks later at the same hour, whatever the clocks did meanwhile. */
export function endOf(start: string, duration: Duration): string {
  if (start === '' || duration === 'custom') return '';
  const end = new Date(start);
  end.setDate(end.getDate() + 7 * Number(duration));
  return toInput(end);
}

export const durationOf = (start: string, end: string): Duration =>
  DURATIONS.find(({ value }) => value !== 'custom' && end !== '' && endOf(start, value) === end)?.value ?? 'custom';
