import { accepting, type AcceptingSite } from '../builders/accepting-site';
import { aSite, type SiteOptions, type TestSite } from '../builders/site';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are asserted on, not typed */
let site: TestSite;
let shop: AcceptingSite;
const open: TestSite[] = [];

async function begin(options: SiteOptions = {}): Promise<void> {
  site = await aSite(options);
  open.push(site);
  shop = await accepting(site);
}
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

type Kind = 'conditions' | 'validators' | 'postFunctions';

const ari = (key: string): string => `ari:cloud:ecosystem::extension/${site.forge.app.id}/${site.forge.app.environmentId}/static/${key}`;
const workflow = () => site.jira.workflows.workflowOf(site.jira.projects.byIdOrKey('SHOP')!, shop.issue(shop.story).typeId);
const transitionTo = (name: string) => workflow().transitions.find(({ to }) => site.jira.state.statuses.get(to)?.name === name)!;
/** Puts a rule on the transition into a status, as an administrator does in the editor. */
const put = (status: string, kind: Kind, key: string, config: Record<string, string> = {}) =>
  site.jira.workflows.addRule(workflow().id, transitionTo(status).id, kind, { ruleKey: ari(key), config });
/** By hand, in the editor. */
const take = (status: string, kind: Kind): void =>
  void site.jira.workflows.changeTransition(workflow().id, transitionTo(status).id, (one) => ({ ...one, [kind]: [] }));

const onAdmin = async (who: string, name: string, payload: any = {}): Promise<any> =>
  (await site.as(who).post('/_emulator/invoke', { module: 'site-admin', function: name, payload })).body.result;
const config = async (needs: string) => {
  const { data } = await shop.onPage('admin', 'acceptance/rule', { needs, saved: null });
  return { needs, expression: data.expression as string };
};
const sweep = async (): Promise<void> => {
  await site.clock.advance(5 * 60_000);
  await shop.quiet();
};
const names = async (who: string): Promise<readonly string[]> =>
  (await site.as(who).get(`/rest/api/3/issue/${shop.story}/transitions`)).body.transitions.map((each: any) => each.to.name);
const changes = async (who = 'owner'): Promise<any> => (await shop.onPage(who, 'acceptance/rule-changes')).data;
const ways = async (who = 'owner'): Promise<any> => (await shop.onPage(who, 'acceptance/ways')).data;
/** An administrator has looked at the project: whoever may not see its workflows knows of them from then on. */
const looked = async (): Promise<void> => {
  expect(await ways('admin')).toMatchObject({ seen: { kind: 'now' } });
};

