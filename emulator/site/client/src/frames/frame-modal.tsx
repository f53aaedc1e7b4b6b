import type { ModuleJson } from '../jira-types';
import { Dialog } from '../parts/dialog';
import { AppFrame } from './app-frame';
import type { ModalRequest, Place } from './host';

interface FrameModalProps {
  readonly request: ModalRequest;
  readonly module: ModuleJson;
  readonly place: Place;
  readonly close: (payload?: unknown) => void;
  readonly onSubmit?: (payload: unknown) => Promise<void>;
}

/** A page of the app in a dialog. Sizes: https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/modal/ */
export function FrameModal({ request, module, place, close, onSubmit }: FrameModalProps) {
  const { size } = request;
  const named = typeof size === 'string' ? size : undefined;
  return (
    <Dialog
      title={request.title}
      label={request.title || 'App'}
      className={named ? `dialog-${named}` : ''}
      {...(typeof size === 'string' ? {} : { style: { width: size.width, height: size.height } })}
      closeOnEscape={request.closeOnEscape}
      closeOnOverlayClick={request.closeOnOverlayClick}
      close={() => close()}
    >
      <AppFrame
        module={module}
        place={place}
        src={request.src}
        fill={named !== 'resizable' && named !== undefined}
        onClose={close}
        {...(onSubmit ? { onSubmit } : {})}
      />
    </Dialog>
  );
}
