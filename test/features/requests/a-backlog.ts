import type { Sprint } from '../../../src/core/sprints';
import type { AccountId, Actor, IssueId } from '../../../src/core/actor';
import type { Decision, Power } from '../../../src/core/authority';
import type { Anchor, VisibleIssue } from '../../../src/core/rank';
import type { Block } from '../../../src/core/requests';
import { createAudit } from '../../../src/features/audit/index';
import { createRequests } from '../../../src/features/requests/index';
import { authorityOf, memoryStorage, silentLog } from '../../builders/fakes';

export const SHOP = '10000';
export const person = (accountId: AccountId, licensed = true): Extract<Actor, { kind: 'person' }> => ({
  kind: 'person',
  accountId,
  licensed,
});
/** Sam owns the backlog; Dana stands in and may rank and decide; Dee only decides. Dev, Quinn and Stella may see it. */
export const [sam, dana, dee, dev, quinn, stella] = ['sam', 'dana', 'dee', 'dev', 'quinn', 'stella'].map((each) => person(each)) as [
  Extract<Actor, { kind: 'person' }>,
  Extract<Actor, { kind: 'person' }>,
  Extract<Actor, { kind: 'person' }>,
  Extract<Actor, { kind: 'person' }>,
  Extract<Actor, { kind: 'person' }>,
  Extract<Actor, { kind: 'person' }>,
];

const LENT: Readonly<Record<AccountId, readonly Power[]>> = { dana: ['rank', 'decide'], dee: ['decide'] };

/** What Jira makes of a ranking, written apart from the rules it checks: takes the issues out, finds the anchor, puts them there. */
export function ranked(order: readonly IssueId[], ids: readonly IssueId[], anchor: Anchor): IssueId[] {
  const rest = order.filter((id) => !ids.includes(id));
  const at = rest.indexOf('after' in anchor ? anchor.after : anchor.before);
  if (at < 0) throw new Error('The anchor is not there.');
  rest.splice('after' in anchor ? at + 1 : at, 0, ...ids);
  return rest;
}

/** Issue `n` has the key `SHOP-n`. */
export const id = (n: number): IssueId => String(10_000 + n);
const keyOf = (issue: IssueId): string => `SHOP-${Number(issue) - 10_000}`;

export interface Mail {
  readonly issueId: IssueId;
  readonly to: AccountId;
  readonly subject: string;
  readonly text: string;
}

export class Backlog {
  readonly storage = memoryStorage();
  backlog: IssueId[] = Array.from({ length: 6 }, (_, index) => id(index + 1));
  epics: IssueId[] = [id(90), id(91)];
  /** Known to Jira but in no order: SHOP-80 is in a sprint. SHOP-70 is of another project. */
  readonly elsewhere = new Set([id(80)]);
  readonly others = new Set([id(70)]);
  owner: AccountId | null = 'sam';
  software = true;
  /** Issues hidden from a person. */
  readonly hidden = new Map<AccountId, Set<IssueId>>();
  /** People who see nothing of the project. */
  readonly strangers = new Set<AccountId>();
  readonly calls: { readonly issues: readonly IssueId[]; readonly anchor: Anchor }[] = [];
  readonly mails: Mail[] = [];
  readonly notes: { readonly issues: readonly IssueId[]; readonly why: { readonly requestId: string; readonly reason: string } }[] = [];
  /** Issues Jira answers 207 about. */
  readonly unable = new Set<IssueId>();
  /** May throw before a step takes effect. */
  before: (step: 'rank' | 'note' | 'tell' | 'name' | 'cancel') => void | Promise<void> = () => undefined;
  /** Sprints of SHOP. */
  readonly sprints = new Map<string, 'active' | 'closed'>([['14', 'active']]);
  readonly cancelled: { readonly sprint: string; readonly reason: string }[] = [];
  /** Why a sprint can't be cancelled. */
  refusal: string | null = null;
  time = 1_000;
  /** Who calls, for what Jira shows the caller. */
  private caller: AccountId = '';
  private ids = 0;

  readonly requests = createRequests({
    authority: authorityOf((actor, power) => this.decide(actor, power)),
    tenures: { of: async () => ({ owner: this.owner, capacityAt: () => null }) },
    projects: { asCaller: async (projectId) => ({ id: projectId, key: 'SHOP', name: 'Shop', software: this.software }) },
    people: {
      namesOf: async (accounts) => {
        await this.before('name');
        return new Map(accounts.map((each) => [each, each.charAt(0).toUpperCase() + each.slice(1)]));
      },
    },
    visible: {
      asCaller: async (ids) => new Map(ids.flatMap((each) => this.visible(each) ?? []).map((each) => [each.id, each])),
      find: async (ref) => this.visible(ref.startsWith('SHOP-') ? id(Number(ref.slice(5))) : ref),
    },
    orders: { inOrder: async (projectId, tier) => (projectId !== SHOP ? [] : tier === 'backlog' ? this.backlog : this.epics) },
    sprints: {
      find: async (sprint) => this.sprint(sprint),
      someIssues: async () => [id(1)],
      open: async (ids) => new Set(ids.filter((each) => this.sprints.get(each) === 'active')),
      cancel: async (_actor, sprint, reason) => {
        await this.before('cancel');
        if (this.refusal !== null) return { kind: 'told', sentence: this.refusal };
        this.sprints.set(sprint, 'closed');
        this.cancelled.push({ sprint, reason });
        return { kind: 'cancelled' };
      },
    },
    ranking: {
      rank: async (issues, anchor) => {
        await this.before('rank');
        this.calls.push({ issues, anchor });
        const able = issues.filter((each) => !this.unable.has(each));
        const tier = this.epics.includes(issues[0] ?? '') ? 'epics' : 'backlog';
        this[tier] = ranked(this[tier], able, anchor);
        return issues.filter((each) => this.unable.has(each));
      },
    },
    teller: {
      tell: async (issueId, to, mail) => {
        await this.before('tell');
        this.mails.push({ issueId, to, ...mail });
        return true;
      },
    },
    carriedOut: {
      note: async (_project, issues, why) => {
        await this.before('note');
        this.notes.push({ issues, why });
      },
    },
    storage: this.storage,
    audit: createAudit({ now: () => this.time, newId: () => `audit-${(this.ids += 1)}` }),
    log: silentLog,
    now: () => this.time,
    newId: () => `request-${(this.ids += 1)}`,
  });

