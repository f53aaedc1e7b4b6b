import fc from 'fast-check';
import { AppError, RateLimitedError } from '../../../src/core/errors';
import type { Change } from '../../../src/features/acceptance/rules/change';
import { fieldValue } from '../../../src/features/acceptance/rules/field-value';
import type { StoredChecklist } from '../../../src/features/acceptance/stored-checklist';
import { readTemplates } from '../../../src/features/acceptance/stored-templates';
import { Crash, FakeAcceptance, OWN, person, SHOP, SITE, type When } from '../../builders/fake-stories';

const RUNS = Number(process.env['ACCEPTANCE_RUNS'] ?? 300);
jest.setTimeout(Math.max(60_000, RUNS * 150));

const PEOPLE = ['owner', 'delegate', 'developer', 'tester', 'admin', 'stakeholder', 'stranger'] as const;
const CRITERIA = ['criterion-1', 'criterion-2', 'criterion-3'] as const;
const WORDS = ['Card is charged', 'Card is charged once', 'Receipt is sent'] as const;
const EDITS = ['add', 'add', 'reword', 'mandatory', 'optional', 'evidence', 'reorder', 'remove', 'claim', 'claim', 'unclaim'] as const;
const VERDICTS = ['met', 'met', 'met', 'failed', 'na', 'no-verdict'] as const;
const DECISIONS = ['accept', 'accept', 'accept', 'accept-stale', 'reject', 'finish', 'take-back', 'ask'] as const;
const IN_JIRA = ['done', 'done', 'bypass', 'reopen', 'away', 'home', 'clone', 'create', 'delete', 'hide', 'show', 'assign'] as const;
const AROUND = ['template', 'definition', 'set-definition', 'own-work', 'ask-by-transition', 'reset-by-transition', 'lag', 'lend'] as const;
const ALL = [...EDITS, ...VERDICTS, ...DECISIONS, ...IN_JIRA, ...AROUND] as const;
type What = (typeof ALL)[number];
/** What lets a story through that was held, and what holds one that was let through. */
const LAXER = ['met', 'na', 'claim', 'accept', 'accept', 'optional'] as const;
const STRICTER = [
  'add',
  'reword',
  'remove',
  'mandatory',
  'unclaim',
  'no-verdict',
  'failed',
  'take-back',
  'reject',
  'away',
  'definition',
] as const;
const DECIDERS = ['owner', 'owner', 'delegate', 'developer'] as const;
const TELLS = ['told', 'told', 'lost', 'late', 'doubled'] as const;

interface Step {
  readonly by: (typeof PEOPLE)[number];
  readonly what: What;
  readonly issue: number;
  readonly criterion: (typeof CRITERIA)[number];
  readonly words: number;
  readonly tell: (typeof TELLS)[number];
}

const ANYBODY = [...PEOPLE, 'owner', 'owner', 'developer'] as const;
const aStep = (whats: readonly What[] = ALL, people: readonly Step['by'][] = ANYBODY): fc.Arbitrary<Step> =>
  fc.record({
    by: fc.constantFrom(...people),
    what: fc.constantFrom(...whats),
    issue: fc.constantFrom(0, 0, 0, 1, 2),
    criterion: fc.constantFrom(...CRITERIA),
    words: fc.nat(2),
    tell: fc.constantFrom(...TELLS),
  });

/** A story or two, and what people were told of them. */
class History {
  readonly site = new FakeAcceptance();
  readonly wrong: string[] = [];
  private readonly late: (() => Promise<void>)[] = [];
  private readonly lists = new Map<string, StoredChecklist | null>();
  /** Of each criterion that somebody was told is saved: the words it may have. */
  private readonly saved = new Map<string, Set<string>>();
  /** Who changes a criterion now, and how often it was: what two do at once either may have undone. */
  private readonly atIt = new Map<string, { running: number; begun: number }>();
  /** What came into Done, and whether it was accepted then. */
  private readonly arrived = new Map<string, boolean>();

  get jira() {
    return this.site.jira;
  }

