import { IconButton } from '@atlaskit/button/new';
import ArrowDownIcon from '@atlaskit/icon/core/arrow-down';
import ArrowUpIcon from '@atlaskit/icon/core/arrow-up';
import DeleteIcon from '@atlaskit/icon/core/delete';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { ROLES, weighs } from '../../../src/features/scoring/custom-model';
import { Field } from '../../shared/field';
import { labelOf } from '../formula';
import { List } from '../list';
import { changeRole, changeRow, type Row } from './draft';
import type { EditorProps } from './editor';
import { ScaleEditor } from './scale-editor';

const text = settings.editor;

interface FactorEditorProps extends Pick<EditorProps, 'draft' | 'faults' | 'onWrite' | 'onVisit'> {
  readonly row: Row;
  readonly index: number;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

/** One question of the project's own model. */
export function FactorEditor({ draft, row, index, faults, onWrite, onVisit, onMove, onRemove }: FactorEditorProps) {
  const { id } = row;
  const { combination } = draft;
  const label = labelOf(row, index);
  const roles = ROLES[combination].map((role) => ({
    value: role,
    label: role === 'cost' && combination === 'weighted' ? text.costWeighted : text[role],
  }));
  const fault = (field: string): string | undefined => faults[`${id}.${field}`];
  const visit = (field: string) => () => onVisit(`${id}.${field}`);
  const write = (field: 'label' | 'help' | 'weight', value: string): void =>
    onWrite(changeRow(draft, id, { [field]: value }), [`${id}.${field}`]);
  return (
    <fieldset className="question" data-row={id}>
      <legend className="visually-hidden">{fill(text.questionOf, { number: index + 1, label })}</legend>
      <div className="question-head">
        <strong aria-hidden="true">{fill(text.question, { number: index + 1 })}</strong>
        <span className="question-tools">
          <IconButton
            appearance="subtle"
            icon={ArrowUpIcon}
            label={fill(text.up, { label })}
            isDisabled={index === 0}
            onClick={() => onMove(-1)}
            data-move="up"
          />
          <IconButton
            appearance="subtle"
            icon={ArrowDownIcon}
            label={fill(text.down, { label })}
            isDisabled={index === draft.rows.length - 1}
            onClick={() => onMove(1)}
            data-move="down"
          />
          <IconButton appearance="subtle" icon={DeleteIcon} label={fill(text.remove, { label })} onClick={onRemove} />
        </span>
      </div>
      <Field label={text.label} fault={fault('label')}>
        {(control) => (
          <Textfield
            {...control}
            autoComplete="off"
            dir="auto"
            value={row.label}
            onChange={(event) => write('label', (event.target as HTMLInputElement).value)}
            onBlur={visit('label')}
          />
        )}
      </Field>
      <Field label={text.help} help={text.helpHelp} fault={fault('help')}>
        {(control) => (
          <TextArea
            {...control}
            minimumRows={2}
            resize="vertical"
            dir="auto"
            value={row.help}
            onChange={(event) => write('help', event.target.value)}
            onBlur={visit('help')}
          />
        )}
      </Field>
      <div className="pair">
        {roles.length > 1 && (
          <Field label={text.role} fault={fault('role')} className="wide">
            {(control) => (
              <List
                control={control}
                value={row.role}
                options={roles}
                onChoose={(role) => onWrite(changeRole(draft, id, role), ['factors', `${id}.role`, `${id}.scale`])}
                onBlur={visit('role')}
              />
            )}
          </Field>
        )}
        {weighs(combination, row.role) && (
          <Field label={text.weight} help={text.weightHelp} fault={fault('weight')}>
            {(control) => (
              <Textfield
                {...control}
                inputMode="decimal"
                autoComplete="off"
                value={row.weight}
                onChange={(event) => write('weight', (event.target as HTMLInputElement).value)}
                onBlur={visit('weight')}
              />
            )}
          </Field>
        )}
      </div>
      <ScaleEditor
        scale={row.scale}
        fault={fault('scale')}
        onChange={(scale) => onWrite(changeRow(draft, id, { scale }), [`${id}.scale`])}
        onLeave={visit('scale')}
      />
    </fieldset>
  );
}
