import * as fc from 'fast-check';
import { fieldText, numberText, readNumber, scoreText } from '../../static/shared/numbers';

describe('a number a person types', () => {
  it.each([
    // Either mark separates decimals …
    ['0.5', 'en', 0.5],
    ['0,5', 'en', 0.5],
    ['0,5', 'de', 0.5],
    ['0.5', 'de', 0.5],
    ['.5', 'en', 0.5],
    ['5.', 'en', 5],
    ['1,25', 'en', 1.25],
    // … and three digits after one are thousands to those who write the other.
    ['12,000', 'en', 12_000],
    ['12,000', 'de', 12],
    ['12.000', 'de', 12_000],
    ['12.000', 'en', 12],
    ['0.250', 'de', 0.25],
    ['1,234,567', 'de', 1_234_567],
    ['1,234,567.5', 'en', 1_234_567.5],
    ['1.234.567,5', 'de', 1_234_567.5],
    ['12,34,567', 'en-IN', 1_234_567],
    ['12 000,5', 'fr', 12_000.5],
    ['12\u202f000', 'fr', 12_000],
    ["1'250", 'de-CH', 1_250],
    [' 8 ', 'en', 8],
    ['-3', 'en', -3],
    ['−3', 'sv', -3],
    ['١٢٫٥', 'ar-EG', 12.5],
    ['۱۲', 'fa', 12],
  ])('%s in %s is %d', (typed, locale, number) => {
    expect(readNumber(typed, locale)).toBe(number);
  });

  it.each(['', ' ', '-', '.', 'many', '8a', '1.2.3', '1,2,3', '0x10', '1e5', 'Infinity', '1,250,0000'])('%p is none', (typed) => {
    expect(readNumber(typed, 'en')).toBeNaN();
  });

  it('reads as the number that stands in the field, in every language', () => {
    const locale = fc.constantFrom('en', 'de', 'fr', 'de-CH', 'en-IN', 'ar-EG', 'fa', 'hi', 'sv');
    const number = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((thousandths) => thousandths / 1_000);
    fc.assert(
      fc.property(number, locale, (each, language) => {
        // A field shows no grouping, so three decimals after the language's own mark stay decimals.
        expect(readNumber(fieldText(each, language), language)).toBe(each);
      }),
    );
  });
});

it('a number is shown in the language of who reads, a score to two decimals', () => {
  expect(numberText(12_000.125, 'en')).toBe('12,000.125');
  expect(numberText(12_000.125, 'de')).toBe('12.000,125');
  expect(scoreText(192_307.692, 'de')).toBe('192.307,69');
  expect(fieldText(1_250_000.5, 'de')).toBe('1250000,5');
});
