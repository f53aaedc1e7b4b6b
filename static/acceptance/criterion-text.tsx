import { linesOf } from './gherkin';

/** A criterion's words as they were written, line by line; Given, When and Then stand out. */
export function CriterionText({ text }: { readonly text: string }) {
  return (
    <>
      {linesOf(text).map(({ step, rest }, index) => (
        <span key={index} className="criterion-line" data-step={step === null ? undefined : true}>
          {step !== null && <strong className="criterion-step">{step} </strong>}
          {rest === '' ? '\u00a0' : rest}
        </span>
      ))}
    </>
  );
}
