/** Pixels; order.css says the same. */
export const ROW_HEIGHT = 40;

/** Under this name a dragged row carries its issue's id. */
export const DRAGGED = 'rankedIssue';

/** Of the list's head. */
export const HEAD_HEIGHT = 32;
