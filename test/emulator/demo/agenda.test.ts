import fc from 'fast-check';
import { Clock } from '../../../emulator/clock';
import { Agenda } from '../../../emulator/demo/agenda';
import { DAY, onWorkday, sprintStartBefore } from '../../../emulator/demo/calendar';

describe('the agenda of the demo', () => {
  it('acts everything out in order of time, then of writing, and moves the clock', async () => {
    const clock = new Clock({ mode: 'manual', start: 0 });
    const agenda = new Agenda();
    const seen: string[] = [];
    const note = (name: string) => (): void => void seen.push(`${name}@${clock.now()}`);
    agenda.at(20, note('b'));
    agenda.at(10, () => {
      note('a')();
      agenda.at(15, note('later'));
    });
    agenda.at(20, note('c'));
    agenda.at(99, note('never'));
    await agenda.play(clock, 50);
    expect(seen).toEqual(['a@10', 'later@15', 'b@20', 'c@20']);
    expect(clock.now()).toBe(50);
  });

  it('finds a sprint that began on a Monday, two to nine days ago', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }), (now) => {
        const start = new Date(sprintStartBefore(now));
        expect([start.getUTCDay(), start.getUTCHours(), start.getUTCMinutes()]).toEqual([1, 9, 30]);
        expect(now - start.getTime()).toBeGreaterThanOrEqual(2 * DAY);
        expect(now - start.getTime()).toBeLessThan(9 * DAY);
      }),
    );
  });

  it('has no work on weekends', () => {
    const saturday = Date.UTC(2026, 10, 21, 10);
    expect(new Date(onWorkday(saturday)).getUTCDay()).toBe(5);
    expect(new Date(onWorkday(saturday + DAY)).getUTCDay()).toBe(5);
    expect(onWorkday(saturday + 2 * DAY)).toBe(saturday + 2 * DAY);
  });
});
