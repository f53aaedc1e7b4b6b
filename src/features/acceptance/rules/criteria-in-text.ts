import { cellsOf, linesIn, MARKERS, namesCriteria, PIPES, STAGES, stepOf, type Line, type Step, type Words } from './criterion-lines';

/** A criterion is at most that long, in UTF-16 units as the contract counts. */
export const CRITERION_LENGTH = 500;

/**
 * The criteria in what somebody pastes: one a line, or one a Gherkin scenario, without bullets and numbers, each at most 500 characters. Reading the result again, as
 * when a checklist is copied out and pasted elsewhere, gives the same.
 */
export function criteriaInText(text: string): readonly string[] {
  let found = criteriaInLines(linesIn(text));
  // A duplicate that is taken out may have stood between steps that belong together, and a part of a long scenario may join the next: rare, so one more look ends it.
  for (let looks = 0; looks < 5; looks += 1) {
    const again = criteriaInLines(linesIn(found.join('\n\n')));
    if (again.length === found.length && again.every((each, index) => each === found[index])) break;
    found = again;
  }
  return found;
}

export function criteriaInLines(lines: readonly Line[]): readonly string[] {
  return onceEach(blocksIn(lines).flatMap((block) => inPieces(block.lines.join('\n'))));
}

/**
 * Without those that say the same before them. Case counts but at the beginning, because two criteria may differ in nothing else ("'Ann' finds nobody", "'ann' finds
 * Ann"): one too many is easily removed, one too few is not seen.
 */
export function onceEach(criteria: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return criteria.filter((text) => seen.size < seen.add(asWords(text)).size);
}

function asWords(text: string): string {
  const words = text
    .normalize()
    .replace(/\s+/gu, ' ')
    .replace(/[.;,]$/u, '');
  return words.charAt(0).toLowerCase() + words.slice(1);
}

interface Block {
  readonly lines: string[];
  readonly indent: number;
  readonly bulleted: boolean;
  /** Null: no Gherkin. `stage`: how far it has come, 1 Given, 2 When, 3 Then. */
  readonly steps: { readonly first: Step; stage: number } | null;
}

/** A line that ends with a colon and what it says before each item below it. */
type Lead = Pick<Block, 'indent' | 'bulleted'> & { readonly text: string };

/** Longer ones would leave no room for the items. */
const LEAD_LENGTH = 200;

function blocksIn(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let afterGap = false;
  let leads: Lead[] = [];
  for (const line of lines) {
    if (line.kind === 'gap') {
      // Steps copied from a page have blank lines between them.
      if (open?.steps === null) open = null;
      afterGap = true;
      leads = [];
      continue;
    }
    if (open === null || !goesOn(open, line, afterGap)) {
      const lead = leadFor(open, line);
      if (lead !== null) {
        blocks.pop();
        leads.push(lead);
      }
      while (leads.length > 0 && !covers(leads.at(-1), line)) leads.pop();
      open = blockOf(line, leads.at(-1)?.text ?? null);
      blocks.push(open);
    }
    afterGap = false;
  }
  return blocks;
}

const opens = (step: Step | null): step is 'scenario' | 'given' | 'when' | 'then' =>
  step !== null && step !== 'more' && step !== 'examples';

function blockOf({ indent, bulleted, text }: Words, lead: string | null): Block {
  const step = stepOf(text);
  const steps = lead === null && opens(step) ? { first: step, stage: stageOf(step, text) } : null;
  const words = PIPES.test(text) ? cellsOf(text).join(' – ') : text;
  return { lines: [lead === null ? words : `${lead} ${words}`], indent, bulleted, steps };
}

/** "Given a cart, when I pay, then …" has come to its end in one line. */
const stageOf = (step: Step, text: string): number =>
  (step === 'given' || step === 'when') && /[\s,]then\s/iu.test(text) ? 3 : STAGES[step];