  /** `isAccepted`: its owner has accepted the story already, which few histories come to by chance. */
  async begin(isAccepted: boolean): Promise<void> {
    this.jira.onEffect = () => this.look();
    await this.site.setTemplates('owner', {
      done: [{ id: 'done-of-shop', text: 'Reviewed', mandatory: true }],
      templates: [
        { id: 'template-1', name: 'Stories', typeIds: [], onCreation: true, items: [{ id: 'item-0001', text: 'Works', mandatory: true }] },
      ],
    });
    this.jira.now += 1;
    const id = this.jira.add();
    await this.site.add('developer', id, 'criterion-1', WORDS[0]);
    this.keep(id, 'criterion-1', WORDS[0]);
    if (!isAccepted) return;
    for (const criterion of ['criterion-1', 'done-of-shop']) await this.site.judge('owner', id, criterion, 'met');
    expect(await this.site.accept('owner', id)).toMatchObject({ kind: 'shown', story: { state: 'accepted' } });
  }

  async take(step: Step): Promise<void> {
    const { jira, site } = this;
    const ids = [...jira.issues.keys()];
    const id = ids[step.issue % Math.max(1, ids.length)];
    jira.now += 1;
    if (id === undefined) {
      jira.add();
      return;
    }
    const { by, what, criterion, words } = step;
    const issue = jira.issues.get(id);
    switch (what) {
      case 'done':
        if (site.passes(id, 'accepted')) this.arrive(id, by);
        else return;
        break;
      case 'bypass':
        this.arrive(id, by);
        break;
      case 'reopen':
        jira.transition(id, by, false);
        break;
      case 'away':
      case 'home':
        jira.move(id, what === 'away' ? OWN : SHOP);
        break;
      case 'clone':
        if (jira.issues.size < 4) return this.tell(step, jira.clone(id));
        return;
      case 'create':
        if (jira.issues.size < 4) return this.tell(step, jira.add());
        return;
      case 'delete':
        jira.delete(id);
        return this.event(step, () => site.feature.deleted(id));
      case 'hide':
      case 'show':
        if (issue !== undefined) issue.hidden = what === 'hide';
        break;
      case 'assign':
        if (issue !== undefined) issue.assignee = by;
        return;
      case 'lag':
        return jira.lag();
      case 'lend':
        site.isLent = !site.isLent;
        return;
      case 'ask-by-transition':
      case 'reset-by-transition':
        await site.survive(() => site.feature.byTransition(id, what === 'ask-by-transition' ? 'ask' : 'reset'));
        return;
      case 'template':
      case 'definition':
        await site.survive(() =>
          site.feature.applyTemplate(person(by), { issueId: id, templateId: what === 'definition' ? 'done' : 'template-1' }),
        );
        return;
      case 'set-definition':
        await site.survive(async () => {
          const { revision } = await readTemplates(site.memory, SHOP);
          const done = [{ id: 'done-of-shop', text: `Reviewed ${words}`, mandatory: true }];
          return site.feature.setTemplates(person(by), { projectId: SHOP, revision, done, templates: null });
        });
        return;
      case 'own-work':
        await site.survive(async () => {
          const { shown } = (await site.feature.policy(person('admin'), SHOP)) as { shown: { revision: number } };
          const ownWork = words === 0 ? 'refused' : 'allowed';
          return site.feature.setPolicy(person('admin'), { projectId: SHOP, revision: shown.revision, ownWork, backTo: null });
        });
        return;
      case 'accept':
      case 'accept-stale':
      case 'take-back':
      case 'reject':
      case 'finish':
      case 'ask':
        await site.survive(() => this.decide(id, by, what));
        return;
      default:
        return this.change(id, by, changeOf(what, criterion, WORDS[words] ?? ''));
    }
    await this.tell(step, id);
  }

  private async decide(issueId: string, by: string, what: (typeof DECISIONS)[number]): Promise<unknown> {
    const { feature, memory } = this.site;
    const { revision } = await this.site.list(issueId);
    const actor = person(by);
    expect(memory.values.size).toBeGreaterThan(0);
    if (what === 'ask') return feature.ask(actor, { issueId });
    if (what === 'finish') return feature.finishRejection(actor, { issueId });
    if (what === 'reject') return feature.reject(actor, { issueId, revision, words: 'Not yet', transitionId: null });
    if (what === 'take-back') return feature.takeBack(actor, { issueId, revision });
    return feature.accept(actor, { issueId, revision: what === 'accept' ? revision : revision - 1, words: null });
  }

