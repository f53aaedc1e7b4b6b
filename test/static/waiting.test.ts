import type { AcceptancePolicyView, StoryView, WaitingView } from '../../src/contract/acceptance';
import { afterwards } from '../../static/backlog/acceptance/afterwards';
import { outcomeOf, progressWords, sinceWords } from '../../static/backlog/acceptance/waiting-words';
import { policyWords, reduceAcceptance } from '../../static/settings/acceptance/acceptance-state';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

describe('A story that waits', () => {
  it.each([
    [3 * DAY + 5, 'Waiting 3 days'],
    [DAY, 'Waiting 1 day'],
    [DAY - 1, 'Waiting 23 hours'],
    [2 * MINUTE, 'Waiting 2 minutes'],
    [MINUTE - 1, 'Waiting since a moment ago'],
    [-5 * MINUTE, 'Waiting since a moment ago'],
  ])('after %i ms says "%s"', (time, expected) => {
    expect(sinceWords(10 * DAY, 10 * DAY + time, 'en')).toBe(expected);
  });

  it.each([
    [{ met: 4, claimed: 1, total: 5 }, '4 of 5 met, 1 claimed'],
    [{ met: 2, claimed: 0, total: 2 }, '2 of 2 met'],
    [{ met: 0, claimed: 0, total: 0 }, 'no criteria yet'],
  ])('says what it has come to: %j', (story, expected) => {
    expect(progressWords(story, 'en')).toBe(expected);
  });

  it('is counted anew from what a decision made of it', () => {
    const row = { revision: 1, met: 0, claimed: 3, total: 3, acceptable: false, decide: true } as WaitingView;
    const state = (each: string, mandatory = true): object => ({ state: each, mandatory });
    const story = (...criteria: readonly object[]): StoryView => ({ revision: 7, criteria, may: { judge: true } }) as unknown as StoryView;
    expect(afterwards(row, story(state('met'), state('na'), state('claimed', false)))).toMatchObject({
      ...{ revision: 7, met: 2, claimed: 1, total: 3, acceptable: true },
    });
    expect(afterwards(row, story(state('met'), state('failed')))).toMatchObject({ met: 1, claimed: 0, total: 2, acceptable: false });
  });

  it.each([
    [{ to: null, notMoved: null, told: true }, 'Rejected. Your words are a comment on the issue.'],
    [{ to: 'To Do', notMoved: null, told: true }, 'Rejected, and moved to To Do. Your words are a comment on the issue.'],
    [{ to: null, notMoved: 'Jira says no.', told: true }, 'Rejected. Your words are a comment on the issue. Jira says no.'],
    [{ to: null, notMoved: null, told: false }, "Rejected, but Jira didn't take the comment, so nobody has been told yet."],
  ])('rejected says what became of it: %j', (decided, expected) => {
    expect(outcomeOf({ kind: 'rejected', ...decided })).toBe(expected);
  });
});

describe('How a project accepts', () => {
  const view: AcceptancePolicyView = {
    ...{ projectId: '1', revision: 2, backTo: null, lastChange: null },
    ownWork: 'allowed',
    statuses: [{ id: '3', name: 'In Progress' }],
  };

  it('is told in a sentence', () => {
    expect(policyWords(view)).toBe('May be accepted; rejected stories stay');
    expect(policyWords({ ...view, ownWork: 'refused', backTo: '3' })).toBe(
      'Is accepted by somebody else; rejected stories go to In Progress',
    );
  });

  it('is no change where it is what is stored', () => {
    const open = reduceAcceptance({ kind: 'loading' }, { type: 'read', settings: view });
    const chosen = reduceAcceptance(open, { type: 'chosen', choice: { ownWork: 'refused', backTo: null } });
    expect(chosen).toMatchObject({ choice: { ownWork: 'refused' } });
    expect(reduceAcceptance(chosen, { type: 'chosen', choice: { ownWork: 'allowed', backTo: null } })).toEqual(open);
  });
});
