import { criteriaInLines, onceEach } from './criteria-in-text';
import { isScenario, lineOf, linesIn, namesCriteria, type Line } from './criterion-lines';
import { attribute, contentOf, isNode, levelOf, wordsOf, type AdfNode } from './document-words';

/** As many as an issue's checklist holds. */
export const MOST_CRITERIA = 200;

/** `likely`: it stands below a title such as "Acceptance criteria", or is Gherkin. */
export interface FoundCriterion {
  readonly text: string;
  readonly likely: boolean;
}

/**
 * The criteria in an issue's description, in Atlassian Document Format
 * (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/). It is written out in lines as somebody would type it, and read by the rules for pasted
 * text. Without a title over criteria and without Gherkin, all lists are given, as unlikely; prose outside such a title never is a criterion, and struck-out words count
 * nowhere. Never throws: what is no such document has none.
 */
export function criteriaInDescription(description: unknown): readonly FoundCriterion[] {
  if (!isNode(description) || description['type'] !== 'doc') return [];
  const likely: string[] = [];
  const others: string[] = [];
  for (const run of runsIn(description)) {
    for (const criterion of criteriaInLines(run.lines)) {
      if ((run.titled && run.from !== 'code') || isScenario(criterion)) likely.push(criterion);
      else if (run.from === 'list' && !run.titled) others.push(criterion);
    }
  }
  return onceEach(likely.length > 0 ? likely : others)
    .slice(0, MOST_CRITERIA)
    .map((text) => ({ text, likely: likely.length > 0 }));
}

/** Lines that are read together. */
interface Run {
  readonly from: 'list' | 'prose' | 'code';
  /** Below a title over criteria. */
  readonly titled: boolean;
  readonly lines: Line[];
}

/** An item of a list; `begun`: its bullet is written. */
interface Item {
  readonly depth: number;
  begun: boolean;
}

interface Place {
  readonly depth: number;
  readonly item: Item | null;
  readonly inHeaderCell: boolean;
}

/** A node to read, or what to do once all within a node was read. */
type Task = { readonly node: AdfNode; readonly place: Place } | (() => void);

/**
 * Levels of titles beside those of headings, 1 to 6, which end both: bold paragraphs and header cells, and plain paragraphs. What holds its criteria within itself, an
 * expand or an item of a list, ends only where it ends.
 */
const [HOLDER, BOLD, PLAIN] = [0, 7, 8] as const;

function runsIn(root: AdfNode): readonly Run[] {
  const writer = new Writer();
  // Its own stack, because a document may be nested deeper than functions may call each other.
  const tasks: Task[] = [{ node: root, place: { depth: 0, item: null, inHeaderCell: false } }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (typeof task === 'function') {
      task();
      continue;
    }
    const place = placeWithin(task.node, task.place);
    if (!read(task.node, place, writer)) continue;
    const leave = writer.enter(task.node);
    if (leave !== null) tasks.push(leave);
    for (const node of contentOf(task.node).reverse()) tasks.push({ node, place });
  }
  return writer.runs;
}

function placeWithin({ type }: AdfNode, place: Place): Place {
  if (isList(type)) return { ...place, depth: place.depth + 1 };
  if (isItem(type)) return { ...place, item: { depth: place.depth, begun: false } };
  return type === 'tableHeader' ? { ...place, inHeaderCell: true } : place;
}

/** Writes what the node says by itself; true: what is within is to be read one by one. */
function read(node: AdfNode, place: Place, writer: Writer): boolean {
  switch (node['type']) {
    case 'heading': {
      const { text } = wordsOf(node);
      writer.title(levelOf(node), namesCriteria(text) || /acceptance criteri(?:a|on)|definition of done/iu.test(text));
      return false;
    }
    case 'paragraph':
    case 'decisionItem':
      writeParagraph(node, place, writer);
      return false;
    case 'taskItem':
      // Its words are its content, where those of `blockTaskItem` are in paragraphs.
      if (contentOf(node).some(({ type }) => type === 'paragraph' || isList(type))) return true;
      writeParagraph(node, place, writer);
      return false;
    case 'codeBlock':
      writer.write('code', linesIn(wordsOf(node).text));
      return false;
    case 'rule':
      writer.endTitles(BOLD);
      return false;
    case 'tableRow':
      return !writeRow(contentOf(node), writer);
    default:
      return true;
  }
}

