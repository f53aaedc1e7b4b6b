import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { acceptancePages, saving } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { TemplateView } from '../../../src/contract/acceptance';
import { Failure } from '../failure';
import { ChangedBy } from '../saving/changed-by';
import { Conflict } from '../saving/conflict';
import '../saving/saving.css';
import { isStored, MOST_TEMPLATES, newTemplate } from './checklists';
import './checklists.css';
import { shownOf, type OpenChecklists } from './checklists-state';
import { ItemList } from './item-list';
import { ItemWords } from './item-words';
import { nameOf, TemplateEditor } from './template-editor';
import type { ChecklistsApi } from './use-checklists';

const text = acceptancePages.checklists;

interface ChecklistsFormProps {
  readonly api: ChecklistsApi;
  readonly locale: string;
}

/** A project's Definition of Done and its templates (A2): to read for everybody, to write for whoever may. Its heading and what saves it are the page's. */
export function ChecklistsForm({ api, locale }: ChecklistsFormProps) {
  const { state } = api;
  if (state.kind === 'loading')
    return (
      <>
        <span role="status" className="visually-hidden">
          {text.loading}
        </span>
        <div className="skeleton skeleton-checklist" />
        <div className="skeleton skeleton-checklist" />
      </>
    );
  if (state.kind === 'failed')
    return state.refused ? (
      <p>{state.message}</p>
    ) : (
      <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={api.retry} />
    );
  return <Shown api={api} open={state} locale={locale} />;
}

interface ShownProps extends ChecklistsFormProps {
  readonly open: OpenChecklists;
}

function Shown({ api, open, locale }: ShownProps) {
  const { saved, status, failure, conflict } = open;
  const { tried } = api;
  const form = useRef<HTMLDivElement>(null);

  // The two answers to a conflict take the focus from the Save button that was pressed, and so does what keeps it from being saved.
  useEffect(() => {
    if (conflict !== null) form.current?.querySelector<HTMLElement>('[role=alert] button')?.focus();
  }, [conflict]);
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [tried]);

  return (
    <div ref={form} className="stack checklists">
      <ChangedBy change={saved.lastChange} locale={locale} />
      <Done api={api} open={open} />
      <Templates api={api} open={open} locale={locale} />
      {conflict !== null && <Overtaken api={api} open={open} conflict={conflict} />}
      {failure !== null && <Failure sentence={fill(text.notSaved, { reason: failure })} onRetry={api.save} />}
      <p role="status" className="quiet">
        {status === 'saving' && text.saving}
        {status === 'saved' && text.saved}
      </p>
    </div>
  );
}

type PartProps = Pick<ShownProps, 'api' | 'open'>;

function Done({ api, open }: PartProps) {
  const { saved, choice, status } = open;
  const { done } = shownOf(open);
  const isEditing = api.editing.has('done');
  const words = text.done;
  return (
    <Part title={words.title} explain={words.explain} isEditing={isEditing}>
      {isEditing ? (
        <div className="checklist-editor">
          <ItemList
            label={words.items}
            items={done}
            faults={api.faults}
            isDisabled={status === 'saving'}
            typed={api.typed['done'] ?? ''}
            onType={(typed) => api.type('done', typed)}
            onChange={(items) => api.change({ done: items })}
          />
          <p className="quiet">{words.old}</p>
          {choice?.done == null && (api.typed['done'] ?? '') === '' && (
            <div className="actions">
              <Button spacing="compact" onClick={() => api.leave('done')}>
                {saving.cancel}
              </Button>
            </div>
          )}
        </div>
      ) : (
        <>
          {done.length === 0 ? <p className="quiet">{words.empty}</p> : <ItemWords items={done} />}
          {saved.may.done ? (
            <div className="actions">
              <Button data-opens onClick={() => api.edit('done')}>
                {done.length === 0 ? words.write : words.change}
              </Button>
            </div>
          ) : (
            <p className="quiet" dir="auto">
              {words.whose}
            </p>
          )}
        </>
      )}
    </Part>
  );
}

