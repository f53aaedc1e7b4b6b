import { invoke } from '@forge/bridge';
import { failed, panel } from '../../locales/en.json';
import type { Answer, Call } from '../../src/contract/call';

/**
 * Calls one function of the app. Never rejects: what goes wrong on the way is an answer too, with a sentence and with nothing lost.
 * An answer of another shape (an old page against a new release) asks for a reload.
 */
export async function ask<Input extends Record<string, unknown>, Output>(call: Call<Input, Output>, input: Input): Promise<Answer<Output>> {
  let raw: unknown;
  try {
    raw = await invoke(call.name, input);
  } catch (error) {
    console.error(call.name, error);
    return { ok: false, code: 'unavailable', message: panel.offline };
  }
  const answer = raw as Answer<unknown>;
  if (typeof answer !== 'object' || answer === null || typeof answer.ok !== 'boolean') return outdated();
  if (!answer.ok) return answer;
  const data = call.output.safeParse(answer.data);
  return data.success ? { ok: true, data: data.data } : outdated();
}

const outdated = (): Answer<never> => ({ ok: false, code: 'invalid-input', message: failed['invalid-input'] });