function writeParagraph(node: AdfNode, { item, inHeaderCell }: Place, writer: Writer): void {
  const { text, isBold, beginsBold } = wordsOf(node);
  if (item !== null) {
    // "Acceptance criteria" as an item, and its criteria as items below it.
    if (node['type'] === 'paragraph' && !item.begun && namesCriteria(text)) writer.holdCriteria();
    else writer.write('list', itemLines(item, text));
    return;
  }
  const lines = text.split('\n');
  if (lines.length === 1 && endsTitle(text, isBold || inHeaderCell, writer.level)) {
    writer.title(isBold || inHeaderCell ? BOLD : PLAIN, false);
    return;
  }
  let above: string[] = [];
  for (const [index, line] of lines.entries()) {
    const isStrong = (index === 0 && beginsBold) || isBold || inHeaderCell;
    const [, name = '', rest = ''] = /^([^:：]{2,40})[:：]\s*(\S.*)$/u.exec(line) ?? [];
    if (namesCriteria(line) || namesCriteria(name)) {
      if (above.length > 0) writer.write('prose', linesIn(above.join('\n')));
      writer.title(isStrong && rest === '' ? BOLD : PLAIN, true);
      above = namesCriteria(line) ? [] : [rest];
      // "AC: a receipt is sent" is a title over its own paragraph alone, unless that leads on to a list.
      if (above.length > 0 && !/[:：]$/u.test(text)) {
        writer.write('prose', linesIn([rest, ...lines.slice(index + 1)].join('\n')));
        writer.endTitles(PLAIN);
        return;
      }
    } else above.push(line);
  }
  if (above.length > 0) writer.write('prose', linesIn(above.join('\n')));
}

/** Whether a line of its own is a title like the one that is open ("Notes" after "Acceptance criteria", both bold), and so ends it. */
function endsTitle(text: string, isStrong: boolean, level: number): boolean {
  if (level < BOLD || namesCriteria(text) || text.length > 80) return false;
  return isStrong ? !/[.!?]$/u.test(text) : level === PLAIN && /[:：]$/u.test(text);
}

/** A row of plain cells is one criterion, as in pasted text. False: its cells are to be read one by one, as lists, scenarios and layout by tables want. */
function writeRow(cells: readonly AdfNode[], writer: Writer): boolean {
  const paragraphs = cells.map(contentOf);
  if (!paragraphs.flat().every(({ type }) => type === 'paragraph')) return false;
  const texts = paragraphs.map((within) =>
    within
      .map((node) => wordsOf(node).text)
      .join('\n')
      .trim(),
  );
  const headers = cells.filter(({ type }) => type === 'tableHeader').length;
  if (headers > 0 && headers === cells.length) {
    // The titles of columns: all that matters is whether one of them is over criteria.
    writer.title(BOLD, texts.some(namesCriteria));
    return true;
  }
  const isLayout = headers > 0 && writer.level >= BOLD;
  if (writer.level < 0 || isLayout || texts.some((text) => namesCriteria(text) || isScenario(text))) return false;
  writer.write('prose', [lineOf(texts.map((text) => text.replace(/\s+/gu, ' ')).join('\t'))]);
  return true;
}

/** The first line with the item's bullet, the others as belonging to it. */
function itemLines(item: Item, text: string): readonly Line[] {
  return linesIn(text).flatMap((line): readonly Line[] => {
    if (line.kind === 'gap') return [];
    const isFirst = !item.begun;
    item.begun = true;
    const indent = 2 * item.depth + (isFirst ? 0 : 1);
    return [{ ...line, indent, bulleted: isFirst || line.bulleted, starred: false }];
  });
}

/** Writes lines under the titles that are open. */
class Writer {
  readonly runs: Run[] = [];
  /** Levels of the open titles over criteria, from the outermost. */
  private readonly titles: number[] = [];
  private isApart = true;

  /** Of the innermost open title over criteria; -1: none is open. */
  get level(): number {
    return this.titles.at(-1) ?? -1;
  }

  title(level: number, isOverCriteria: boolean): void {
    this.endTitles(level);
    if (isOverCriteria) this.titles.push(level);
  }

  /** A title of that level ends those of its own and lower ranks. */
  endTitles(level: number): void {
    while (this.level >= level) this.titles.pop();
    this.isApart = true;
  }

  /** Until what we are in ends. */
  holdCriteria(): void {
    this.titles.push(HOLDER);
    this.isApart = true;
  }

  write(from: Run['from'], lines: readonly Line[]): void {
    const titled = this.titles.length > 0;
    const last = this.runs.at(-1);
    // Below a title a paragraph may lead on to a list ("The cart shows:"); elsewhere only the list counts.
    const isMixed = titled && last?.from !== 'code' && from !== 'code';
    if (last !== undefined && !this.isApart && last.titled === titled && (last.from === from || isMixed)) {
      for (const line of lines) last.lines.push(line);
    } else this.runs.push({ from, titled, lines: [...lines] });
    this.isApart = false;
  }

  /** What to do when all within the node was read; null: nothing. */
  enter(node: AdfNode): (() => void) | null {
    const { type } = node;
    if (isList(type) || type === 'doc') return null;
    if (!isItem(type)) this.isApart = true;
    const open = this.titles.length;
    if (isExpand(type) && namesCriteria(attribute(node, 'title'))) this.holdCriteria();
    // A panel may hold no more than the title itself; titles within the others are over what is in them.
    const isHolder = isExpand(type) || isItem(type) || type === 'table';
    return () => {
      if (isHolder && this.titles.length > open) this.titles.length = open;
      if (!isItem(type)) this.isApart = true;
    };
  }
}

const isList = (type: unknown): boolean => type === 'bulletList' || type === 'orderedList' || type === 'taskList';
const isItem = (type: unknown): boolean => type === 'listItem' || type === 'taskItem' || type === 'blockTaskItem';
const isExpand = (type: unknown): boolean => type === 'expand' || type === 'nestedExpand';
