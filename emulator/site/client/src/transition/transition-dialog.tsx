import { useEffect, useId, useMemo, useRef, useState, type FormEvent } from 'react';
import Button from '@atlaskit/button/new';
import { ApiError, call, get } from '../api';
import { filledIn, screenFields, typedOf, type Draft, type ScreenField } from '../forms/field-kinds';
import { FieldRows } from '../forms/field-rows';
import { Problems } from '../forms/problems';
import { settled } from '../forms/settled';
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
  const [draft, setDraft] = useState<Draft>({ typed: {}, submitted: {} });
  const [comment, setComment] = useState('');
  const [refusal, setRefusal] = useState<unknown>();
  const [moving, setMoving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef(draft);
  latest.current = draft;
  const projectKey = issue.fields.project?.key ?? '';

  useEffect(() => {
    if (refusal !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .form-problem')?.focus();
  }, [refusal]);

  const move = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (moving) return;
    setMoving(true);
    await settled(fields.some(({ own }) => own));
    const given = filledIn(fields, latest.current, initial);
    const refused = Object.keys(given.errors).length > 0 ? new ApiError(400, [], given.errors) : undefined;
    try {
      if (refused) throw refused;
      await moveIssue(issue.key, transition.id, given.fields, comment);
      close();
      done();
    } catch (error) {
      setRefusal(error);
      setMoving(false);
    }
  };

  return (
    <Dialog title={transition.name} label={transition.name} className="dialog-form dialog-short" closeOnOverlayClick={false} close={close}>
      <form className="form" ref={form} noValidate onSubmit={(event) => void move(event)}>
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
            errors={refusal instanceof ApiError ? refusal.fields : {}}
            place={{ issue: issue.key, experience: 'issue-transition', transition: transition.id }}
            projectKey={projectKey}
            type={(id, typed) => setDraft((old) => ({ ...old, typed: { ...old.typed, [id]: typed } }))}
            submit={(id, value) => setDraft((old) => ({ ...old, submitted: { ...old.submitted, [id]: value } }))}
          />
          {screen.data && <Comment text={comment} change={setComment} />}
        </div>
        <div className="form-foot">
          <Button appearance="subtle" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" appearance="primary" isDisabled={!screen.data || moving}>
            {moving ? 'Moving…' : transition.name}
          </Button>
        </div>
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
