import { forbidden, notFound } from './errors';
import { causeOf } from './issue-store';
import type { Jira } from './jira';
import type { Caller, ChangelogItem, Issue, IssueLink } from './model';

export interface IssueLinkType {
  readonly id: string;
  readonly name: string;
  /** What the source says of the target: "blocks". */
  readonly outward: string;
  readonly inward: string;
}

/** The types a new Jira Cloud site has; they cannot be changed here. */
const TYPES: readonly IssueLinkType[] = [
  { id: '10000', name: 'Blocks', outward: 'blocks', inward: 'is blocked by' },
  { id: '10001', name: 'Cloners', outward: 'clones', inward: 'is cloned by' },
  { id: '10002', name: 'Duplicate', outward: 'duplicates', inward: 'is duplicated by' },
  { id: '10003', name: 'Relates', outward: 'relates to', inward: 'relates to' },
];

/** Links between issues. A link shows in the history of both, and bumps both. */
export class IssueLinks {
  constructor(private readonly jira: Jira) {}

  get types(): readonly IssueLinkType[] {
    return TYPES;
  }

  /** By id, or by name whatever its case. */
  type(idOrName: string): IssueLinkType | undefined {
    return TYPES.find((type) => type.id === idOrName || type.name.toLowerCase() === idOrName.toLowerCase());
  }

  of(issueId: string): readonly IssueLink[] {
    return [...this.jira.state.issueLinks.values()].filter((link) => link.sourceId === issueId || link.targetId === issueId);
  }

  /** @throws JiraError 404 when there is no such link or the person may not see both issues */
  visible(caller: Caller, id: string): { readonly link: IssueLink; readonly source: Issue; readonly target: Issue } {
    const link = this.jira.state.issueLinks.get(id);
    const source = this.jira.state.issues.get(link?.sourceId ?? '');
    const target = this.jira.state.issues.get(link?.targetId ?? '');
    if (!link || !source || !target || ![source, target].every((issue) => this.jira.appAccess.canSee(caller, issue)))
      throw notFound(`No issue link with id '${id}' exists.`);
    return { link, source, target };
  }

  /** The source's outward link to the target; one that is there already stays as it is. @throws JiraError 403 without Link issues on both */
  create(caller: Caller, type: IssueLinkType, source: Issue, target: Issue): void {
    this.requireLink(caller, source, target);
    const same = this.of(source.id).some((link) => link.typeId === type.id && link.sourceId === source.id && link.targetId === target.id);
    if (same || source.id === target.id) return;
    const id = String(this.jira.state.nextId('issueLink'));
    this.jira.state.issueLinks.set(id, { id, typeId: type.id, sourceId: source.id, targetId: target.id });
    this.note(caller, source, 'to', target.key, `This issue ${type.outward} ${target.key}`);
    this.note(caller, target, 'to', source.key, `This issue ${type.inward} ${source.key}`);
  }

  /** @throws JiraError 403, 404 */
  remove(caller: Caller, id: string): void {
    const { link, source, target } = this.visible(caller, id);
    this.requireLink(caller, source);
    const type = this.type(link.typeId);
    this.jira.state.issueLinks.delete(id);
    this.note(caller, source, 'from', target.key, `This issue ${type?.outward ?? ''} ${target.key}`);
    this.note(caller, target, 'from', source.key, `This issue ${type?.inward ?? ''} ${source.key}`);
  }

  private requireLink(caller: Caller, ...issues: readonly Issue[]): void {
    const all = issues.every((issue) => this.jira.permissions.has(caller.accountId, 'LINK_ISSUES', { issueId: issue.id }));
    if (!all) throw forbidden('You do not have permission to link issues in this project.');
  }

  private note(caller: Caller, issue: Issue, side: 'from' | 'to', key: string, text: string): void {
    const [from, to] = side === 'to' ? [null, { key, text }] : [{ key, text }, null];
    const item: ChangelogItem = {
      field: 'Link',
      fieldtype: 'jira',
      from: from?.key ?? null,
      fromString: from?.text ?? null,
      to: to?.key ?? null,
      toString: to?.text ?? null,
    };
    this.jira.issues.commit({ before: issue, after: { ...issue }, items: [item], kind: 'edit', ...causeOf(caller) });
  }
}