/** Whether the line belongs to the criterion above it, and then adds it. */
function goesOn(block: Block, line: Words, afterGap: boolean): boolean {
  const step = stepOf(line.text);
  const isDeeper = line.indent > block.indent;
  if (block.steps === null) {
    if (afterGap || line.bulleted || !isDeeper || opens(step)) return false;
    // The indentation stays: without it the line would be a criterion of its own when it is pasted again.
    block.lines.push(`  ${line.text}`);
    return true;
  }
  const last = block.lines.at(-1) ?? '';
  if (step !== null) {
    if (beginsAnother(step, block.steps, afterGap)) return false;
    block.lines.push(line.text);
    block.steps.stage = Math.max(block.steps.stage, stageOf(step, line.text));
    return true;
  }
  if (afterGap) return false;
  // "Given" alone in its line, and what is given in the next.
  if (/^(?:given|when|then|and|but):?$/iu.test(last)) block.lines[block.lines.length - 1] = `${last} ${line.text}`;
  else if (line.starred) block.lines.push(`* ${line.text}`);
  else if (PIPES.test(line.text)) block.lines.push(line.text);
  else if (line.bulleted && (endsWithColon(last) || last.startsWith('  - '))) block.lines.push(`  - ${line.text}`);
  else if (!line.bulleted && (isDeeper || block.steps.stage === 0))
    block.lines.push(block.steps.stage === 0 ? line.text : `  ${line.text}`);
  else return false;
  return true;
}

/** Steps go forward, Given, When, Then; who goes back describes something else. */
function beginsAnother(step: Step, { first, stage }: NonNullable<Block['steps']>, afterGap: boolean): boolean {
  switch (step) {
    case 'scenario':
      return true;
    case 'given':
      return stage > 1 || (afterGap && stage > 0);
    case 'when':
      // Without a Given, "When I pay, I get a receipt" is a criterion, and often one of a list of such.
      return first === 'when' || (afterGap && stage > 1);
    case 'then':
      return afterGap && stage > 2;
    case 'more':
    case 'examples':
      return false;
  }
}

const endsWithColon = (text: string): boolean => /[:：]$/u.test(text);

/**
 * "The cart shows:" cannot be met or failed by itself, and "the total" under it does not say where: each item is read with its lead, "The cart shows: the total".
 * Any other line with items below it is a criterion, and so is each item.
 */
function leadFor(block: Block | null, line: Words): Lead | null {
  const [text, ...others] = block?.lines ?? [];
  if (block === null || block.steps !== null || text === undefined || others.length > 0) return null;
  const lead = { indent: block.indent, bulleted: block.bulleted, text };
  return endsWithColon(text) && text.length <= LEAD_LENGTH && covers(lead, line) && !opens(stepOf(line.text)) ? lead : null;
}

const covers = (lead: Lead | undefined, { bulleted, indent }: Words): boolean =>
  lead !== undefined && bulleted && (lead.bulleted ? indent > lead.indent : indent >= lead.indent);

/** Cut where a line, else a sentence, else a word ends. A word of more than 500 characters is cut anywhere: no text is lost. */
export function inPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > CRITERION_LENGTH) {
    const to = from + cutOf(text.slice(from, from + CRITERION_LENGTH + 1), text.slice(from, from + 2 * CRITERION_LENGTH));
    pieces.push(text.slice(from, to).trimEnd());
    from = to;
    while (/\s/u.test(text.charAt(from))) from += 1;
  }
  pieces.push(text.slice(from));
  return pieces.filter((piece) => piece !== '');
}

/** `window` is one character longer than a piece may be: a cut at its end is fine if a space follows. */
function cutOf(window: string, ahead: string): number {
  const ends = [...window.matchAll(/\s+/gu)].map(({ index }) => index).filter((index) => index > 0);
  const line = ends.findLast((index) => window.charAt(index) === '\n');
  if (line !== undefined) return line;
  // What follows must not read as a bullet, a title or a step, or it would lose a word or its place.
  const words = ends.filter((index) => isNoBeginning(ahead.slice(index, index + 100).trimStart()));
  const sentence = words.findLast((index) => index > CRITERION_LENGTH / 2 && /[.!?;。！？؟…]["'”’)]?$/u.test(window.slice(0, index)));
  const ideographic = window.slice(0, CRITERION_LENGTH).search(/[。！？](?=[^。！？]*$)/u);
  const end = sentence ?? words.at(-1) ?? (ideographic > 0 ? ideographic + 1 : undefined) ?? CRITERION_LENGTH;
  // Not between the two halves of one character.
  return end === CRITERION_LENGTH && /[\ud800-\udbff]/.test(window.charAt(end - 1)) ? end - 1 : end;
}

const isNoBeginning = (rest: string): boolean => !MARKERS.test(rest) && stepOf(rest) === null && !namesCriteria(rest);
