import { readArguments, UsageError } from '../../emulator/arguments';

describe('the command line of the local Jira', () => {
  it('has defaults', () => {
    expect(readArguments([], {})).toEqual({ port: 8080, keepStatus: false, switches: {}, help: false });
  });

  it('takes port, folder, backlog and switches', () => {
    const given = [
      '--data',
      '.data',
      '--backlog=XD.csv',
      '--keep-status',
      '--switch',
      'indexLagMs=5000',
      '--switch',
      'rankEmitsEvent=false',
    ];
    expect(readArguments([...given, '--switch', 'closeLeavesIssues=closedSprint'], { PORT: '9090' })).toEqual({
      port: 9090,
      dataDirectory: '.data',
      backlogFile: 'XD.csv',
      keepStatus: true,
      switches: { indexLagMs: 5000, rankEmitsEvent: false, closeLeavesIssues: 'closedSprint' },
      help: false,
    });
  });

  it('takes a list of project keys as a switch', () => {
    expect(readArguments(['--switch', 'appBlockedProjects=SHOP,APP'], {}).switches).toEqual({ appBlockedProjects: ['SHOP', 'APP'] });
  });

  it.each([
    [['--switch', 'rankEmitsEvents=true'], {}, /no switch "rankEmitsEvents"/],
    [['--switch', 'indexLagMs'], {}, /NAME=VALUE/],
    [['--switch', 'indexLagMs=soon'], {}, /indexLagMs/],
    [['--keep-status'], {}, /give --backlog/],
    [['--verbose'], {}, /--verbose/],
    [['XD.csv'], {}, /XD\.csv/],
    [[], { PORT: 'http' }, /PORT is a number/],
    [[], { PORT: '70000' }, /PORT is a number/],
  ])('refuses %j %j with a sentence', (given, environment, sentence) => {
    const attempt = (): unknown => readArguments(given, environment);
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(sentence);
  });
});
