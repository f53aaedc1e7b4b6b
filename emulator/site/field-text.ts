/**
 * A field's REST value without a formatter, as a cell of text: sprints by name, options by value, people and issues by what they are
 * called, texts as they are. `number` says how numbers are written.
 */
export function plainText(value: unknown, number: (value: number) => string = String): string {
  if (isEmpty(value)) return '';
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.map((one) => plainText(one, number)).join(', ');
  if (typeof value !== 'object') return String(value);
  const { name, value: option, displayName, state, key } = value as Partial<Record<string, unknown>>;
  if (typeof name === 'string' && typeof state === 'string') return state === 'closed' ? `${name} (closed)` : name;
  return [displayName, name, option, key].find((text) => typeof text === 'string') ?? JSON.stringify(value);
}

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
