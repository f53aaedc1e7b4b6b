import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Notice } from '../../shared/saving/notice';

const text = settings.model;

interface LeavingProps {
  readonly model: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before another choice drops what was written. In the page, since a frame may not open a dialog of the browser's. */
export function Leaving({ model, onStay, onLeave }: LeavingProps) {
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => region.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={region} role="alert">
      <Notice
        appearance="warning"
        actions={
          <>
            <Button onClick={onStay}>{text.keepEditing}</Button>
            <Button onClick={onLeave}>{text.drop}</Button>
          </>
        }
      >
        {fill(text.leaving, { model: model === '' ? text.ownDraft : model })}
      </Notice>
    </div>
  );
}