  private async change(issueId: string, by: string, change: Change): Promise<void> {
    const key = `${issueId} ${change.id}`;
    const rewords = change.kind === 'reword' || change.kind === 'add';
    if (change.kind === 'reword') {
      // What it says now, as the page has it.
      const was = this.stored(issueId)?.criteria.find(({ id }) => id === change.id)?.text ?? '';
      change = { ...change, was };
    }
    const here = this.atIt.get(key) ?? { running: 0, begun: 0 };
    this.atIt.set(key, here);
    const [wasAlone, turn] = [here.running === 0, (here.begun += 1)];
    here.running += 1;
    // Whoever is not told that it came to nothing may have removed or reworded it.
    if (change.kind === 'remove' && this.mayEdit(by)) this.saved.delete(key);
    if (change.kind === 'reword') this.saved.get(key)?.add(change.text);
    const result = await this.site.survive(() => this.site.change(by, issueId, change));
    const isDone = result?.kind === 'shown' && result.left.length === 0;
    here.running -= 1;
    const isAlone = wasAlone && here.begun === turn;
    if (isDone && change.kind === 'remove') this.saved.delete(key);
    // Added twice is added once, with the first one's words.
    if (isDone && rewords && isAlone && change.kind === 'reword') this.saved.set(key, new Set([change.text]));
    if (isDone && change.kind === 'add' && isAlone) {
      const shown = result.story.criteria.find(({ id }) => id === change.id);
      if (shown === undefined) this.wrong.push(`${key} was not added, and nobody was told`);
      else if (!this.saved.has(key)) this.saved.set(key, new Set([shown.text]));
    }
  }

  private mayEdit = (who: string): boolean => who !== 'stakeholder' && who !== 'stranger';
  private keep = (issueId: string, criterion: string, text: string): void =>
    void this.saved.set(`${issueId} ${criterion}`, new Set([text]));

  private arrive(id: string, by: string): void {
    const wasDone = this.jira.issues.get(id)?.done === true;
    this.jira.transition(id, by, true);
    const list = this.stored(id);
    const isAccepted = list !== null && list.acceptance !== null && list.projectId === this.jira.issues.get(id)?.projectId;
    if (!wasDone) this.arrived.set(`${id}:${this.jira.issues.get(id)?.categorySince ?? 0}`, isAccepted);
  }

  private tell(step: Step, id: string): Promise<void> {
    return this.event(step, () => this.site.feature.settle([id]));
  }
  private async event({ tell }: Step, event: () => Promise<void>): Promise<void> {
    const heard = async (): Promise<void> => {
      await this.site.survive(event);
    };
    if (tell === 'late') this.late.push(heard);
    else if (tell !== 'lost') await heard();
    if (tell === 'doubled') await heard();
  }

  async tellLate(): Promise<void> {
    for (const event of this.late.splice(0)) await event();
  }

  /** Time passes; what was in flight has arrived before anybody takes its sender for dead. */
  async wait(time: number): Promise<void> {
    if (time > 1_000) this.jira.arrive();
    this.jira.now += time;
    if (time > 100_000) {
      await this.tellLate();
      await this.site.survive(() => this.site.sweep());
    }
  }

  /** After everything that changed anything. */
  look(): void {
    this.wrong.push(...this.site.dishonest().map((each) => `passes, and should not: ${each}`));
    for (const id of this.jira.issues.keys()) {
      const [before, after] = [this.lists.get(id) ?? null, this.stored(id)];
      this.lists.set(id, after);
      if (before?.acceptance == null || after?.acceptance == null) continue;
      if (JSON.stringify(before.acceptance) !== JSON.stringify(after.acceptance)) continue;
      const said = ({ criteria }: StoredChecklist): string =>
        JSON.stringify(criteria.map((each) => [each.id, each.text, each.mandatory]).sort());
      if (said(before) !== said(after) || before.projectId !== after.projectId) this.wrong.push(`${id} is accepted, with other criteria`);
    }
  }

