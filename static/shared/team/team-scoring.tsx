import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { panel, team as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { PanelView, TeamView } from '../../../src/contract/scoring';
import { asked, evaluate, merge } from '../../../src/features/scoring/rules';
import { Factors, FactorTexts } from '../factors';
import { Failure } from '../failure';
import { scoreText } from '../numbers';
import { MomentIn } from '../requests/moment-in';
import { readable } from '../scale';
import { OverrideForm } from './override-form';
import './team.css';
import { teamNotes } from './team-notes';
import { actWords, answersWords, countsWords, giversWords } from './team-words';
import type { TeamAct, TeamApi } from './use-team';

interface TeamScoringProps {
  readonly view: PanelView;
  readonly api: TeamApi;
  readonly locale: string;
}

const DONE: Readonly<Record<TeamAct, string>> = {
  reveal: text.revealedNow,
  override: text.setNow,
  'take-back': text.takenBack,
  apply: text.applied,
};

/** One's own answers, who else answered, and what they say as far as one may see it (S5). */
export function TeamScoring({ view, api, locale }: TeamScoringProps) {
  const { model, mayScore, viewer } = view;
  const { answers, acting, failure, done } = api;
  const { inputs: own, team, value } = answers.value;
  const [isSetting, setSetting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const inputs = merge(own, answers.unsaved);
  const notes = teamNotes(model, team, mayScore.allowed ? value.inputs : {}, viewer, locale);
  const isOpen = model.factors.some(({ key }) => own[key] === undefined);

  // The button that was pressed is gone, or not what to press next.
  useEffect(() => {
    if (done !== null) said.current?.focus({ preventScroll: true });
  }, [done]);

  return (
    <section className="team" aria-label={text.region}>
      {mayScore.allowed ? (
        <>
          <h3 className="team-title">{text.yours}</h3>
          <Factors
            model={model}
            inputs={inputs}
            errors={answers.errors}
            locale={locale}
            label={text.yours}
            notes={notes}
            onAnswer={answers.answer}
            onLeave={answers.flush}
          />
          <OwnScore model={model} inputs={readable(inputs, answers.errors)} team={team} locale={locale} />
        </>
      ) : (
        <>
          <FactorTexts model={model} inputs={value.inputs} locale={locale} notes={notes} />
          <p className="quiet">{mayScore.message}</p>
        </>
      )}

      <div className="team-line">
        <div>
          <p dir="auto">{giversWords(team, viewer, locale)}</p>
          <p className="quiet" dir="auto">
            {team.revealed !== null && (
              <>
                <MomentIn
                  sentence={actWords(team.revealed, viewer, [text.revealed, text.revealedFor])}
                  at={team.revealed.at}
                  locale={locale}
                />{' '}
              </>
            )}
            {(team.givers.length > 0 || team.revealed !== null) && countsWords(team, viewer)}
            {team.revealed === null && mayScore.allowed && isOpen && ` ${text.hidden}`}
          </p>
        </div>
        {team.may.reveal && (
          <Button appearance="primary" spacing="compact" isLoading={acting === 'reveal'} onClick={api.reveal}>
            {text.reveal}
          </Button>
        )}
      </div>

      {team.override !== null && (
        <div className="team-line">
          <div dir="auto">
            <p>
              <MomentIn
                sentence={actWords(team.override, viewer, [text.setBy, text.setByFor], {
                  what: answersWords(model, team.override.answers, locale),
                })}
                at={team.override.at}
                locale={locale}
              />
            </p>
            <p className="quiet">{fill(text.setReason, { reason: team.override.reason })}</p>
          </div>
          {team.may.override && (
            <Button spacing="compact" isLoading={acting === 'take-back'} onClick={api.takeBack}>
              {text.takeBack}
            </Button>
          )}
        </div>
      )}

      {team.pending && answers.status !== 'saving' && acting === null && (
        <div className="team-line">
          <p className="quiet">{text.pending}</p>
          {mayScore.allowed && (
            <Button spacing="compact" onClick={api.apply}>
              {text.apply}
            </Button>
          )}
        </div>
      )}

      {team.may.override && !isSetting && (
        <div>
          <Button ref={opener} spacing="compact" onClick={() => setSetting(true)}>
            {text.open}
          </Button>
        </div>
      )}
      {isSetting && (
        <OverrideForm
          model={model}
          inputs={value.inputs}
          locale={locale}
          isSending={acting === 'override'}
          failure={failure}
          onSet={(set, reason) => void api.override(set, reason).then((isSet) => isSet && setSetting(false))}
          onCancel={() => {
            setSetting(false);
            queueMicrotask(() => opener.current?.focus());
          }}
        />
      )}
      {failure !== null && !isSetting && <Failure sentence={fill(text.failed, { reason: failure })} />}
      <p ref={said} role="status" tabIndex={-1} className="team-said" dir="auto">
        {done !== null && DONE[done]}
      </p>
    </section>
  );
}

/** What one's own answers would come to alone: no secret to oneself. */
function OwnScore({
  model,
  inputs,
  team,
  locale,
}: Pick<TeamScoringProps, 'locale'> & {
  readonly model: PanelView['model'];
  readonly inputs: Parameters<typeof asked>[1];
  readonly team: TeamView;
}) {
  const outcome = evaluate(model, { model: model.id, inputs: asked(model, inputs) });
  if (outcome.kind !== 'scored' || (team.revealed !== null && team.givers.length < 2)) return null;
  return <p className="quiet">{fill(text.ownScore, { score: scoreText(outcome.score, locale) })}</p>;
}

/** Where the panel's status line says how saving goes. */
export const savingWords = ({ answers, acting }: TeamApi): string | null => {
  if (answers.status === 'saving' || answers.status === 'waiting' || acting !== null) return panel.saving;
  return answers.status === 'saved' && Object.keys(answers.errors).length === 0 ? panel.saved : null;
};
