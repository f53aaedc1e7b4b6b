import { BacklogError, readBacklog } from '../../../emulator/demo/backlog-csv';

const HEADER = 'key,title,type,status,points,created,resolved\n';
const read = (rows: string, file = 'some/where/XD.csv') => readBacklog(file, HEADER + rows);

describe('a backlog file', () => {
  it('names the project by its file name and keeps keys, order, points and times', () => {
    const backlog = read('XD-6,"Channel, Registry",Story,Done,3,2013-04-12 06:43:18,2013-05-01 15:38:02\nXD-2,Core,Bug,Open,,,\n');
    expect(backlog.projectKey).toBe('XD');
    expect(backlog.rows).toMatchObject([
      {
        line: 2,
        number: 6,
        title: 'Channel, Registry',
        type: 'Story',
        status: 'Done',
        points: 3,
        created: Date.UTC(2013, 3, 12, 6, 43, 18),
        resolved: Date.UTC(2013, 4, 1, 15, 38, 2),
      },
      { line: 3, number: 2, title: 'Core', type: 'Bug', status: 'Open', points: null, created: null, resolved: null },
    ]);
  });

  it('reads epics as epics, technical tasks as tasks, and remembers types that Jira does not have', () => {
    const types = read('A-1,a,Epic,x,1,,\nA-2,b,Technical task,x,1,,\nA-3,c,Improvement,x,0.5,,\n').rows.map((row) => [
      row.type,
      row.unknownType,
    ]);
    expect(types).toEqual([
      ['Epic', null],
      ['Task', null],
      ['Task', 'Improvement'],
    ]);
  });

  it('gives an issue without a title its key for one, and keeps titles as they are but for line breaks', () => {
    expect(read('XD-1,,Epic,Done,1,,\nXD-2,"two  spaces,\nnext line",Bug,Done,1,,\n').rows.map((row) => row.title)).toEqual([
      'XD-1 (no title)',
      'two  spaces, next line',
    ]);
  });

  it('numbers issues itself when one key belongs to another project', () => {
    expect(read('XD-1,a,Story,x,,,\nYD-2,b,Story,x,,,\n').rows.map((row) => row.number)).toEqual([null, null]);
  });

  it.each([
    [',,Story,Done,1,,', /XD\.csv, line 2: there is neither a key nor a title/],
    [`XD-1,${'x'.repeat(256)},Story,Done,1,,`, /line 2: the title has 256 characters/],
    ['XD-1,a,Story,Done,1,,\nXD-2,b,Story,Done', /line 3: expected 7 columns, found 4/],
    ['XD-1,a,Story,Done,many,,', /line 2: points must be a number/],
    ['XD-1,a,Story,Done,-1,,', /line 2: points must be a number/],
    ['XD-1,a,Story,Done,1,yesterday,', /line 2: created must be a time/],
    ['XD-1,a,Story,Done,1,2013-13-45 00:00:00,', /line 2: created must be a time/],
    ['XD-1,a,Story,Done,1,,\nXD-1,b,Story,Done,1,,', /line 3: the key XD-1 is already on line 2/],
    ['XD-1,"a,Story,Done,1,,', /line 2: a quoted field is never closed/],
  ])('refuses %j with its line', (rows, sentence) => {
    const attempt = (): unknown => read(rows);
    expect(attempt).toThrow(BacklogError);
    expect(attempt).toThrow(sentence);
  });

  it('refuses another header and a file name that cannot be a key', () => {
    expect(() => readBacklog('XD.csv', 'id,name\n1,a\n')).toThrow(/line 1: the first line must be key,title/);
    expect(() => read('', '2024-backlog.csv')).toThrow(/becomes the project's key/);
  });
});
