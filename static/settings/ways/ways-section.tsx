import { rulePage, siteAdmin, ways as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RuleChangesView, WaysView } from '../../../src/contract/acceptance';
import { Failure } from '../../shared/failure';
import { when } from '../../shared/moment';
import { Notice } from '../../shared/saving/notice';
import { Section } from '../../shared/saving/section';
import { useWays } from './use-ways';

interface WaysSectionProps {
  readonly projectId: string;
  readonly locale: string;
}

/** Ways into Done that no rule of ours guards, and what became of the rules (A5): a rule can be gone round, and that is shown. */
export function WaysSection({ projectId, locale }: WaysSectionProps) {
  const [state, retry] = useWays(projectId);
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'} settled={state.kind}>
      {state.kind === 'loading' && <div className="skeleton skeleton-choice" />}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={retry} />}
      {state.kind === 'open' && (
        <div className="stack">
          <Ways view={state.ways} locale={locale} />
          <Changes view={state.changes} locale={locale} />
        </div>
      )}
    </Section>
  );
}

type Way = WaysView['ways'][number];

function Ways({ view: { seen, ways }, locale }: { readonly view: WaysView; readonly locale: string }) {
  if (seen.kind === 'unknown') return <Notice appearance="information">{text.unknown}</Notice>;
  const of = (guard: Way['guard']): readonly Way[] => ways.filter((way) => way.guard === guard);
  const [open, closed, guarded] = [of('open'), of('closed'), of('guarded')];
  return (
    <>
      {seen.kind === 'then' && <p className="quiet">{fill(text.then, { when: when(seen.at, Date.now(), locale).relative })}</p>}
      {ways.length === 0 && <p>{text.none}</p>}
      {guarded.length > 0 && (
        <p>{open.length + closed.length === 0 ? text.allGuarded : fill(text.guarded, { count: guarded.length, total: ways.length })}</p>
      )}
      {open.length > 0 && (
        <Notice appearance="warning" title={text.open}>
          <List ways={open} />
        </Notice>
      )}
      {closed.length > 0 && (
        <Notice appearance="error" title={text.closed}>
          <List ways={closed} />
          <p>{text.closedNext}</p>
        </Notice>
      )}
    </>
  );
}

const List = ({ ways }: { readonly ways: readonly Way[] }) => (
  <ul className="effects" dir="auto">
    {ways.map(({ workflow, transition, kind, from, to }) => (
      <li key={`${workflow} ${transition.id}`}>{fill(text[kind], { workflow, transition: transition.name, from: from.join(', '), to })}</li>
    ))}
  </ul>
);

function Changes({ view: { changes }, locale }: { readonly view: RuleChangesView; readonly locale: string }) {
  if (changes.length === 0) return null;
  return (
    <div>
      <h3 className="field-label">{text.changes}</h3>
      <ul className="effects" dir="auto">
        {changes.map((change) => (
          <li key={`${change.at} ${change.kind} ${change.workflow} ${change.transition} ${change.module}`}>
            {changeWords(change, locale)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "Acceptance checklist was removed from Done (Software workflow), noticed 2 hours ago." */
function changeWords(
  { kind, module, workflow, transition, needs, was, at, by }: RuleChangesView['changes'][number],
  locale: string,
): string {
  const need = (each: typeof needs): string => (each === null ? text.noSettings : rulePage.choices[each].name);
  const words = {
    rule: siteAdmin.rules.names[module],
    transition: transition ?? text.someTransition,
    workflow,
    was: need(was),
    needs: need(needs),
  };
  const said = fill(text.kinds[kind], words);
  const { relative } = when(at, Date.now(), locale);
  const how = kind === 'failed' ? text.failed : by === null ? text.noticed : text.byMandate;
  return fill(how, { said, when: relative, name: by?.name ?? text.somebody });
}
