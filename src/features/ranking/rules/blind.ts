const FEWEST_VISIBLE = 0.5;
const ENOUGH_TO_TELL = 4;

/** Whether so little of what was asked for is visible that the app must be blind, rather than the backlog empty (O4b). */
export const isBlind = (asked: number, unseen: number): boolean => asked >= ENOUGH_TO_TELL && asked - unseen < asked * FEWEST_VISIBLE;
