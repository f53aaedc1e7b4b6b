import { currentInvocation } from './invocation';

/**
 * A promise of the app's that is rejected with nobody listening ends a Node process. On Forge that is one function's; here it
 * would be the whole site's, so the app's are told apart by their realm and end only their invocation. All others end the
 * process as ever.
 */
const realms = new WeakMap<object, (text: string) => void>();
let watchers = 0;

/** Makes promises of an app's context known by their prototype. */
export const knowRealm = (promisePrototype: object, log: (text: string) => void): void => void realms.set(promisePrototype, log);

/** Begins to watch; the returned function ends it. */
export function watchRejections(): () => void {
  if (watchers === 0) process.on('unhandledRejection', onRejection);
  watchers += 1;
  return () => {
    watchers -= 1;
    if (watchers === 0) process.off('unhandledRejection', onRejection);
  };
}

function onRejection(reason: unknown, promise: Promise<unknown>): void {
  const log = realms.get(Object.getPrototypeOf(promise) as object);
  if (!log) {
    // Some other part of the program: what Node does when nobody watches, unless somebody else does.
    if (process.listenerCount('unhandledRejection') === 1) throw reason;
    return;
  }
  const message = `unhandled rejection: ${typeof reason === 'object' && reason !== null && 'message' in reason ? String(reason.message) : String(reason)}`;
  log(message);
  // Node runs this in the promise's own async context.
  currentInvocation.getStore()?.crash('crash', message);
}
