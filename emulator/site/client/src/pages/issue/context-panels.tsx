import { useState } from 'react';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { AppFrame } from '../../frames/app-frame';
import { titleOf, type ModuleJson } from '../../jira-types';

/** The app's jira:issueContext modules: collapsible groups below the details. Jira opens them on a click, this site at once. */
export function ContextPanels({
  modules,
  issueKey,
  onRefresh,
}: {
  modules: readonly ModuleJson[];
  issueKey: string;
  onRefresh: () => void;
}) {
  return (
    <>
      {modules
        .filter(({ type }) => type === 'jira:issueContext')
        .map((module) => (
          <Panel key={module.key} module={module} issueKey={issueKey} onRefresh={onRefresh} />
        ))}
    </>
  );
}

function Panel({ module, issueKey, onRefresh }: { module: ModuleJson; issueKey: string; onRefresh: () => void }) {
  const [open, setOpen] = useState(true);
  return (
    <div className="side-group">
      <h2 className="side-group-head">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <ChevronDownIcon label="" size="small" /> : <ChevronRightIcon label="" size="small" />}
          <span>{titleOf(module)}</span>
          {module.label !== titleOf(module) && <span className="subtle side-group-label">{module.label}</span>}
        </button>
      </h2>
      {open && <AppFrame module={module} place={{ issue: issueKey }} onRefresh={onRefresh} />}
    </div>
  );
}
