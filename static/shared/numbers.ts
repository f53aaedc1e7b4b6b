/** A number as a person reads it: "12,000", "0,5". */
export const numberText = (number: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(number);

/** A score as a person reads it: at most two decimals. */
export const scoreText = (score: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(score);

/** A number as it stands in a field: without grouping, in digits of every keyboard. */
export const fieldText = (number: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 12, useGrouping: false, numberingSystem: 'latn' }).format(number);

/**
 * What a person typed, as a number; NaN where it is none. Either mark may separate decimals, and thousands may be grouped: "12,000" is twelve thousand to
 * those who write 0.5 and twelve to those who write 0,5.
 */
export function readNumber(typed: string, locale: string): number {
  const text = inLatinDigits(typed)
    .replace(/[\s'’٬\u200e\u200f\u061c]/g, '')
    .replace('٫', '.')
    .replace('−', '-');
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const mark = text[last];
  if (mark === undefined) return plain(text);
  if (isGrouped(text, mark) && (text.indexOf(mark) !== last || mark !== decimalMark(locale))) return plain(text.replaceAll(mark, ''));
  const other = mark === '.' ? ',' : '.';
  const whole = text.slice(0, last);
  return plain(`${isGrouped(whole, other) ? whole.replaceAll(other, '') : whole}.${text.slice(last + 1)}`);
}

/** Groups of three, or of two and then three as in India: "1,234,567", "12,34,567". */
const isGrouped = (text: string, mark: string): boolean => new RegExp(`^-?[1-9]\\d{0,2}(\\${mark}\\d{2,3})*\\${mark}\\d{3}$`).test(text);

/** `Number` alone would take "0x10", "1e5" and nothing at all. */
const plain = (text: string): number => (/^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN);

const decimalMark = (locale: string): string | undefined =>
  new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value;

const ARABIC_ZERO = 0x660;
const PERSIAN_ZERO = 0x6f0;

const inLatinDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO));
  });
