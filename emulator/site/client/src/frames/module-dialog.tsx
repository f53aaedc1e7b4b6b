import { titleOf, type ModuleJson } from '../jira-types';
import { FrameModal } from './app-frame';
import type { Place } from './host';

interface ModuleDialogProps {
  readonly module: ModuleJson;
  readonly place: Place;
  readonly close: () => void;
}

/** The page of an app's action in a dialog, which the app leaves by `view.close()` or `view.submit()`, and the person by Escape or the cross. */
export function ModuleDialog({ module, place, close }: ModuleDialogProps) {
  if (module.src === undefined) return null;
  return (
    <FrameModal
      module={module}
      place={place}
      close={close}
      submit={async () => close()}
      request={{
        src: module.src,
        size: module.viewportSize ?? 'resizable',
        title: titleOf(module),
        context: {},
        closeOnEscape: true,
        closeOnOverlayClick: true,
        onClose: close,
      }}
    />
  );
}
