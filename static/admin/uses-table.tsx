import Lozenge from '@atlaskit/lozenge';
import { rulePage, siteAdmin } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { RuleUseView } from '../../src/contract/acceptance';

const text = siteAdmin.rules;

interface UsesTableProps {
  readonly uses: readonly RuleUseView[];
  readonly chosen: ReadonlySet<string>;
  readonly isDisabled: boolean;
  /** Why a rule could not be removed, by its id. */
  readonly left: ReadonlyMap<string, string>;
  readonly onChoose: (ruleIds: readonly string[], isChosen: boolean) => void;
}

/** A table, whose rows become cards where there is no room for one (admin.css). */
export function UsesTable({ uses, chosen, isDisabled, left, onChoose }: UsesTableProps) {
  const all = uses.map(({ ruleId }) => ruleId);
  const isAll = all.every((id) => chosen.has(id));
  return (
    <table className="uses">
      <caption className="visually-hidden">{text.caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="uses-choose">
            <input
              type="checkbox"
              aria-label={text.chooseAll}
              disabled={isDisabled}
              checked={isAll}
              onChange={(event) => onChoose(all, event.target.checked)}
            />
          </th>
          <th scope="col">{text.rule}</th>
          <th scope="col">{text.transition}</th>
          <th scope="col">{text.workflow}</th>
          <th scope="col">{text.projects}</th>
        </tr>
      </thead>
      <tbody>
        {uses.map((use) => (
          <Row
            key={use.ruleId}
            use={use}
            isChosen={chosen.has(use.ruleId)}
            isDisabled={isDisabled}
            left={left.get(use.ruleId) ?? null}
            onChoose={(isChosen) => onChoose([use.ruleId], isChosen)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly use: RuleUseView;
  readonly isChosen: boolean;
  readonly isDisabled: boolean;
  readonly left: string | null;
  readonly onChoose: (isChosen: boolean) => void;
}

function Row({ use, isChosen, isDisabled, left, onChoose }: RowProps) {
  const { rule, workflow, transition, needs, projects, projectCount } = use;
  const name = text.names[rule];
  const where = wayWords(use);
  const more = projectCount - projects.length;
  return (
    <tr>
      <td className="uses-choose">
        <input
          type="checkbox"
          aria-label={fill(text.choose, { rule: name, transition: transition.name, workflow: workflow.name })}
          disabled={isDisabled}
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      </td>
      <td>
        <span className="uses-rule">
          <strong>{name}</strong>
          <StateMark use={use} />
        </span>
        {needs !== null && <span className="quiet uses-note">{rulePage.choices[needs].name}</span>}
        {left !== null && <span className="uses-left">{left}</span>}
      </td>
      <td>
        <bdi>{transition.name}</bdi>
        <span className="quiet uses-note" dir="auto">
          {where}
        </span>
      </td>
      <td>
        <bdi>{workflow.name}</bdi>
        {workflow.teamManaged && <span className="quiet uses-note">{text.teamManaged}</span>}
      </td>
      <td>
        {projects.map(({ id, key, name: called }) => (
          <span key={id} className="uses-project" title={called}>
            {key}
          </span>
        ))}
        {more > 0 && <span className="quiet">{fill(text.moreProjects, { count: more })}</span>}
        {projectCount === 0 && <span className="quiet">{text.noProjects}</span>}
      </td>
    </tr>
  );
}

function wayWords({ transition: { kind, from, to } }: RuleUseView): string {
  if (kind === 'initial') return fill(text.onCreation, { to });
  if (kind === 'global') return fill(text.fromAny, { to });
  return fill(text.way, { from: from.join(', '), to });
}

/** What keeps a rule from deciding; nothing where it does. */
function StateMark({ use: { state, failing } }: { readonly use: RuleUseView }) {
  if (failing !== null) return <Lozenge appearance="removed">{text.states.failing}</Lozenge>;
  if (state === 'current') return null;
  return <Lozenge appearance={state === 'disabled' ? 'default' : 'moved'}>{text.states[state]}</Lozenge>;
}
