/** An id that looks like one of Jira's UUIDs, the same in every run. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