function Templates({ api, open, locale }: PartProps & { readonly locale: string }) {
  const { saved, choice, status } = open;
  const { templates } = shownOf(open);
  const [removed, setRemoved] = useState<{ readonly template: TemplateView; readonly at: number } | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const words = text.templates;
  const { may, types } = saved;
  const isSaving = status === 'saving';
  const set = (next: readonly TemplateView[]): void => api.change({ templates: next });
  const isGone = removed !== null && choice?.templates?.every(({ id }) => id !== removed.template.id) === true;

  useEffect(() => {
    if (isGone) undo.current?.focus();
  }, [isGone]);

  const add = (): void => {
    const template = newTemplate(() => crypto.randomUUID());
    api.edit(template.id);
    set([...templates, template]);
  };
  const remove = (template: TemplateView, at: number): void => {
    api.leave(template.id);
    // What was begun and never saved leaves nothing to bring back.
    setRemoved(template.name.trim() === '' && template.items.length === 0 ? null : { template, at });
    set(templates.filter(({ id }) => id !== template.id));
  };

  return (
    <Part title={words.title} explain={words.explain} isEditing={false}>
      {templates.length === 0 && <p className="quiet">{words.empty}</p>}
      {templates.length > 0 && (
        <ul className="templates">
          {templates.map((template, index) => (
            <li key={template.id} className="template">
              {api.editing.has(template.id) ? (
                <TemplateEditor
                  template={template}
                  types={types}
                  faults={api.faults}
                  isDisabled={isSaving}
                  typed={api.typed[template.id] ?? ''}
                  onType={(typed) => api.type(template.id, typed)}
                  onChange={(next) => set(templates.map((each) => (each.id === next.id ? next : each)))}
                  onRemove={() => remove(template, index)}
                  onLeave={choice?.templates == null && (api.typed[template.id] ?? '') === '' ? () => api.leave(template.id) : null}
                />
              ) : (
                <TemplateCard template={template} types={types} locale={locale}>
                  {may.templates && (
                    <Button spacing="compact" isDisabled={isSaving} onClick={() => api.edit(template.id)}>
                      {fill(words.change, { name: nameOf(template) })}
                    </Button>
                  )}
                </TemplateCard>
              )}
            </li>
          ))}
        </ul>
      )}
      {isGone && (
        <div className="items-removed">
          <span role="status" dir="auto">
            {fill(words.removed, { name: nameOf(removed.template) })}
          </span>
          <Button
            ref={undo}
            spacing="compact"
            onClick={() => {
              const at = Math.min(removed.at, templates.length);
              set([...templates.slice(0, at), removed.template, ...templates.slice(at)]);
              setRemoved(null);
            }}
          >
            {words.undo}
          </Button>
        </div>
      )}
      {may.templates ? (
        <div className="actions">
          <Button isDisabled={isSaving || templates.length >= MOST_TEMPLATES} onClick={add}>
            {words.add}
          </Button>
          {templates.length >= MOST_TEMPLATES && <span className="quiet">{words.tooMany}</span>}
        </div>
      ) : (
        <p className="quiet" dir="auto">
          {may.message}
        </p>
      )}
    </Part>
  );
}

interface TemplateCardProps {
  readonly template: TemplateView;
  readonly types: OpenChecklists['saved']['types'];
  readonly locale: string;
  readonly children: ReactNode;
}

function TemplateCard({ template, types, locale, children }: TemplateCardProps) {
  const words = text.templates;
  const { typeIds, onCreation, items } = template;
  const known = types.filter(({ id }) => typeIds.includes(id)).map(({ name }) => name);
  const forWhich =
    typeIds.length === 0
      ? words.forAll
      : known.length === 0
        ? words.forGone
        : fill(words.for, { types: new Intl.ListFormat(locale).format(known) });
  return (
    <>
      <h4 dir="auto">{nameOf(template)}</h4>
      <p className="quiet">
        {forWhich} {onCreation ? words.byItself : words.byHand}
      </p>
      {items.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <details>
          <summary>{items.length === 1 ? words.criterion : fill(words.criteria, { count: items.length })}</summary>
          <ItemWords items={items} />
        </details>
      )}
      {children}
    </>
  );
}

interface PartProperties {
  readonly title: string;
  readonly explain: string;
  readonly isEditing: boolean;
  readonly children: ReactNode;
}

/** Whoever opens its editor goes on there. */
function Part({ title, explain, isEditing, children }: PartProperties) {
  const part = useRef<HTMLDivElement>(null);
  const was = useRef(isEditing);
  useEffect(() => {
    if (isEditing !== was.current) part.current?.querySelector<HTMLElement>(isEditing ? 'textarea[data-new]' : '[data-opens]')?.focus();
    was.current = isEditing;
  }, [isEditing]);
  return (
    <div ref={part} className="stack checklist">
      <div>
        <h3>{title}</h3>
        <p className="quiet">{explain}</p>
      </div>
      {children}
    </div>
  );
}

interface OvertakenProps extends PartProps {
  readonly conflict: OpenChecklists['saved'];
}

function Overtaken({ api, open: { choice, status }, conflict }: OvertakenProps) {
  const isAgreed = choice === null || isStored(choice, conflict);
  const name = conflict.lastChange?.name ?? text.somebody;
  return (
    <Conflict
      sentence={fill(isAgreed ? text.conflictSame : text.conflict, { name })}
      agreed={isAgreed ? text.fine : null}
      keep={text.keep}
      mine={text.saveMine}
      isSaving={status === 'saving'}
      onKeep={api.discard}
      onSave={api.save}
    />
  );
}