  /** Nothing is under way any more. */
  async rest({ arrivals }: { readonly arrivals: boolean }): Promise<void> {
    const { jira, site } = this;
    jira.around = () => undefined;
    jira.refuses = () => false;
    for (const issue of jira.issues.values()) issue.hidden = false;
    await this.tellLate();
    await site.quiet();
    expect(this.wrong).toEqual([]);
    // What the app itself left half done it knows of; what was hidden from it, or whose event was lost long ago, it sees when something happens there.
    for (const [id, issue] of jira.issues) if (this.stored(id)?.projectId === issue.projectId) this.expectInStep(id);
    await site.feature.settle([...jira.issues.keys()]);
    expect(site.dishonest()).toEqual([]);
    for (const [id, issue] of jira.issues) {
      this.expectInStep(id);
      expect([id, this.stored(id)?.projectId ?? issue.projectId]).toEqual([id, issue.projectId]);
    }
    const alive = site.marks().filter((key) => jira.issues.has(key.split(':')[1] ?? ''));
    expect(alive).toEqual([]);
    const told = jira.comments.map(({ issueId, mark }) => `${issueId} ${mark}`);
    expect(new Set(told).size).toBe(told.length);
    for (const [key, words] of this.saved) {
      const [issueId = '', criterion = ''] = key.split(' ');
      if (!jira.issues.has(issueId)) continue;
      const found = this.stored(issueId)?.criteria.find(({ id }) => id === criterion);
      expect([
        key,
        found === undefined ? 'lost' : words.has(found.text) ? 'kept' : `${found.text}, not ${[...words].join(' or ')}`,
      ]).toEqual([key, 'kept']);
    }
    if (arrivals) this.expectArrivals();
    // The mark of an issue that is gone, unannounced, is tried for a month.
    const snapshot = () =>
      [...site.memory.values].filter(([key]) => !/^acceptance-(turn|unsettled):/.test(key) || jira.issues.has(key.split(':')[1] ?? ''));
    const before = snapshot();
    const writes = jira.writes.length;
    await site.quiet();
    await site.feature.settle([...jira.issues.keys()]);
    expect(snapshot()).toEqual(before);
    expect(jira.writes).toHaveLength(writes);
  }

  private expectInStep(id: string): void {
    const list = this.stored(id);
    const expected = list === null ? null : fieldValue(list, { issueId: id, projectId: list.projectId, site: SITE });
    expect([id, this.jira.value(id)]).toEqual([id, expected]);
  }

  private expectArrivals(): void {
    const recorded = [...this.site.memory.values.keys()]
      .filter((key) => key.startsWith('arrival:'))
      .map((key) => key.slice('arrival:'.length));
    // It is looked at when there is something to see, and stands for ever: none is wrong.
    for (const each of recorded) {
      const list = this.stored(each.split(':')[0] ?? '');
      if (this.arrived.get(each) === true && list?.voided?.why !== 'moved') throw new Error(`${each} was accepted when it came into Done`);
    }
    for (const [id, issue] of this.jira.issues) {
      const list = this.stored(id);
      const each = `${id}:${issue.categorySince}`;
      const isAccepted = list?.acceptance != null || (list?.voided != null && list.voided.at > issue.categorySince);
      if (issue.done && !isAccepted && this.arrived.get(each) === false && issue.projectId === SHOP) expect(recorded).toContain(each);
    }
  }

  private stored(id: string): StoredChecklist | null {
    const text = this.site.memory.values.get(`acceptance:${id}`);
    return text === undefined ? null : (JSON.parse(text) as { value: StoredChecklist }).value;
  }
}

function changeOf(what: (typeof EDITS)[number] | (typeof VERDICTS)[number], id: string, text: string): Change {
  switch (what) {
    case 'add':
      return { kind: 'add', id, text, mandatory: true, after: null };
    case 'reword':
      return { kind: 'reword', id, was: '', text };
    case 'mandatory':
    case 'optional':
      return { kind: 'mandatory', id, mandatory: what === 'mandatory' };
    case 'evidence':
      return { kind: 'evidence', id, evidence: 'https://example.com/proof' };
    case 'reorder':
      return { kind: 'move', id, after: null };
    case 'remove':
      return { kind: 'remove', id };
    case 'claim':
    case 'unclaim':
      return { kind: 'claim', id, claimed: what === 'claim' };
    default:
      return { kind: 'judge', id, verdict: what === 'no-verdict' ? null : what, words: null };
  }
}

