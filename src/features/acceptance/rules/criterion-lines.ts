/** A line as somebody meant it. `gap`: nothing to read, or a heading; it ends what stands above. */
export type Line =
  | { readonly kind: 'gap' }
  | {
      readonly kind: 'words';
      /** Columns before it; deeper than the line above means "belongs to it". */
      readonly indent: number;
      readonly bulleted: boolean;
      /** Its bullet is `*`, which in Gherkin is a step without a word. */
      readonly starred: boolean;
      readonly text: string;
    };
export type Words = Extract<Line, { kind: 'words' }>;

const GAP: Line = { kind: 'gap' };

export function linesIn(text: string): readonly Line[] {
  const raw = plain(text).split('\n');
  const isHash = (index: number): boolean => /^\s*#\s/u.test(raw[index] ?? '');
  return raw.map((each, index) => {
    // `# one` is a heading in Markdown and a numbered item in Jira's old markup; headings do not come in rows.
    const isItem = isHash(index) && (isHash(index - 1) || isHash(index + 1));
    return lineOf(isItem ? each.replace('#', '-') : each);
  });
}

/** One kind of line end, one kind of space, nothing invisible. The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are spelled with them. */
export function plain(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/gu, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u00ad\u200b\u2060\ufeff]/gu, '')
    .replace(/[^\S\n\t]/gu, ' ');
}

