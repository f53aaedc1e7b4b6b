import { ApiError, messageOf } from '../api';

interface ProblemsProps {
  readonly refusal: unknown;
  /** Ids of the fields that show what is said of them. */
  readonly shown: readonly string[];
  readonly names: readonly { readonly fieldId: string; readonly name: string }[];
  /** What did not happen, said where fields alone are at fault. */
  readonly what: string;
}

/** What Jira says against the whole of a form, or against a field that is not shown in it. */
export function Problems({ refusal, shown, names, what }: ProblemsProps) {
  if (refusal === undefined) return null;
  const sentences = refusal instanceof ApiError ? otherSentences(refusal, shown, names) : [messageOf(refusal)];
  if (sentences.length === 0) {
    return (
      <p className="visually-hidden" role="alert">
        {what} Some fields need another look.
      </p>
    );
  }
  return (
    <div className="form-problem" role="alert" tabIndex={-1}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

/** The sentences of a refusal that no shown field carries; those of a field that is not shown begin with its name. */
function otherSentences(refusal: ApiError, shown: ProblemsProps['shown'], names: ProblemsProps['names']): readonly string[] {
  const ofFields = new Set(Object.values(refusal.fields));
  const general = refusal.sentences.filter((sentence) => !ofFields.has(sentence));
  const hidden = Object.entries(refusal.fields).filter(([id]) => !shown.includes(id));
  return [...general, ...hidden.map(([id, sentence]) => `${names.find(({ fieldId }) => fieldId === id)?.name ?? id}: ${sentence}`)];
}
