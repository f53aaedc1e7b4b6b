import { movedSentence, offsetOf, placesOf } from '../../../emulator/site/client/src/pages/backlog/glide';

const section = (id: string, keys: string, name?: string) => ({
  id,
  issues: keys.split('').map((key) => ({ key })),
  ...(name === undefined ? {} : { name }),
});
const places = (keys: string) => placesOf([section('sprint-1', keys), section('backlog', 'XYZ')], new Map([['sprint-1', 100], ['backlog', 100 + keys.length * 40 + 60]]), 40); // prettier-ignore
const offset = (key: string, before: string, after: string, reach = 1_000): number =>
  offsetOf(places(before).get(key), places(after).get(key), reach);

describe('where a row glides from', () => {
  it('is where it was: its neighbours make room by one row', () => {
    expect(['A', 'B', 'C', 'D'].map((key) => offset(key, 'ABCD', 'ADBC'))).toEqual([0, -40, -40, 80]);
  });

  it('counts sections that grew above it', () => {
    expect(offset('X', 'ABC', 'ABCD')).toBe(-40);
  });

  it('is the edge of the screen for what comes from further away', () => {
    const far = 'A'.repeat(99);
    expect(offset('X', '', far, 600)).toBe(-600);
    expect(offset('X', far, '', 600)).toBe(600);
  });

  it('is nowhere for what is new, and for the rows of a folded section', () => {
    expect(offset('D', 'ABC', 'ABCD')).toBe(0);
    const folded = placesOf([section('backlog', 'X')], new Map(), 40);
    expect(offsetOf(folded.get('X'), places('A').get('X'), 600)).toBe(0);
  });
});

describe('what is said of moves by others', () => {
  const said = (before: string, after: string, ...keys: string[]) =>
    movedSentence([section('backlog', before)], [section('backlog', after)], keys.map((key) => ({ key, name: `Mover of ${key}` }))); // prettier-ignore

  it('is who moved what, and where it is now', () => {
    expect(said('ABCD', 'ADBC', 'D')).toBe('Mover of D moved D to position 2.');
  });

  it('is the last one that really moved', () => {
    expect(said('ABCD', 'BDAC', 'B', 'D', 'C')).toBe('Mover of C moved C to position 4.');
    expect(said('ABCD', 'BACD', 'B', 'D')).toBe('Mover of B moved B to position 1.');
    expect(said('ABCD', 'ABCD', 'B', 'D')).toBeUndefined();
    expect(said('ABCD', 'ABCD', 'Q')).toBeUndefined();
  });

  it('names the sprint', () => {
    const before = [section('sprint-1', 'A'), section('backlog', 'BC')];
    const after = [section('sprint-1', 'AC', 'Sprint 5'), section('backlog', 'B')];
    expect(movedSentence(before, after, [{ key: 'C', name: 'Dana' }])).toBe('Dana moved C to position 2 of Sprint 5.');
  });
});