const pause = fc.constantFrom(0, 0, 1_000, 30_000, 120_000, 290_000);

it(`keeps field, checklist and rule in step, whatever is done and told of it (${RUNS} histories)`, async () => {
  const steps = fc.array(fc.record({ step: aStep(), pause }), { maxLength: 16, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (history, isAccepted) => {
      const story = new History();
      await story.begin(isAccepted);
      for (const { step, pause: time } of history) {
        await story.take(step);
        await story.wait(time);
      }
      await story.rest({ arrivals: history.every(({ step }) => step.what !== 'hide' && step.what !== 'lag') });
    }),
    { numRuns: RUNS },
  );
});

it(`survives what fails, is cut off, arrives late, or is done between any two of its steps (${RUNS} histories)`, async () => {
  const faults = ['none', 'crash', 'crash', 'sent-late', 'sent-late', 'limited', 'unavailable', 'refused', 'act', 'act', 'sweep'] as const;
  const fault = fc.record({
    kind: fc.constantFrom(...faults),
    /** At which call, or at which of these. */
    on: fc.constantFrom(null, 'write', 'write', 'storage.commit'),
    at: fc.nat(24),
    when: fc.constantFrom<When>('before', 'after'),
    meanwhile: fc.array(fc.oneof(aStep(), aStep([...STRICTER, ...LAXER], DECIDERS)), { minLength: 1, maxLength: 3 }),
  });
  const step = fc.oneof(aStep(), aStep([...STRICTER, ...LAXER], DECIDERS));
  const steps = fc.array(fc.record({ step, pause, fault }), { maxLength: 10, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (history, isAccepted) => {
      const story = new History();
      await story.begin(isAccepted);
      const { jira, site } = story;
      for (const { step, pause: time, fault: wrong } of history) {
        let left = wrong.on === null ? wrong.at : wrong.at % 4;
        let isBusy = false;
        jira.around = async (call, when) => {
          if (isBusy || when !== wrong.when || call === 'pause' || (wrong.on ?? call) !== call || left-- !== 0) return;
          isBusy = true;
          if (wrong.kind === 'crash') throw new Crash('Forge ended the function');
          if (wrong.kind === 'limited' && when === 'before') throw new RateLimitedError(5);
          if (wrong.kind === 'unavailable') throw new AppError('unavailable', 'Jira is down');
          if (wrong.kind === 'refused') jira.refuses = () => true;
          if (wrong.kind === 'sent-late') jira.isSentLate = true;
          if (wrong.kind === 'sweep') await site.survive(() => site.sweep());
          if (wrong.kind === 'act') for (const meanwhile of wrong.meanwhile) await story.take(meanwhile);
        };
        await story.take(step);
        if (time > 100_000) await story.wait(time);
        jira.around = () => undefined;
        jira.refuses = () => false;
        jira.isSentLate = false;
        if (time <= 100_000) await story.wait(time);
      }
      await story.rest({ arrivals: false });
    }),
    { numRuns: RUNS },
  );
});

it(`is right however the steps of several people at once fall (${RUNS} histories)`, async () => {
  const before = fc.array(aStep([...ALL, ...STRICTER, ...LAXER]), { maxLength: 4, size: 'max' });
  const crowd = (whats: readonly What[]) => fc.array(aStep(whats, DECIDERS), { minLength: 1, maxLength: 2 });
  const atOnce = fc.tuple(crowd(LAXER), crowd(STRICTER), crowd([...ALL])).map((all) => all.flat());
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      before,
      atOnce,
      fc.boolean(),
      fc.boolean(),
      async (scheduler, earlier, crowdOf, sweeps, isAccepted) => {
        const story = new History();
        await story.begin(isAccepted);
        for (const step of earlier) await story.take(step);
        story.jira.around = (call) => scheduler.schedule(Promise.resolve(), call);
        const all = [...crowdOf.map((step) => story.take(step)), ...(sweeps ? [story.wait(290_000)] : [])];
        await scheduler.waitFor(Promise.all(all));
        await story.rest({ arrivals: false });
      },
    ),
    { numRuns: RUNS },
  );
});
