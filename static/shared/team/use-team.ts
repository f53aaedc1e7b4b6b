import { view as bridge } from '@forge/bridge';
import { useCallback, useMemo, useState } from 'react';
import type { Answer, Call } from '../../../src/contract/call';
import {
  applyAnswers,
  clearOverride,
  giveAnswers,
  overrideAnswers,
  revealAnswers,
  type PanelView,
  type TeamView,
  type ValueView,
} from '../../../src/contract/scoring';
import type { Inputs } from '../../../src/features/scoring/model';
import { ask } from '../client';
import { useAnswersTo, type Answers, type AnswersApi } from '../use-answers';

/** A person's own answers, with what they come to together with the others'. */
export interface HeldByTeam {
  readonly inputs: Inputs;
  readonly value: ValueView;
  readonly team: TeamView;
}

export type TeamAct = 'reveal' | 'take-back' | 'apply' | 'override';

export interface TeamApi {
  readonly answers: AnswersApi<HeldByTeam>;
  /** What is being done. */
  readonly acting: TeamAct | null;
  /** What was done last. */
  readonly done: TeamAct | null;
  /** Why it could not be. */
  readonly failure: string | null;
  readonly reveal: () => void;
  readonly takeBack: () => void;
  readonly apply: () => void;
  readonly override: (answers: Answers, reason: string) => Promise<boolean>;
}

type Scored = { value: ValueView; team: TeamView | null };

/** A team's scoring of one issue: own answers are saved as they are typed, the rest by a click. */
export function useTeam(view: PanelView & { readonly team: TeamView }, locale: string): TeamApi {
  const { issueId, model } = view;
  const [acting, setActing] = useState<TeamAct | null>(null);
  const [done, setDone] = useState<TeamAct | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const read = useMemo(() => held({ value: view.value, team: view.team }, view.team), [view]);
  const save = useCallback(
    async (answers: Answers): Promise<Answer<HeldByTeam>> => {
      const answer = await ask(giveAnswers, { issueId, answers });
      return answer.ok ? { ok: true, data: held(answer.data, view.team) } : answer;
    },
    [issueId, view.team],
  );
  const answers = useAnswersTo(model, read, locale, save);
  const { replace } = answers;

  const act = useCallback(
    async <Input extends { issueId: string }>(what: TeamAct, call: Call<Input, Scored>, input: Input): Promise<boolean> => {
      setActing(what);
      setDone(null);
      setFailure(null);
      const answer = await ask(call, input);
      setActing(null);
      if (!answer.ok) {
        setFailure(answer.message);
        return false;
      }
      setDone(what);
      replace(held(answer.data, view.team));
      // Jira's own fields beside this show what was written.
      bridge.refresh().catch(() => undefined);
      return true;
    },
    [replace, view.team],
  );

  return {
    answers,
    acting,
    done,
    failure,
    reveal: useCallback(() => void act('reveal', revealAnswers, { issueId }), [act, issueId]),
    takeBack: useCallback(() => void act('take-back', clearOverride, { issueId }), [act, issueId]),
    apply: useCallback(() => void act('apply', applyAnswers, { issueId }), [act, issueId]),
    override: useCallback((set, reason) => act('override', overrideAnswers, { issueId, answers: set, reason }), [act, issueId]),
  };
}

/** Where the project stopped scoring as a team meanwhile, the next call says so: until then what was shown stays. */
const held = ({ value, team }: Scored, before: TeamView): HeldByTeam => ({ inputs: (team ?? before).own, value, team: team ?? before });