describe('The validator', () => {
  beforeEach(() => begin());

  it.each([
    ['mandatory', 'judged'],
    ['all', 'judged'],
    ['accepted', 'accepted'],
  ])('that needs %s lets through what is %s, by the expression its page saves', async (needs, until) => {
    put('Done', 'validators', 'acceptance-rule', await config(needs));
    const { story } = shop;
    expect((await shop.move('developer', story, 'Done')).body.errorMessages.join()).toMatch(/has no acceptance criteria|hasn't accepted/);
    const [id = ''] = await shop.write('developer', story, ['Card is charged once']);
    expect((await shop.move('developer', story, 'Done')).body.errorMessages).toEqual(['1 criterion is still open: Card is charged once.']);
    const judged = await shop.onIssue('owner', 'acceptance/change', story, {
      changes: [{ kind: 'judge', id, verdict: 'met', words: null }],
    });
    if (until === 'accepted') {
      expect((await shop.move('developer', story, 'Done')).status).toBe(400);
      await shop.onIssue('owner', 'acceptance/accept', story, { revision: judged.data.story.revision, words: null });
    }
    expect((await shop.move('developer', story, 'Done')).status).toBe(204);
    expect(site.violations()).toEqual([]);
  });

  it('blocks without settings, and after a new installation, each with what to do', async () => {
    put('Done', 'validators', 'acceptance-rule');
    expect((await shop.move('developer', shop.story, 'Done')).body.errorMessages.join()).toContain('save it once');
    take('Done', 'validators');
    const saved = await config('accepted');
    put('Done', 'validators', 'acceptance-rule', saved);
    const [id = ''] = await shop.write('developer', shop.story, ['Card is charged once']);
    await shop.onIssue('owner', 'acceptance/change', shop.story, { changes: [{ kind: 'judge', id, verdict: 'met', words: null }] });
    await site.as('admin').post('/_emulator/uninstall');
    expect((await shop.move('developer', shop.story, 'Done')).status).toBe(400);
    await site.as('admin').post('/_emulator/reinstall');
    await shop.quiet();
    await site.as('admin').post('/_emulator/invoke', {
      ...{ module: 'project-settings', function: 'ownership/set-owner', project: 'SHOP' },
      payload: { projectId: shop.projectId, accountId: site.as('owner').accountId },
    });
    const [next = ''] = await shop.write('developer', shop.story, ['Receipt is e-mailed']);
    const again = await shop.onIssue('owner', 'acceptance/change', shop.story, {
      changes: [{ kind: 'judge', id: next, verdict: 'met', words: null }],
    });
    const { revision } = again.data.story;
    expect(await shop.onIssue('owner', 'acceptance/accept', shop.story, { revision, words: null })).toMatchObject({ ok: true });
    // Accepted, and still: the rule is another installation's.
    expect((await shop.move('developer', shop.story, 'Done')).body.errorMessages.join()).toContain('installed anew');
    expect(await shop.onPage('admin', 'acceptance/rule', { needs: 'accepted', saved: saved.expression })).toMatchObject({
      data: { current: false },
    });
    expect(await onAdmin('admin', 'acceptance/rule-uses', { from: 0 })).toMatchObject({ data: { uses: [{ state: 'outdated' }] } });
    take('Done', 'validators');
    put('Done', 'validators', 'acceptance-rule', await config('accepted'));
    expect((await shop.move('developer', shop.story, 'Done')).status).toBe(204);
  });

  it('that Jira cannot evaluate blocks, and is shown until it is saved again', async () => {
    await shop.write('developer', shop.story, ['Card is charged once']);
    await looked();
    await sweep();
    put('Done', 'validators', 'acceptance-rule', { needs: 'all', expression: 'issue.nothing.at.all' });
    await sweep();
    expect((await shop.move('developer', shop.story, 'Done')).status).toBe(400);
    await shop.quiet();
    expect((await changes()).changes).toMatchObject([{ kind: 'failed', transition: transitionTo('Done').name }, { kind: 'added' }]);
    const uses = async () => (await onAdmin('admin', 'acceptance/rule-uses', { from: 0 })).data.uses;
    expect(await uses()).toMatchObject([{ state: 'outdated', failing: expect.any(Number) }]);
    const saved = await config('all');
    site.jira.workflows.changeTransition(workflow().id, transitionTo('Done').id, (one) => ({
      ...one,
      validators: one.validators.map((rule) => ({ ...rule, config: saved })),
    }));
    await sweep();
    expect(await uses()).toMatchObject([{ state: 'current', failing: null }]);
  });
});

describe('The condition and the post functions', () => {
  beforeEach(() => begin());

  it('shows a transition to people in the role Product Owner alone, which follows the owner and who stands in', async () => {
    put('Done', 'conditions', 'only-owner');
    expect(await names('owner')).not.toContain('Done');
    site.jira.projects.createRole('Product Owner');
    const before = (await shop.onPage('admin', 'acceptance/role')).data;
    expect(before).toMatchObject({ keep: false, exists: true, inStep: [], missing: [{ name: 'Olivia Owner' }] });
    expect(await shop.onPage('owner', 'acceptance/keep-role', { revision: 0, keep: true })).toMatchObject({ ok: false, code: 'refused' });
    const kept = (await shop.onPage('admin', 'acceptance/keep-role', { revision: before.revision, keep: true })).data;
    expect(kept).toMatchObject({ keep: true, inStep: [{ name: 'Olivia Owner' }], missing: [], extra: [], problem: null });
    expect(await names('owner')).toContain('Done');
    for (const who of ['developer', 'admin', 'delegate']) expect(await names(who)).not.toContain('Done');

    // Lent for a day: in the role while it lasts.
    const { revision } = (await shop.onPage('owner', 'ownership/delegates')).data;
    const from = site.clock.now();
    await shop.onPage('owner', 'ownership/lend', {
      ...{ revision, to: site.as('delegate').accountId, powers: ['accept'], reason: 'Away' },
      ...{ from, until: from + 86_400_000 },
    });
    expect(await names('delegate')).toContain('Done');
    await site.clock.advance(86_400_000);
    await sweep();
    expect(await names('delegate')).not.toContain('Done');

    // Somebody puts a developer in by hand: drift, until the sweep takes them out.
    const role = [...site.jira.state.roles.values()].find(({ name }) => name === 'Product Owner')!;
    await site.as('admin').post(`/rest/api/3/project/SHOP/role/${role.id}`, { user: [site.as('developer').accountId] });
    expect((await shop.onPage('admin', 'acceptance/role')).data).toMatchObject({ extra: [{ name: 'Dana Developer' }] });
    await site.clock.advance(3_600_000);
    await sweep();
    expect((await shop.onPage('admin', 'acceptance/role')).data).toMatchObject({ extra: [], inStep: [{ name: 'Olivia Owner' }] });
    expect(await names('developer')).not.toContain('Done');
  });

  it('leaves the role alone where nobody asked for it', async () => {
    site.jira.projects.createRole('Product Owner');
    const role = [...site.jira.state.roles.values()].find(({ name }) => name === 'Product Owner')!;
    await site.as('admin').post(`/rest/api/3/project/SHOP/role/${role.id}`, { user: [site.as('developer').accountId] });
    await sweep();
    expect((await shop.onPage('admin', 'acceptance/role')).data).toMatchObject({ keep: false, extra: [{ name: 'Dana Developer' }] });
  });

  it('asks for acceptance, and takes it back, when an issue goes that way', async () => {
    put('In Progress', 'postFunctions', 'ask-for-acceptance');
    put('To Do', 'postFunctions', 'reset-acceptance');
    const { story } = shop;
    const [id = ''] = await shop.write('developer', story, ['Card is charged once']);
    await shop.move('developer', story, 'In Progress');
    await shop.quiet();
    expect((await shop.onIssue('owner', 'acceptance/open', story)).data.story.asked).toMatchObject({
      by: { accountId: site.as('developer').accountId },
    });
    const judged = await shop.onIssue('owner', 'acceptance/change', story, {
      changes: [{ kind: 'judge', id, verdict: 'met', words: null }],
    });
    await shop.onIssue('owner', 'acceptance/accept', story, { revision: judged.data.story.revision, words: null });
    await shop.move('developer', story, 'To Do');
    await shop.quiet();
    expect((await shop.onIssue('owner', 'acceptance/open', story)).data.story).toMatchObject({
      ...{ state: 'open', acceptance: null, voided: { why: 'reset' } },
      criteria: [{ state: 'open' }],
    });
  });
});

describe('What is known of the rules', () => {
  it('is nothing where Jira shows the workflows to nobody who looks, and what an administrator saw afterwards', async () => {
    await begin();
    expect(await ways()).toEqual({ seen: { kind: 'unknown' }, ways: [] });
    expect(await changes()).toEqual({ known: false, changes: [] });
    expect(await ways('admin')).toMatchObject({ seen: { kind: 'now' } });
    const then = await ways();
    expect(then).toMatchObject({ seen: { kind: 'then', at: site.clock.now() } });
    const toDone = then.ways.filter((each: any) => each.to === 'Done');
    expect(toDone.every((each: any) => each.guard === 'open')).toBe(true);
    // What guards them the app may always read.
    put('Done', 'validators', 'acceptance-rule', await config('all'));
    expect((await ways()).ways.filter((each: any) => each.guard === 'guarded')).toMatchObject([{ to: 'Done', needs: ['all'] }]);
    expect(await shop.onPage('stakeholder', 'acceptance/ways')).toMatchObject({ ok: true });
  });

  it('is all of it at once where Jira lets the app administer', async () => {
    await begin();
    site.jira.state.globalAdmins.add(site.forge.appAccountId);
    expect(await ways()).toMatchObject({ seen: { kind: 'now' } });
  });

  it('holds every removal, addition and change within one sweep, whoever made it', async () => {
    await begin();
    await shop.write('developer', shop.story, ['Card is charged once']);
    await looked();
    await sweep();
    expect((await changes()).changes).toEqual([]);
    put('Done', 'validators', 'acceptance-rule', await config('accepted'));
    await sweep();
    expect((await changes()).changes).toMatchObject([{ kind: 'added', module: 'acceptance-rule', needs: 'accepted', by: null }]);
    const weaker = await config('mandatory');
    site.jira.workflows.changeTransition(workflow().id, transitionTo('Done').id, (one) => ({
      ...one,
      validators: one.validators.map((rule) => ({ ...rule, config: weaker })),
    }));
    await sweep();
    take('Done', 'validators');
    await sweep();
    await sweep();
    expect((await changes('developer')).changes).toMatchObject([
      { kind: 'removed', needs: 'mandatory', workflow: workflow().name, transition: transitionTo('Done').name },
      { kind: 'changed', was: 'accepted', needs: 'mandatory' },
      { kind: 'added' },
    ]);
  });

  it('costs nothing where nobody uses acceptance', async () => {
    await begin();
    put('Done', 'validators', 'acceptance-rule', await config('accepted'));
    site.activity.resetUsage();
    await sweep();
    expect(Object.keys(site.activity.usage().jira).filter((call) => call.includes('workflow'))).toEqual([]);
    await shop.write('developer', shop.story, ['Card is charged once']);
    site.activity.resetUsage();
    await sweep();
    const calls = Object.entries(site.activity.usage().jira).filter(([call]) => call.includes('workflow'));
    expect(calls.map(([, { points }]) => points)).toEqual([1]);
  });
});

describe('Before the app goes', () => {
  it('a Jira admin sees every transition that uses a rule, and takes the rules away; nobody else does', async () => {
    await begin();
    await shop.write('developer', shop.story, ['Card is charged once']);
    put('Done', 'validators', 'acceptance-rule', await config('accepted'));
    put('Done', 'conditions', 'only-owner');
    put('In Progress', 'postFunctions', 'ask-for-acceptance');
    await looked();
    await sweep();
    for (const who of ['owner', 'delegate', 'developer', 'stakeholder'])
      for (const [name, payload] of [
        ['acceptance/rule-uses', { from: 0 }],
        ['acceptance/remove-rules', { rules: [{ workflowId: workflow().id, ruleId: 'any' }] }],
        ['acceptance/create-role', {}],
      ] as const)
        expect(await shop.onPage(who, name, payload)).toMatchObject({
          ok: false,
          code: 'refused',
          message: expect.stringContaining('Jira admins'),
        });

    const { data } = await onAdmin('admin', 'acceptance/rule-uses', { from: 0 });
    expect(data.uses).toHaveLength(3);
    expect(data.uses).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          rule: 'acceptance-rule',
          needs: 'accepted',
          state: 'current',
          projects: [expect.objectContaining({ key: 'SHOP' })],
        }),
        expect.objectContaining({ rule: 'only-owner', needs: null }),
        expect.objectContaining({ rule: 'ask-for-acceptance' }),
      ]),
    );
    const before = workflow();
    const rules = data.uses.map((use: any) => ({ workflowId: use.workflow.id, ruleId: use.ruleId }));
    const chosen = rules.filter((each: any) => each.ruleId !== data.uses.find((use: any) => use.rule === 'only-owner').ruleId);
    expect(await onAdmin('admin', 'acceptance/remove-rules', { rules: chosen })).toMatchObject({ data: { removed: chosen, left: [] } });
    expect((await onAdmin('admin', 'acceptance/rule-uses', { from: 0 })).data.uses).toMatchObject([{ rule: 'only-owner' }]);
    // The rest of the workflow is as it was.
    const bare = (from: typeof before) =>
      from.transitions.map(({ validators: _v, postFunctions: _p, conditions: _c, ...transition }) => transition);
    expect(bare(workflow())).toEqual(bare(before));
    expect((await changes()).changes.slice(0, 2)).toMatchObject([
      { kind: 'removed', by: { accountId: site.as('admin').accountId } },
      { kind: 'removed', by: { accountId: site.as('admin').accountId } },
    ]);
    await onAdmin('admin', 'acceptance/remove-rules', { rules });
    await sweep();
    expect((await changes()).changes.filter((each: any) => each.kind === 'removed')).toHaveLength(3);
    await site.as('admin').post('/_emulator/uninstall');
    expect((await shop.move('developer', shop.story, 'Done')).status).toBe(204);
    expect(site.violations()).toEqual([]);
  });

  it.each(['conflict', 'invalid'] as const)(
    'keeps what somebody else saves at the same moment (Jira answers %s)',
    async (staleWorkflowVersion) => {
      await begin({ switches: { staleWorkflowVersion } });
      put('Done', 'validators', 'acceptance-rule', await config('accepted'));
      const { data } = await onAdmin('admin', 'acceptance/rule-uses', { from: 0 });
      const { workflow: of, ruleId } = data.uses[0];
      // Between our read and our write.
      const { gateway } = site;
      const handle = gateway.handle.bind(gateway);
      let saved = 0;
      gateway.handle = (request, caller) => {
        if (request.url.endsWith('/workflows/update') && saved++ === 0)
          site.jira.workflows.changeTransition(of.id, transitionTo('To Do').id, (one) => ({ ...one, description: 'Theirs' }));
        return handle(request, caller);
      };
      expect(await onAdmin('admin', 'acceptance/remove-rules', { rules: [{ workflowId: of.id, ruleId }] })).toMatchObject({
        data: { left: [] },
      });
      expect(saved).toBe(2);
      expect(transitionTo('To Do').description).toBe('Theirs');
      expect(transitionTo('Done').validators).toEqual([]);
    },
  );
});
