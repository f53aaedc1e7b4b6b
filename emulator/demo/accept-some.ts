import type { Emulator } from '../emulator';
import type { Issue, Project } from '../jira/model';
import type { JsonObject } from '../json';
import { IssuePanels } from '../site/issue-panels';
import { askApp, SetupError } from './ask-app';
import type { Cast } from './cast';
import type { PersonName } from './people';

/** One criterion, and what people have said of it. */
interface Told {
  readonly text: string;
  readonly optional?: true;
  readonly evidence?: string;
  readonly claimedBy?: PersonName;
  readonly judged?: 'met' | 'failed' | 'na';
  readonly words?: string;
}

interface Tale {
  readonly summary: string;
  /** Who writes the criteria and ticks the Definition of Done. */
  readonly by: PersonName;
  readonly criteria: readonly Told[];
  readonly ticked?: true;
  readonly end?: { readonly kind: 'accept' | 'reject'; readonly words: string };
}

const DONE = ['Reviewed by somebody else', 'The release note says what changes for shoppers'];
const TEMPLATE = ['Prices are right in every currency', 'Works with a screen reader', 'Fits a phone of 320 pixels'];

const TALES: readonly Tale[] = [
  {
    summary: 'Show taxes and fees on the product page',
    by: 'owner',
    ticked: true,
    criteria: [
      { text: "The price includes VAT of the visitor's country", judged: 'met', evidence: 'https://shop.example.com/preview/1841' },
      { text: 'A line says what is included', judged: 'met' },
      { text: 'Business accounts may switch to net prices', judged: 'na', words: 'Moved to the story about business accounts.' },
    ],
    end: { kind: 'accept', words: 'This is how I want all our prices to look.' },
  },
  {
    summary: 'Order summary stays in view during checkout',
    by: 'developer',
    ticked: true,
    criteria: [
      {
        text: 'On phones the summary folds to one line with the total',
        claimedBy: 'developer',
        evidence: 'https://git.example.com/shop/pulls/412',
      },
      { text: 'A change of delivery changes the total at once', claimedBy: 'tomas' },
    ],
  },
  {
    summary: 'Delivery options with price and day',
    by: 'developer',
    criteria: [
      { text: 'Each option names its price and the expected day', claimedBy: 'tomas', judged: 'met' },
      {
        text: 'The cheapest is chosen at first',
        claimedBy: 'developer',
        judged: 'failed',
        words: 'With a voucher the second one is cheaper, and the first is still chosen.',
      },
      { text: 'Options that cannot reach the address are not shown', claimedBy: 'developer' },
    ],
    end: { kind: 'reject', words: 'Nearly there. Choose the cheapest by what the shopper pays, vouchers included.' },
  },
  {
    summary: 'One price service for basket, checkout and mail',
    by: 'priya',
    criteria: [
      { text: 'One service, used by all three', claimedBy: 'priya', judged: 'met' },
      { text: 'A thousand recorded baskets give the same totals as the invoices', claimedBy: 'priya' },
      { text: 'A total takes less than 50 ms' },
      { text: 'The old code is gone', optional: true },
    ],
  },
  {
    summary: 'Explain customs to shoppers outside the EU',
    by: 'owner',
    criteria: [
      { text: 'Given a basket for Norway\nWhen the shopper opens the checkout\nThen they see an estimate of customs and who collects it' },
      { text: 'A link leads to the authority' },
    ],
  },
];

/** Every issue of the project shows its checklist, some of the running sprint have come some way, and one was rejected and one accepted: by the app's own doors. */
export async function acceptSome(emulator: Emulator, cast: Cast, project: Project): Promise<void> {
  showForAll(emulator, cast, project);
  const own = [...DONE, ...TEMPLATE].map((text, index) => ({ id: `demo-item-${index}`, text, mandatory: true }));
  await askApp(emulator, cast.accountId('owner'), project, 'acceptance/set-templates', {
    projectId: project.id,
    revision: 0,
    done: own.slice(0, DONE.length),
    templates: [{ id: 'demo-template-shop', name: 'Checkout', typeIds: [], onCreation: false, items: own.slice(DONE.length) }],
  });
  for (const tale of TALES) {
    const issue = emulator.jira.ranking.ordered().find((each) => each.projectId === project.id && each.summary === tale.summary);
    if (issue === undefined) throw new SetupError(`${project.key} has no issue "${tale.summary}".`);
    await tell(emulator, cast, project, issue, tale);
  }
}

function showForAll(emulator: Emulator, cast: Cast, project: Project): void {
  const panel = emulator.forge.modules().find(({ key }) => key === 'acceptance-panel');
  if (panel === undefined) throw new SetupError('The app has no issue panel "acceptance-panel".');
  new IssuePanels(emulator.jira).showForAll(cast.accountId('admin'), project.id, panel, true);
}

async function tell(emulator: Emulator, cast: Cast, project: Project, issue: Issue, { by, criteria, ticked, end }: Tale): Promise<void> {
  const change = async (who: PersonName, changes: readonly JsonObject[]): Promise<JsonObject> =>
    changes.length === 0 ? {} : askApp(emulator, cast.accountId(who), project, 'acceptance/change', { issueId: issue.id, changes });
  const id = (index: number): string => `demo-criterion-${issue.id}-${index}`;
  const all = criteria.map((told, index) => ({ ...told, id: id(index) }));
  await change(
    by,
    all.flatMap(({ id: one, text, optional, evidence }, index) => [
      { kind: 'add', id: one, text, mandatory: optional !== true, after: index === 0 ? null : id(index - 1) },
      ...(evidence === undefined ? [] : [{ kind: 'evidence', id: one, evidence }]),
    ]),
  );
  if (ticked)
    await change(
      by,
      DONE.map((_, index) => ({ kind: 'claim', id: `demo-item-${index}`, claimed: true })),
    );
  for (const who of new Set(all.flatMap(({ claimedBy }) => claimedBy ?? [])))
    await change(
      who,
      all.filter(({ claimedBy }) => claimedBy === who).map((each) => ({ kind: 'claim', id: each.id, claimed: true })),
    );
  const judged = await change(
    'owner',
    all.flatMap(({ id: one, judged: verdict, words = null }) =>
      verdict === undefined ? [] : [{ kind: 'judge', id: one, verdict, words }],
    ),
  );
  if (end === undefined) return;
  const { revision } = judged['story'] as unknown as { readonly revision: number };
  await askApp(emulator, cast.accountId('owner'), project, `acceptance/${end.kind}`, {
    ...{ issueId: issue.id, revision, words: end.words },
    ...(end.kind === 'reject' ? { transitionId: null } : {}),
  });
}
