import { useId, useMemo, useState } from 'react';
import { call, get } from '../api';
import { screenFields, typedOf, type ScreenField } from '../forms/field-kinds';
import { FieldRows } from '../forms/field-rows';
import { FormFoot } from '../forms/form-foot';
import { Problems } from '../forms/problems';
import { useScreenForm } from '../forms/use-screen-form';
import type { FieldMeta, IssueJson, ModuleJson, TransitionJson } from '../jira-types';
import { useLoad } from '../load';
import { EmptyState, Failure, Skeleton } from '../parts/basics';
import { fromText } from '../parts/adf';
import { Dialog } from '../parts/dialog';

interface TransitionDialogProps {
  readonly issue: IssueJson;
  readonly transition: TransitionJson;
  readonly done: () => void;
  readonly close: () => void;
}

/** The screen of a transition: its fields as they are, to be changed or left, and a comment on the way. */
export function TransitionDialog({ issue, transition, done, close }: TransitionDialogProps) {
  const screen = useLoad(`transition ${issue.key} ${transition.id}`, () => loadScreen(issue.key, transition.id));
  const fields = useMemo(
    () => (screen.data ? screenFields(screen.data.metas, screen.data.modules, 'issue-transition') : []),
    [screen.data],
  );
  const initial = useMemo(() => initialOf(fields, issue), [fields, issue]);
  const [comment, setComment] = useState('');
  const projectKey = issue.fields.project?.key ?? '';
  const { form, draft, refusal, errors, sending, type, submit, onSubmit } = useScreenForm({
    fields,
    initial,
    send: async (given) => {
      await moveIssue(issue.key, transition.id, given, comment);
      close();
      done();
    },
  });

  return (
    <Dialog title={transition.name} label={transition.name} className="dialog-form dialog-short" closeOnOverlayClick={false} close={close}>
      <form className="form" ref={form} noValidate onSubmit={onSubmit}>
        <div className="form-body">
          <Problems
            refusal={refusal}
            shown={fields.map(({ meta }) => meta.fieldId)}
            names={screen.data?.metas ?? []}
            what={`${issue.key} stays where it is.`}
          />
          {screen.error !== undefined && <Failure error={screen.error} onRetry={screen.reload} />}
          {!screen.data && screen.error === undefined && <Skeleton rows={4} height={32} />}
          {screen.data && fields.length === 0 && <EmptyState title="No field of this screen can be set here" />}
          <FieldRows
            fields={fields}
            draft={{ ...draft, typed: { ...initial, ...draft.typed } }}
            errors={errors}
            place={{ issue: issue.key, experience: 'issue-transition', transition: transition.id }}
            projectKey={projectKey}
            type={type}
            submit={submit}
          />
          {screen.data && <Comment text={comment} change={setComment} />}
        </div>
        <FormFoot action={sending ? 'Moving…' : transition.name} isDisabled={!screen.data || sending} close={close} />
      </form>
    </Dialog>
  );
}

function Comment({ text, change }: { text: string; change: (text: string) => void }) {
  const id = useId();
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        Comment
      </label>
      <textarea id={id} className="textfield" dir="auto" rows={3} value={text} onChange={(event) => change(event.target.value)} />
    </div>
  );
}

const initialOf = (fields: readonly ScreenField[], issue: IssueJson): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.flatMap(({ meta, kind }) => (kind ? [[meta.fieldId, typedOf(kind, issue.fields[meta.fieldId])]] : [])));

const path = (issueKey: string): string => `/rest/api/3/issue/${encodeURIComponent(issueKey)}/transitions`;

async function loadScreen(
  issueKey: string,
  transitionId: string,
): Promise<{ readonly metas: readonly FieldMeta[]; readonly modules: readonly ModuleJson[] }> {
  const [{ transitions }, { modules }] = await Promise.all([
    get<{ transitions: TransitionJson[] }>(`${path(issueKey)}?expand=transitions.fields&transitionId=${encodeURIComponent(transitionId)}`),
    get<{ modules: ModuleJson[] }>(
      `/_site/forge/modules?type=jira:customField&experience=issue-transition&issue=${encodeURIComponent(issueKey)}`,
    ),
  ]);
  const metas = Object.entries(transitions[0]?.fields ?? {}).map(([fieldId, meta]) => ({ ...meta, fieldId }));
  return { metas, modules };
}

function moveIssue(issueKey: string, id: string, fields: Readonly<Record<string, unknown>>, comment: string): Promise<void> {
  const body = fromText(comment);
  const update = body === null ? {} : { update: { comment: [{ add: { body } }] } };
  return call('POST', path(issueKey), { transition: { id }, fields, ...update });
}
