import { useState } from 'react';
import AddIcon from '@atlaskit/icon/core/add';
import { useLoad } from '../load';
import { usePath } from '../router';
import { projectKeyOf } from '../sidebar';
import { loadCreatable } from './create-data';
import { CreateDialog } from './create-dialog';

/** In the top bar for whoever may create issues somewhere. Opens with the project one is in, else the first. */
export function CreateButton() {
  const [open, setOpen] = useState(false);
  const current = projectKeyOf(usePath());
  const projects = useLoad('creatable projects', loadCreatable);
  const all = projects.data ?? [];
  const [first] = all;
  if (!first) return null;
  const start = all.find(({ key }) => key === current) ?? first;
  return (
    <>
      <button type="button" className="create-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <AddIcon label="" size="small" />
        <span className="create-button-text">Create</span>
      </button>
      {open && <CreateDialog projects={all} start={start.key} close={() => setOpen(false)} />}
    </>
  );
}
