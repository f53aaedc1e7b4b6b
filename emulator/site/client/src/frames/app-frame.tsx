import { useEffect, useId, useRef, useState } from 'react';
import { CONNECT, HELLO, Peer } from '../../../bridge/protocol';
import type { Size } from '../../../bridge/size';
import { colorMode, onColorMode } from '../color-mode';
import { titleOf, type ModuleJson } from '../jira-types';
import { Dialog } from '../parts/dialog';
import { useSession } from '../session';
import { answer, appLocation, type ModalRequest, type Place, type View } from './host';

/** Atlassian's own list, from @forge/csp. */
const SANDBOX =
  'allow-popups allow-popups-to-escape-sandbox allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts';

/** Heights of `viewportSize`; without one the frame is as high as its content. */
const HEIGHTS: Readonly<Record<string, number>> = { small: 112, medium: 262, large: 524, xlarge: 1_048 };

interface AppFrameProps {
  readonly module: ModuleJson;
  readonly place: Place;
  /** Another page than the module's own (a modal's, a field's edit view). */
  readonly src?: string;
  readonly basePath?: string;
  /** Fills its container instead of growing with the content. */
  readonly fill?: boolean;
  /** Takes focus as soon as its page answers: where one has just asked to edit. */
  readonly takesFocus?: boolean;
  readonly onRefresh?: () => void;
  readonly onClose?: (payload: unknown) => void;
  readonly onSubmit?: (payload: unknown) => Promise<void>;
  /** A workflow rule's page has said what to call for its configuration. */
  readonly onConfigure?: (callback: () => unknown) => void;
}

/** A Custom UI page of the app in its own origin, and this page's end of the bridge to it. */
export function AppFrame({
  module,
  place,
  src = module.src,
  basePath,
  fill = false,
  takesFocus = false,
  onRefresh,
  onClose,
  onSubmit,
  onConfigure,
}: AppFrameProps) {
  const { frameOrigin } = useSession();
  const frame = useRef<HTMLIFrameElement>(null);
  const localId = useId();
  const [height, setHeight] = useState<number>();
  const [connected, setConnected] = useState(false);
  const [modal, setModal] = useState<ModalRequest>();
  const latest = useRef({ onRefresh, onClose, onSubmit, onConfigure, place });
  latest.current = { onRefresh, onClose, onSubmit, onConfigure, place };
  const canClose = onClose !== undefined;
  const canSubmit = onSubmit !== undefined;
  const canRefresh = onRefresh !== undefined;
  const canConfigure = onConfigure !== undefined;

  useEffect(() => {
    let peer: Peer | undefined;
    let leaving: (() => void)[] = [];
    const leave = (): void => {
      leaving.forEach((stop) => stop());
      leaving = [];
      peer?.close();
    };
    const view: View = {
      module,
      get place() {
        return latest.current.place;
      },
      localId,
      ...(basePath === undefined ? {} : { basePath }),
      surfaceColor: () => surfaceBehind(frame.current),
      openModal: setModal,
      ...(canClose ? { close: (payload: unknown) => latest.current.onClose?.(payload) } : {}),
      ...(canSubmit ? { submit: async (payload: unknown) => latest.current.onSubmit?.(payload) } : {}),
      ...(canRefresh ? { refresh: () => latest.current.onRefresh?.() } : {}),
      ...(canConfigure ? { configure: (callback: () => unknown) => latest.current.onConfigure?.(callback) } : {}),
      onTheme: (tell) => leaving.push(onColorMode(() => void tell({ colorMode: colorMode() }))),
      onLocation: (tell) => {
        const moved = (): void => void tell(appLocation(basePath ?? ''), 'POP');
        window.addEventListener('popstate', moved);
        leaving.push(() => window.removeEventListener('popstate', moved));
      },
      onLeave: (stop) => leaving.push(stop),
    };
    const onMessage = (event: MessageEvent): void => {
      if (event.source !== frame.current?.contentWindow || event.origin !== frameOrigin || event.data !== HELLO) return;
      leave();
      const channel = new MessageChannel();
      peer = new Peer(channel.port1, (command, payload) => {
        if (command === '__size') return setHeight((payload as Size).height);
        return answer(view, command, payload);
      });
      frame.current.contentWindow?.postMessage(CONNECT, frameOrigin, [channel.port2]);
      setConnected(true);
      if (takesFocus) frame.current.focus();
    };
    window.addEventListener('message', onMessage);
    return () => {
      window.removeEventListener('message', onMessage);
      leave();
    };
  }, [module, basePath, frameOrigin, localId, canClose, canSubmit, canRefresh, canConfigure, takesFocus]);

  if (src === undefined) return <p className="frame-missing">This module names no page that exists.</p>;
  const fixed = module.viewportSize === undefined ? undefined : HEIGHTS[module.viewportSize];
  const sized = fill ? undefined : { height: fixed ?? height ?? 160 };
  return (
    <div className={fill ? 'frame frame-fill' : 'frame'}>
      {!connected && <div className="frame-waiting skeleton" aria-hidden="true" />}
      <iframe ref={frame} src={frameOrigin + src} title={titleOf(module)} sandbox={SANDBOX} style={sized} />
      {modal && (
        <FrameModal
          request={modal}
          module={module}
          place={{ ...place, modal: modal.context }}
          close={(payload) => {
            setModal(undefined);
            void modal.onClose(payload);
          }}
        />
      )}
    </div>
  );
}

function surfaceBehind(frame: HTMLElement | null): string {
  const name = frame?.closest('dialog') ? '--ds-surface-overlay' : '--ds-surface';
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

interface FrameModalProps {
  readonly request: ModalRequest;
  readonly module: ModuleJson;
  readonly place: Place;
  readonly close: (payload?: unknown) => void;
  /** Answers the page's `view.submit`; a modal that an app opened itself has none. */
  readonly submit?: (payload: unknown) => Promise<void>;
}

/** A page of the app in a dialog. Sizes: https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/modal/ */
export function FrameModal({ request, module, place, close, submit }: FrameModalProps) {
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
        {...(submit ? { onSubmit: submit } : {})}
      />
    </Dialog>
  );
}
