/** A line of a criterion: `step` is the word that Given/When/Then is read by. */
export interface CriterionLine {
  readonly step: string | null;
  readonly rest: string;
}

const STEP = /^(Scenario(?: Outline)?:|Given|When|Then|And|But)(?=\s)\s*/iu;

/** The lines of a criterion, as they are set. Words are steps only where two lines begin with them: prose, too, begins with "When". */
export function linesOf(text: string): readonly CriterionLine[] {
  const lines = text.split('\n');
  const steps = lines.filter((line) => STEP.test(line.trim())).length;
  return lines.map((line) => {
    const step = steps >= 2 ? STEP.exec(line.trim())?.[1] : undefined;
    return step === undefined ? { step: null, rest: line } : { step, rest: line.trim().slice(step.length).trim() };
  });
}
