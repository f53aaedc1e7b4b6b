import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { siteAdmin } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { createOwnerRole } from '../../src/contract/acceptance';
import { ask } from '../shared/client';
import { Failure } from '../shared/failure';

const text = siteAdmin.role;

interface RoleSectionProps {
  readonly hasRole: boolean;
  readonly onMade: () => void;
}

/** The project role that the condition "Only the product owner" asks for (A6): made once for the site. */
export function RoleSection({ hasRole, onMade }: RoleSectionProps) {
  const [isMaking, setMaking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const had = useRef(hasRole);

  // The button is gone once it has done its work.
  useEffect(() => {
    if (hasRole && !had.current) heading.current?.focus({ preventScroll: true });
    had.current = hasRole;
  }, [hasRole]);

  const make = async (): Promise<void> => {
    setMaking(true);
    setFailure(null);
    const answer = await ask(createOwnerRole, {});
    setMaking(false);
    if (answer.ok) onMade();
    else setFailure(fill(text.notMade, { reason: answer.message }));
  };

  return (
    <section className="admin-section" aria-labelledby="role-title">
      <h2 id="role-title" ref={heading} tabIndex={-1}>
        {text.title}
      </h2>
      <p className="quiet">{text.explain}</p>
      <p role="status">{hasRole ? text.exists : text.missing}</p>
      {!hasRole && (
        <div className="buttons">
          <Button isLoading={isMaking} onClick={() => void make()}>
            {text.make}
          </Button>
        </div>
      )}
      {failure !== null && <Failure sentence={failure} />}
    </section>
  );
}
