import type { Scale } from './model';

/** The scales teams know. */
export const FIBONACCI: Scale = { kind: 'steps', values: [1, 2, 3, 5, 8, 13, 20], unit: '' };
export const ONE_TO_FIVE: Scale = { kind: 'range', min: 1, max: 5, unit: '' };
export const ONE_TO_TEN: Scale = { kind: 'range', min: 1, max: 10, unit: '' };
export const PERCENT: Scale = { kind: 'range', min: 0, max: 100, unit: '%' };

/** Any number an estimate in money, people or weeks may be. */
export const amount = (unit: string, min = 0): Scale => ({ kind: 'range', min, max: 1_000_000_000, unit });