  hideFrom(account: AccountId, ...ids: IssueId[]): void {
    this.hidden.set(account, new Set(ids));
  }

  as(actor: Actor): this {
    this.caller = actor.kind === 'person' ? actor.accountId : '';
    return this;
  }

  /** Asks and answers the request's id; fails where it is refused. */
  async ask(actor: Actor, issue: number, wish: Parameters<Backlog['requests']['ask']>[1]['wish'], reason = 'A customer waits.') {
    const result = await this.as(actor).requests.ask(actor, { issueId: id(issue), wish, reason });
    if (result.kind !== 'asked') throw new Error(`Not asked: ${JSON.stringify(result)}`);
    return result.request.id;
  }

  file(moves: string, by: Actor, ...blocks: Block[]): Promise<void> {
    if (by.kind !== 'person') throw new Error('Only people move by hand.');
    return this.requests.file({ id: moves, projectId: SHOP, tier: 'backlog', by: by.accountId, at: this.time, blocks });
  }

  approve(actor: Actor, requestId: string) {
    return this.as(actor).requests.approve(actor, { projectId: SHOP, requestId });
  }

  decline(actor: Actor, requestId: string, reason = 'Not this quarter.') {
    return this.as(actor).requests.decline(actor, { projectId: SHOP, requestId, reason });
  }

  askBack(actor: Actor, requestId: string, question = 'Which customer?') {
    return this.as(actor).requests.askBack(actor, { projectId: SHOP, requestId, question });
  }

  answer(actor: Actor, requestId: string, answer = 'The largest.') {
    return this.as(actor).requests.answer(actor, { projectId: SHOP, requestId, answer });
  }

  withdraw(actor: Actor, requestId: string) {
    return this.as(actor).requests.withdraw(actor, { projectId: SHOP, requestId });
  }

  async list(actor: Actor, which: 'open' | 'decided' = 'open', after?: string) {
    const found = await this.as(actor).requests.list(actor, { projectId: SHOP, which, after });
    if (found.kind !== 'shown') throw new Error(`Not shown: ${found.reason}`);
    return found;
  }

  ofIssue(actor: Actor, issue: number) {
    return this.as(actor).requests.ofIssue(actor, { issueId: id(issue) });
  }

  /** The audit entries there are, oldest first. */
  audited(): { readonly kind: string; readonly actor: string; readonly detail: Record<string, unknown> }[] {
    return [...this.storage.values].flatMap(([key, value]) => (key.includes(':audit-') ? [JSON.parse(value)] : []));
  }

  private sprint(sprint: string): { readonly sprint: Sprint; readonly projectId: string } | null {
    const state = this.sprints.get(sprint);
    if (state === undefined || this.strangers.has(this.caller)) return null;
    const dates = { startDate: 0, endDate: 9_000, completeDate: null, createdAt: 0 };
    return { projectId: SHOP, sprint: { id: sprint, boardId: '1', name: `Sprint ${sprint}`, goal: 'Pay by card', state, ...dates } };
  }

  private visible(issue: IssueId): VisibleIssue | null {
    const known = [this.backlog, this.epics, this.elsewhere, this.others].some((place) => [...place].includes(issue));
    if (!known || this.strangers.has(this.caller) || this.hidden.get(this.caller)?.has(issue) === true) return null;
    const projectId = this.others.has(issue) ? '20000' : SHOP;
    return { id: issue, key: keyOf(issue), summary: `Summary of ${keyOf(issue)}`, projectId };
  }

  private decide(actor: Actor, power: Power): Decision {
    if (actor.kind !== 'person') return { allowed: false, reason: actor.kind };
    if (!actor.licensed) return { allowed: false, reason: 'unlicensed' };
    if (this.strangers.has(actor.accountId)) return { allowed: false, reason: 'cannot-see' };
    if (this.owner === null) return { allowed: false, reason: 'vacant' };
    if (actor.accountId === this.owner) return { allowed: true, capacity: { kind: 'owner' }, accountableOwner: this.owner };
    if (LENT[actor.accountId]?.includes(power) === true)
      return { allowed: true, capacity: { kind: 'delegate', for: this.owner }, accountableOwner: this.owner };
    return { allowed: false, reason: 'not-owner' };
  }
}
