import Button from '@atlaskit/button/new';
import { ownerRole as text, settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { OwnerRoleView } from '../../../src/contract/acceptance';
import { Failure } from '../../shared/failure';
import { ChangedBy } from '../../shared/saving/changed-by';
import type { OpenChoice } from '../../shared/saving/choice-state';
import { Conflict } from '../../shared/saving/conflict';
import { Notice } from '../../shared/saving/notice';
import { Section } from '../../shared/saving/section';
import { useOwnerRole, type OwnerRoleApi } from './use-owner-role';

interface OwnerRoleSectionProps {
  readonly projectId: string;
  /** Read again when the owner is another. */
  readonly ownerRevision: number | undefined;
  readonly locale: string;
}

/** The project role "Product Owner", which the workflow condition asks for (A6): in step with who decides, or left alone. One button there and back: it acts at once. */
export function OwnerRoleSection({ projectId, ownerRevision, locale }: OwnerRoleSectionProps) {
  const role = useOwnerRole(projectId, ownerRevision);
  const { state } = role;
  // Who may not administer the project is told so by the page, once.
  if (state.kind === 'failed' && state.refused) return null;
  const settled = state.kind === 'open' ? `${state.saved.revision} ${state.status === 'saving'} ${state.conflict === null}` : state.kind;
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'} settled={settled}>
      {state.kind === 'loading' && <div className="skeleton skeleton-choice" />}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={role.retry} />}
      {state.kind === 'open' && <Open role={role} open={state} locale={locale} />}
    </Section>
  );
}

interface OpenProps {
  readonly role: OwnerRoleApi;
  readonly open: OpenChoice<OwnerRoleView, boolean>;
  readonly locale: string;
}

function Open({ role, open, locale }: OpenProps) {
  const { saved, status, failure, conflict } = open;
  const { keep } = saved;
  const isSaving = status === 'saving';
  return (
    <div className="stack">
      <ChangedBy change={saved.lastChange} locale={locale} />
      <p>{keep ? text.kept : text.notKept}</p>
      <Drift view={saved} />
      {!keep && <Notice appearance="warning">{text.takesOut}</Notice>}
      {conflict === null ? (
        <div className="actions">
          <Button isLoading={isSaving} onClick={() => role.save(!keep)}>
            {keep ? text.leave : text.keep}
          </Button>
        </div>
      ) : (
        <Conflict
          sentence={fill(conflict.keep ? text.conflictKept : text.conflictLeft, { name: conflict.lastChange?.name ?? settings.somebody })}
          agreed={text.fine}
          keep={text.fine}
          mine={conflict.keep ? text.leave : text.keep}
          isSaving={isSaving}
          onKeep={role.concede}
          onSave={() => role.save(!conflict.keep)}
        />
      )}
      {failure !== null && <Failure sentence={fill(settings.notSaved, { reason: failure })} />}
      <p role="status" className="quiet">
        {isSaving && settings.saving}
        {status === 'saved' && (keep ? text.savedKept : text.savedLeft)}
      </p>
    </div>
  );
}

/** Who is in the role, and how that differs from who decides. */
function Drift({ view }: { readonly view: OwnerRoleView }) {
  const { exists, inStep, missing, extra, groups, problem } = view;
  if (!exists) return <Notice appearance={view.keep ? 'error' : 'information'}>{text.noRole}</Notice>;
  const named = (people: OwnerRoleView['inStep']): string => people.map(({ name }) => name ?? text.unnamed).join(', ');
  const lines = [
    inStep.length === 0 ? null : fill(text.inStep, { names: named(inStep) }),
    missing.length === 0 ? null : fill(text.missing, { names: named(missing) }),
    extra.length === 0 ? null : fill(text.extra, { names: named(extra) }),
    groups.length === 0 ? null : fill(text.groups, { names: groups.join(', ') }),
    inStep.length + missing.length + extra.length + groups.length === 0 ? text.empty : null,
  ].filter((line) => line !== null);
  return (
    <>
      <ul className="effects" dir="auto">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {problem === 'app-may-not' && <Notice appearance="error">{text.appMayNot}</Notice>}
    </>
  );
}
