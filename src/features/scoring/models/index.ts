import type { ScoringModel } from '../model';
import { cd3 } from './cd3';
import { ice, iceMean } from './ice';
import { opportunity } from './opportunity';
import { rice } from './rice';
import { valueEffort } from './value-effort';
import { weighted } from './weighted';
import { wsjf } from './wsjf';

/** Every built-in model, in the order people choose from. A new one is a file beside this and a line here. */
export const BUILT_IN: readonly ScoringModel[] = [wsjf, rice, ice, iceMean, valueEffort, cd3, opportunity, weighted];

/** What a project scores with until somebody chooses. */
export const DEFAULT_MODEL = wsjf;
