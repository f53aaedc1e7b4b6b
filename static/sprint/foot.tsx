import type { ReactNode } from 'react';

interface FootProps {
  /** What has to be read before a button is pressed, or what went wrong. */
  readonly words?: ReactNode;
  readonly children: ReactNode;
}

/** The modal's buttons, in sight however long the sprint is. */
export function Foot({ words, children }: FootProps) {
  return (
    <div className="cancel-foot">
      {words}
      <div className="buttons">{children}</div>
    </div>
  );
}
