import { useState } from 'react';
import MoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { FrameModal } from '../../frames/app-frame';
import type { Place } from '../../frames/host';
import { titleOf, type ModuleJson } from '../../jira-types';
import { Menu } from '../../parts/menu';

/** The app's actions at a place (sprint, backlog, board): each opens its page in a dialog. */
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
      {open?.src !== undefined && (
        <FrameModal
          module={open}
          place={place}
          close={close}
          request={{
            src: open.src,
            size: open.viewportSize ?? 'resizable',
            title: titleOf(open),
            context: {},
            closeOnEscape: true,
            closeOnOverlayClick: true,
            onClose: close,
          }}
        />
      )}
    </>
  );
}
