import type { Transition, Workflow } from '../../model';
import { type Entity, EntityType } from '../values';
import type { View } from '../view';
import { statusOf } from './project';
import { free, numericId, propertiesOf } from './properties';

const TRANSITION = new EntityType<{ transition: Transition; fromStatusId: string | null }>(
  'Transition',
  ({ transition }) => transition.id,
  {
    properties: {
      id: free(({ transition }) => numericId(transition.id)),
      name: free(({ transition }) => transition.name),
      from: free(({ fromStatusId }, view) => (fromStatusId === null ? null : statusOf(fromStatusId, view))),
      to: free(({ transition }, view) => statusOf(transition.to, view)),
      hasScreen: free(({ transition }) => transition.screenId !== undefined),
    },
  },
);

const WORKFLOW = new EntityType<Workflow>('Workflow', (workflow) => workflow.id, {
  properties: { id: free((workflow) => workflow.id), name: free((workflow) => workflow.name) },
});

const APP = new EntityType<string>('App', (appId) => appId, {
  properties: {
    id: free((appId) => `ari:cloud:ecosystem::app/${appId}`),
    // Apps of the local site are not sold, so there is no license to read.
    license: free(() => null),
    properties: propertiesOf((appId) => `app:${appId}`),
  },
});

/** @param fromStatusId the status before the transition; null when it is being created. */
export const transitionOf = (transition: Transition, fromStatusId: string | null, view: View): Entity =>
  TRANSITION.of({ transition, fromStatusId }, view);
export const workflowOf = (workflow: Workflow, view: View): Entity => WORKFLOW.of(workflow, view);
export const appOf = (appId: string, view: View): Entity => APP.of(appId, view);
