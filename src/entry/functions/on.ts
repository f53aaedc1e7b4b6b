import type { Answer, Call, Immutable } from '../../contract/call';
import type { Actor } from '../../core/actor';

export type Person = Extract<Actor, { kind: 'person' }>;

/** Names what answers a call of the contract. Its input is checked by then, and the actor is a person with a licence. */
export type On = <Input, Output>(
  call: Call<Input, Output>,
  handle: (input: Input, actor: Person) => Promise<Answer<Immutable<Output>>>,
) => void;
