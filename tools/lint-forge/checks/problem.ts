/** One thing that is wrong, in words that say what to do about it. `file` is relative to the repository. */
export interface Problem {
  file: string;
  line: number;
  message: string;
}

export function sentence({ file, line, message }: Problem): string {
  return `${file}:${line} ${message}`;
}
