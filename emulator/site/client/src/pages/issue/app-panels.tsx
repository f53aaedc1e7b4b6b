import { useRef, useState } from 'react';
import AppsIcon from '@atlaskit/icon/core/apps';
import MoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { call, get } from '../../api';
import { showFailure } from '../../flags';
import { AppFrame } from '../../frames/app-frame';
import { titleOf, type ModuleJson } from '../../jira-types';
import { useLoad } from '../../load';
import { Menu, type MenuItem } from '../../parts/menu';

interface PanelsJson {
  readonly panels: readonly {
    readonly moduleKey: string;
    readonly instances: readonly string[];
    readonly pinned: boolean;
    readonly mayAdd: boolean;
  }[];
  readonly mayEdit: boolean;
  readonly mayPin: boolean;
}

interface Panel extends Omit<PanelsJson['panels'][number], 'moduleKey'> {
  readonly module: ModuleJson;
}

export interface Panels {
  readonly panels: readonly Panel[];
  readonly mayEdit: boolean;
  readonly mayPin: boolean;
  /** Added since this page was opened. */
  readonly isNew: (instance: string) => boolean;
  readonly add: (panel: Panel) => void;
  readonly hide: (panel: Panel, instance: string) => void;
  readonly showForAll: (panel: Panel, shown: boolean) => void;
}

/** The app's jira:issuePanel modules on an issue: those there, and those one may add. */
export function usePanels(issueKey: string, modules: readonly ModuleJson[]): Panels {
  const path = `/_site/panels/${encodeURIComponent(issueKey)}`;
  const loaded = useLoad(`panels ${issueKey}`, () => get<PanelsJson>(path));
  const added = useRef(new Set<string>());
  const { panels = [], mayEdit = false, mayPin = false } = loaded.data ?? {};
  const change = (work: Promise<unknown>, refused: string, then?: () => void): void => {
    work.then(then, (error: unknown) => showFailure(refused, error)).finally(loaded.reload);
  };
  const at = ({ module }: Panel): string => `${path}/${encodeURIComponent(module.key)}`;
  return {
    panels: modules.flatMap((module) => {
      const panel = panels.find(({ moduleKey }) => module.type === 'jira:issuePanel' && moduleKey === module.key);
      return panel ? [{ ...panel, module }] : [];
    }),
    mayEdit,
    mayPin,
    isNew: (instance) => added.current.has(instance),
    add: (panel) =>
      change(
        call<{ instance: string }>('POST', at(panel)).then(({ instance }) => added.current.add(instance)),
        `${titleOf(panel.module)} was not added`,
        () => focusSoon(panel.module),
      ),
    hide: (panel, instance) =>
      change(call('DELETE', `${at(panel)}/${encodeURIComponent(instance)}`), `${titleOf(panel.module)} is still there`, () =>
        document.getElementById('quick-add')?.querySelector('button')?.focus(),
      ),
    showForAll: (panel, pinned) => change(call('PUT', `${at(panel)}/pinned`, { pinned }), `${titleOf(panel.module)} is shown as before`),
  };
}

const headingId = (module: ModuleJson, index: number): string => `app-panel-${module.key}-${index}`;

function focusSoon(module: ModuleJson): void {
  window.setTimeout(() => {
    const headings = document.querySelectorAll<HTMLElement>(`[id^="app-panel-${CSS.escape(module.key)}-"]`);
    headings[headings.length - 1]?.focus();
  }, 300);
}

/** Jira's button for what apps can add to an issue. It is there as long as an app has a panel; one that is on the issue is gone to. */
export function AppsMenu({ panels, mayEdit, add }: Panels) {
  if (panels.length === 0) return null;
  const items: readonly MenuItem[] = panels.map((panel) => ({
    key: panel.module.key,
    disabled: panel.mayAdd && !mayEdit,
    text: (
      <>
        <ModuleIcon module={panel.module} /> {titleOf(panel.module)}
      </>
    ),
    onSelect: () => (panel.mayAdd ? add(panel) : focusSoon(panel.module)),
  }));
  return (
    <div id="quick-add" className="quick-add">
      <Menu
        label="Add apps"
        trigger={
          <>
            <AppsIcon label="" /> Apps
          </>
        }
        items={items}
      />
    </div>
  );
}

/** Those that are on the issue, above its activity. */
export function AppPanels({ issueKey, panels, onRefresh }: { issueKey: string; panels: Panels; onRefresh: () => void }) {
  return (
    <>
      {panels.panels.flatMap((panel) =>
        panel.instances.map((instance, index) => (
          <AppPanel
            key={`${panel.module.key} ${instance}`}
            {...{ issueKey, panels, panel, instance, onRefresh }}
            id={headingId(panel.module, index)}
          />
        )),
      )}
    </>
  );
}

interface AppPanelProps {
  readonly id: string;
  readonly issueKey: string;
  readonly panels: Panels;
  readonly panel: Panel;
  readonly instance: string;
  readonly onRefresh: () => void;
}

function AppPanel({ id, issueKey, panels, panel, instance, onRefresh }: AppPanelProps) {
  const { module, pinned } = panel;
  const title = titleOf(module);
  const [isNew] = useState(() => panels.isNew(instance));
  const items: readonly MenuItem[] = [
    ...(panels.mayEdit
      ? [{ key: 'hide', text: 'Hide from this work item', group: 'This work item', onSelect: () => panels.hide(panel, instance) }]
      : []),
    ...(panels.mayPin
      ? [
          {
            key: 'all',
            group: 'All of this project',
            text: pinned ? 'Hide from all work items' : 'Show for all work items',
            onSelect: () => panels.showForAll(panel, !pinned),
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby={id} className="app-panel">
      <div className="app-panel-head">
        <ModuleIcon module={module} />
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {items.length > 0 && (
          <Menu label={`More for ${title}`} align="end" className="icon-button" trigger={<MoreIcon label="" />} items={items} />
        )}
      </div>
      <AppFrame module={module} place={{ issue: issueKey, ...(isNew ? { panelIsNew: true } : {}) }} onRefresh={onRefresh} />
    </section>
  );
}

function ModuleIcon({ module }: { module: ModuleJson }) {
  if (module.icon === undefined) return <AppsIcon label="" />;
  return <img className="module-icon" src={module.icon} alt="" width={16} height={16} />;
}
