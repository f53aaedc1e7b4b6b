import { useEffect, useState } from 'react';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import { showFailure } from '../../flags';
import { emit } from '../../frames/app-events';
import type { TransitionJson } from '../../jira-types';
import { useChanges } from '../../live';
import { useLoad } from '../../load';
import { Adf, fromText, isPlain, toText } from '../../parts/adf';
import { Failure, Lozenge, Skeleton, TypeIcon } from '../../parts/basics';
import { Editable } from '../../parts/editable';
import { Menu } from '../../parts/menu';
import { projectPath } from '../../sidebar';
import { TransitionDialog } from '../../transition/transition-dialog';
import { Crumbs } from '../page';
import { Activity } from './activity';
import { AppPanels, AppsMenu, usePanels } from './app-panels';
import { ContextPanels } from './context-panels';
import { Details } from './details';
import { IssueActions } from './issue-actions';
import { loadIssue, loadModules, saveFields, transition, type IssueView } from './issue-data';

/** The issue view: what it is on the left, its fields and the app's panels on the right. */
export function IssuePage({ issueKey }: { issueKey: string }) {
  const loaded = useLoad(`issue ${issueKey}`, () => loadIssue(issueKey));
  const modules = useLoad(`modules ${issueKey}`, () => loadModules(issueKey));
  const panels = usePanels(issueKey, modules.data ?? []);
  const id = loaded.data?.issue.id;

  useChanges(
    (change) => change.issueId === undefined || change.issueId === id,
    (all) => {
      loaded.reload();
      const changes = all.filter(({ issueId }) => issueId !== undefined);
      const [{ issueId, projectId } = {}] = changes;
      if (issueId === undefined) return;
      // What Jira's issue view tells the app's frames: https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-context/#events
      emit('app', 'JIRA_ISSUE_CHANGED', {
        issueId,
        projectId,
        changes: changes.map(({ changeType, atlassianId }) => ({ changeType, atlassianId })),
      });
    },
  );

  const { data } = loaded;
  const summary = data?.issue.fields.summary ?? '';
  useEffect(() => {
    document.title = data ? `[${data.issue.key}] ${summary} - Jira (local stand-in)` : 'Jira (local stand-in)';
  }, [data, summary]);

  if (loaded.error !== undefined && !data) return <Failure page error={loaded.error} onRetry={loaded.reload} />;
  if (!data) return <Skeleton rows={8} height={32} />;
  const { issue, editable } = data;
  const project = issue.fields.project;
  const save = async (fields: Record<string, unknown>): Promise<void> => {
    await saveFields(issue.key, fields);
    loaded.reload();
  };
  return (
    <div className="issue">
      <div className="issue-main">
        <Crumbs
          crumbs={[
            { href: '/projects', text: 'Projects' },
            ...(project ? [{ href: projectPath(project.key), text: project.name ?? project.key }] : []),
            ...(issue.fields.parent ? [{ href: `/browse/${issue.fields.parent.key}`, text: issue.fields.parent.key }] : []),
            { href: `/browse/${issue.key}`, text: issue.key },
          ]}
        />
        <div className="issue-summary">
          <TypeIcon type={issue.fields.issuetype} />
          <Editable
            label="Summary"
            value={summary}
            canEdit={editable.has('summary')}
            view={<h1 dir="auto">{summary}</h1>}
            save={(text) => save({ summary: text })}
          />
        </div>
        <AppsMenu {...panels} />
        <section aria-labelledby="description">
          <h2 id="description">Description</h2>
          <Description view={data} save={save} />
        </section>
        <AppPanels issueKey={issue.key} panels={panels} onRefresh={loaded.reload} />
      </div>
      <aside className="issue-side" aria-label="Issue details">
        <div className="issue-side-head">
          <StatusMenu view={data} reload={loaded.reload} />
          <IssueActions issue={issue} />
        </div>
        <Details view={data} modules={modules.data} save={save} reload={loaded.reload} />
        <ContextPanels modules={modules.data ?? []} issueKey={issue.key} onRefresh={loaded.reload} />
      </aside>
      <Activity issueKey={issue.key} issueId={issue.id} modules={modules.data ?? []} onRefresh={loaded.reload} />
    </div>
  );
}

function Description({ view: { issue, editable }, save }: { view: IssueView; save: (fields: Record<string, unknown>) => Promise<void> }) {
  const { description } = issue.fields;
  const plain = isPlain(description);
  return (
    <>
      <Editable
        label="Description"
        multiline
        value={toText(description)}
        canEdit={editable.has('description') && plain}
        view={description ? <Adf node={description} /> : <p className="subtle">No description yet.</p>}
        save={(text) => save({ description: fromText(text) })}
      />
      {editable.has('description') && !plain && (
        <p className="subtle">This text has formatting that the local site cannot edit without losing it.</p>
      )}
    </>
  );
}

function StatusMenu({ view: { issue, transitions }, reload }: { view: IssueView; reload: () => void }) {
  const { status } = issue.fields;
  const [asking, setAsking] = useState<TransitionJson>();
  const go = (chosen: TransitionJson): void => {
    if (chosen.hasScreen === true) return setAsking(chosen);
    transition(issue.key, chosen.id).then(reload, (error: unknown) => {
      showFailure(`${issue.key} stays in ${status?.name ?? 'its status'}`, error);
      reload();
    });
  };
  return (
    <>
      {asking && <TransitionDialog issue={issue} transition={asking} done={reload} close={() => setAsking(undefined)} />}
      <Menu
        label={`Status: ${status?.name ?? ''}. Change status`}
        className={`status-button lozenge-${status?.statusCategory?.key ?? 'new'}`}
        trigger={
          <>
            {status?.name} <ChevronDownIcon label="" size="small" />
          </>
        }
        empty="No transition is open to you from here."
        items={transitions.map((one) => ({
          key: one.id,
          onSelect: () => go(one),
          text: (
            <>
              {one.name === one.to.name ? '' : `${one.name} → `}
              <Lozenge status={one.to} />
            </>
          ),
        }))}
      />
    </>
  );
}
