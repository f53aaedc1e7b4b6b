import type { Emulator } from '../emulator';
import type { Project } from '../jira/model';
import type { JsonObject } from '../json';

/** The installed app is not what the demo expects of it; the message is a sentence. */
export class SetupError extends Error {}

/** Calls a function of the app as its pages do; answers what it said. */
export async function askApp(
  emulator: Emulator,
  accountId: string,
  project: Project,
  functionKey: string,
  payload: JsonObject,
): Promise<JsonObject> {
  const { forge } = emulator;
  const moduleKey = forge.modules().find((module) => module.type === 'jira:issueContext' && hasResolver(module.properties))?.key;
  if (moduleKey === undefined) throw new SetupError('The app has no jira:issueContext module with a resolver to ask.');
  const answer = await forge.invokeResolver({
    accountId,
    moduleKey,
    functionKey,
    payload,
    extension: { type: moduleKey, project: { id: project.id, key: project.key, type: project.projectTypeKey } },
  });
  if (!isOk(answer)) throw new SetupError(`The app refused ${functionKey} in ${project.key}: ${JSON.stringify(answer)}`);
  return answer.data;
}

const hasResolver = (properties: JsonObject): boolean => typeof properties['resolver'] === 'object';

const isOk = (answer: unknown): answer is { readonly data: JsonObject } =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
