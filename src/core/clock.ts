/** Epoch milliseconds. Passed in, so that rules and tests never read the machine's time. */
export type Now = () => number;
