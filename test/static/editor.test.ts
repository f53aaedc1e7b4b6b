import { reduce, start, type EditEvent, type EditState } from '../../static/factors/answers';
import { placeOf } from '../../static/factors/place';

const after = (base: Readonly<Record<string, number>>, ...events: readonly EditEvent[]): EditState => events.reduce(reduce, start(base));

describe('the answers in the editor', () => {
  it('are those that differ from what Jira holds', () => {
    expect(after({ jobSize: 5 }, { type: 'answered', key: 'jobSize', answer: 8 }).answers).toEqual({ jobSize: 8 });
    expect(
      after({ jobSize: 5 }, { type: 'answered', key: 'jobSize', answer: 8 }, { type: 'answered', key: 'jobSize', answer: 5 }).answers,
    ).toEqual({});
    expect(after({ jobSize: 5 }, { type: 'answered', key: 'jobSize', answer: null }).answers).toEqual({ jobSize: null });
    expect(after({}, { type: 'answered', key: 'jobSize', answer: null }).answers).toEqual({});
  });

  it('lose the one in whose field something else stands, until it is an answer again', () => {
    const misread = after({}, { type: 'answered', key: 'jobSize', answer: 8 }, { type: 'misread', key: 'jobSize', sentence: 'No.' });
    expect(misread).toMatchObject({ answers: {}, errors: { jobSize: 'No.' } });
    expect(reduce(misread, { type: 'answered', key: 'jobSize', answer: 3 })).toMatchObject({ answers: { jobSize: 3 }, errors: {} });
  });

  it('stay when Jira refuses them', () => {
    const refused = after(
      {},
      { type: 'answered', key: 'jobSize', answer: 8 },
      { type: 'sent' },
      { type: 'failed', message: 'Frozen.', value: '{}' },
    );
    expect(refused).toMatchObject({ answers: { jobSize: 8 }, failure: 'Frozen.', status: 'clean' });
    expect(reduce(refused, { type: 'taken' })).toMatchObject({ answers: { jobSize: 8 }, failure: null, status: 'taken' });
  });

  it('are taken back at once', () => {
    expect(after({ jobSize: 5 }, { type: 'answered', key: 'jobSize', answer: 8 }, { type: 'reset' })).toEqual({
      ...start({ jobSize: 5 }),
      resets: 1,
    });
  });
});

describe('where the editor stands', () => {
  const project = { id: '10001', key: 'SHOP', type: 'software' };
  const value = { model: 'wsjf', inputs: { jobSize: 5 } };

  it('is the issue, or a form of Jira’s', () => {
    expect(placeOf({ renderContext: 'issue-view', fieldValue: value, project })).toEqual({
      kind: 'view',
      projectIds: ['10001'],
      stored: value,
    });
    for (const renderContext of ['issue-create', 'issue-transition'])
      expect(placeOf({ renderContext, fieldValue: null, project })).toEqual({ kind: 'form', projectIds: ['10001'], stored: null });
  });

  it('is many issues, of each project once, whatever they hold', () => {
    const issues = [{ id: '1' }, { id: '2' }, { id: '3' }];
    const projects = [project, { id: 10002 }, project];
    expect(placeOf({ renderContext: 'issue-bulk-edit', fieldValue: value, projects, issues })).toEqual({
      kind: 'bulk',
      projectIds: ['10001', '10002'],
      stored: null,
      issues: 3,
    });
  });

  it.each([
    [{ renderContext: 'issue-create', fieldValue: null }, true],
    [{ renderContext: 'issue-view', fieldValue: null }, false],
    [{ renderContext: 'issue-bulk-edit', projects: [] }, false],
    [undefined, false],
  ])('is nowhere without a project: %j', (extension, isCreating) => {
    expect(placeOf(extension)).toEqual({ kind: 'no-project', isCreating });
  });

  it.each([['text'], [{ model: 'wsjf' }], [{ model: 'wsjf', inputs: { jobSize: '5' } }], [[]]])(
    'may hold what is not ours: %j',
    (fieldValue) => {
      expect(placeOf({ renderContext: 'issue-view', fieldValue, project })).toMatchObject({ stored: 'unreadable' });
    },
  );
});