const RULE = /^[-=_*#~|:+.\s]+$/u;
const TAGS = /^@[\w-]+(?:\s+@[\w-]+)*$/u;

export function lineOf(raw: string): Line {
  const body = raw.trim();
  if (RULE.test(body) || TAGS.test(body)) return GAP;
  const title = /^(?:#{1,6}|h[1-6]\.)\s+(.*)$/u.exec(body)?.[1];
  if (title !== undefined && stepOf(tidied(title)) !== 'scenario') return GAP;
  const text = inOneCell(tidied(title ?? body));
  if (text === null || namesCriteria(text)) return GAP;
  const [space = ''] = /^\s*/u.exec(raw) ?? [];
  return {
    kind: 'words',
    indent: space.replaceAll('\t', '    ').length,
    bulleted: MARKERS.test(`${body} `),
    starred: /^\*\s/u.test(body),
    text,
  };
}

/**
 * A row of a spreadsheet is one criterion, and all its cells are its words: the first may be no more than an area or an id ("Login", "AC-1"), and which of the others
 * is the criterion nobody can tell, so none is lost. A number before it was stripped like that of any list. Null: the row of titles, or nothing.
 */
function inOneCell(text: string): string | null {
  const cells = cellsOf(text);
  if (cells.length === 0 || (cells.length > 1 && cells.some(namesCriteria))) return null;
  // Within a scenario, pipes are its table of examples: whether it is one, the lines above tell.
  return PIPES.test(text) ? text : cells.join(' – ');
}

export const PIPES = /^\|.*\|$/u;

export const cellsOf = (text: string): readonly string[] =>
  (PIPES.test(text) ? text.slice(1, -1).split('|') : text.split('\t'))
    .map((cell) => cell.trim().replace(/ {2,}/gu, ' '))
    .filter((cell) => cell !== '');

// What needs no space after it: nobody begins a sentence with it. Crosses are not among them: "❌ Guests" would say the opposite.
const SIGN = '[•‣⁃◦∙·・●○■□▪▫◆◇►➢➤☐☑☒✓✔✅⬜\\uf0a7\\uf0b7\\u2460-\\u2473]\\ufe0f?\\s*';
const BOX = '(?:\\[[ xX✓✔*-]?\\]|\\(/\\)|\\( \\))\\s*';
// "-5 °C" and "-v" are words, "-Saves" is a bullet.
const DASH = '(?:[-–—―‐‑−]+(?:\\s+|(?=[\\p{Lu}\\p{Lo}]))|(?:\\*{1,4}|[+→⇒➔§])\\s+|o\\t\\s*)';
const DIGITS = '\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){0,4}';
const NUMBER = `(?:${DIGITS}[.)](?:\\s+|(?=[\\p{Lu}\\p{Lo}]))|${DIGITS}[．）、]\\s*|[(（]${DIGITS}[)）]\\s*|\\p{Nd}{1,3}\\t\\s*)`;
const LETTER = '(?:(?:\\p{L}|[ivx]{2,5})\\)|\\((?:\\p{L}|[ivx]{2,5})\\)|[a-z]\\.)\\s+';
export const MARKERS = new RegExp(`^[\\u200e\\u200f]?(?:${SIGN}|${BOX}|${DASH}|${NUMBER}|${LETTER})+`, 'u');

/** Without markers and bold; again, because either may hide the other ("**1.** Pay"). */
function tidied(body: string): string {
  let text = body;
  for (let looks = 0; looks < 5; looks += 1) {
    const next = notBold(`${text} `.replace(MARKERS, '').trim())
      .replace(/^([*_])(given|when|then|and|but|scenario)\1(?=[\s:]|$)/iu, '$2')
      .trim();
    if (next === text) break;
    text = next;
  }
  return text;
}

/** Markdown's bold in pairs; `**` alone (a footnote), `2 ** 3`, `src/**`, a masked "****1234" and `__init__` are no bold. */
function notBold(text: string): string {
  const found = [...text.matchAll(/(?<![*_])(?:\*{2,3}|__)(?![*_])/gu)];
  if (found.length < 2) return text;
  const open: RegExpExecArray[] = [];
  const gone = new Set<RegExpExecArray>();
  for (const mark of found) {
    const end = mark.index + mark[0].length;
    const [before, after] = [text.charAt(mark.index - 1), text.charAt(end)];
    const last = open.at(-1);
    if (last?.[0] === mark[0] && /[^\s/]/u.test(before) && !/[\p{L}\p{N}/]/u.test(after)) {
      open.pop();
      const isName = mark[0] === '__' && /^[a-z0-9_]+$/u.test(text.slice(last.index + 2, mark.index));
      if (!isName) gone.add(last).add(mark);
    } else if (!/[\p{L}\p{N}/]/u.test(before) && /[^\s/]/u.test(after)) open.push(mark);
  }
  let from = 0;
  const kept: string[] = [];
  for (const mark of found) {
    if (!gone.has(mark)) continue;
    kept.push(text.slice(from, mark.index));
    from = mark.index + mark[0].length;
  }
  return kept.join('') + text.slice(from);
}

const NAMES = new Set(
  [
    ['acceptance criteria', 'acceptance criterion', 'acceptance', 'acs?', 'criteria', 'definition of done', 'dod', 'done when'],
    ['conditions of satisfaction', 'acceptance tests'],
    ['akzeptanzkriterien', 'abnahmekriterien', "critères d'acceptation", 'criterios de aceptación', 'critérios de aceitação'],
    ['criteri di accettazione', 'acceptatiecriteria', 'критерии приёмки', 'критерии приемки', 'kryteria akceptacji'],
    ['受け入れ条件', '受入条件', '验收标准', '인수 조건', 'معايير القبول'],
  ]
    .flat()
    .flatMap((name) => (name.endsWith('s?') ? [name.slice(0, -2), name.slice(0, -2) + 's'] : [name])),
);

/** Whether this is no more than a title over criteria: "Acceptance criteria", "✅ AC:", "Definition of Done (DoD)". */
export function namesCriteria(text: string): boolean {
  if (text.length > 80) return false;
  const name = text.replace(/\([^()]*\)|（[^（）]*）/gu, '').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return NAMES.has(name.toLowerCase().replaceAll('’', "'").replace(/\s+/gu, ' '));
}

// --- Gherkin ---

export type Step = 'scenario' | 'given' | 'when' | 'then' | 'more' | 'examples';

const STEP = /^(given|when|then|and|but)(?![\p{L}\p{N}\p{M}'’_-])/iu;
const SCENARIO = /^(?:scenario(?: outline| template)?\s*#?\d*\s*(?::|[–-]\s|$)|background\s*:)/iu;
export const STAGES: Readonly<Record<Step, number>> = { scenario: 0, given: 1, when: 2, then: 3, more: 0, examples: 3 };

export function stepOf(text: string): Step | null {
  if (SCENARIO.test(text)) return 'scenario';
  if (/^(?:examples|scenarios)\s*:/iu.test(text)) return 'examples';
  const word = STEP.exec(text)?.[1]?.toLowerCase();
  if (word === 'given' || word === 'when' || word === 'then') return word;
  return word === undefined ? null : 'more';
}

/** Whether it is a scenario beyond doubt: prose, too, begins with "When". */
export function isScenario(criterion: string): boolean {
  const steps = criterion.split('\n').map(stepOf);
  const main = new Set(steps.filter((step) => step === 'given' || step === 'when' || step === 'then'));
  return main.size >= 2 || (steps[0] === 'scenario' && main.size > 0) || (main.has('given') && /[\s,]then\s/iu.test(criterion));
}
