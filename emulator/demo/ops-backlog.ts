import type { SeedIssue } from './seed-issue';

/** OPS, the people who keep the lights on: a kanban project that nobody owns. */
export const OPS_ISSUES: readonly (SeedIssue & { readonly progress: 'Backlog' | 'Selected for Development' | 'In Progress' | 'Done' })[] = [
  { type: 'Task', summary: 'Renew the certificate of the image service', progress: 'Done', priority: 'High' },
  {
    type: 'Bug',
    summary: 'Nightly backup skips the review database',
    progress: 'Done',
    priority: 'Highest',
    about: 'Noticed while restoring a copy for the testers.',
  },
  { type: 'Task', summary: 'Patch the load balancers', progress: 'Done' },
  { type: 'Task', summary: 'Move build agents to the new network', progress: 'In Progress' },
  {
    type: 'Bug',
    summary: 'Disk alarm of the log server comes an hour late',
    progress: 'In Progress',
    steps: ['Fill the test volume to 95 %', 'Wait for the alarm'],
  },
  {
    type: 'Task',
    summary: 'Write the runbook for a lost database node',
    progress: 'Selected for Development',
    criteria: ['Somebody who has never done it can follow it'],
  },
  {
    type: 'Task',
    summary: 'Rotate the keys of the payment provider',
    progress: 'Selected for Development',
    priority: 'High',
    labels: ['security'],
  },
  { type: 'Task', summary: 'Restore test for all databases', progress: 'Selected for Development' },
  { type: 'Task', summary: 'Retire the old mail relay', progress: 'Backlog' },
  { type: 'Task', summary: 'Budget alarm for cloud costs', progress: 'Backlog' },
  { type: 'Bug', summary: 'VPN drops after eight hours', progress: 'Backlog' },
  { type: 'Task', summary: 'Dashboards per team instead of one for all', progress: 'Backlog' },
  { type: 'Task', summary: 'Second region: what would it cost?', progress: 'Backlog', about: 'A page with options, not a plan.' },
  { type: 'Task', summary: 'Clean up images older than a year', progress: 'Backlog' },
  { type: 'Task', summary: 'Practise the autumn sale on-call rota', progress: 'Backlog' },
];
