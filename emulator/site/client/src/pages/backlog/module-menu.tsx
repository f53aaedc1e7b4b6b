import { useState } from 'react';
import MoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import type { Place } from '../../frames/host';
import { ModuleDialog } from '../../frames/module-dialog';
import { titleOf, type ModuleJson } from '../../jira-types';
import { Menu } from '../../parts/menu';

/** The app's actions at a place (backlog, board): each opens its page in a dialog. */
export function ModuleMenu({
  label,
  modules,
  place,
  onDone,
}: {
  label: string;
  modules: readonly ModuleJson[];
  place: Place;
  onDone: () => void;
}) {
  const [open, setOpen] = useState<ModuleJson>();
  if (modules.length === 0) return null;
  const close = (): void => {
    setOpen(undefined);
    onDone();
  };
  return (
    <>
      <Menu
        label={label}
        align="end"
        className="icon-button"
        trigger={<MoreIcon label="" />}
        items={modules.map((module) => ({ key: module.key, text: titleOf(module), onSelect: () => setOpen(module) }))}
      />
      {open && <ModuleDialog module={open} place={place} close={close} />}
    </>
  );
}
