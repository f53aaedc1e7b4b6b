import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import type { SelectHTMLAttributes } from 'react';

/** The browser's own list, which every keyboard and screen reader knows, in the look of Atlassian's fields (factors.css). */
export function NativeSelect(props: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className="choice">
      <select {...props} />
      <span className="choice-mark">
        <ChevronDownIcon label="" size="small" color="currentColor" />
      </span>
    </span>
  );
}
