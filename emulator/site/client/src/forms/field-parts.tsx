/** The mark of a field one has to fill in; that it is so is said to screen readers by `aria-required`. */
export function Required() {
  return (
    <span className="form-required" aria-hidden="true">
      {' '}
      *
    </span>
  );
}

/** What is wrong with a field, for `aria-describedby`. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p className="field-error" id={id} role="alert">
      {error}
    </p>
  );
}
