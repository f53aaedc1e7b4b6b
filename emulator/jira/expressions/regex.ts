import { limitFault, typeFault } from './errors';

/** Upper bound for the ways a match could be tried, so that a regular expression can never hang the site. */
const MAX_TRIES = 500_000_000;

interface Shape {
  /** How many repetitions without an upper bound can be active in one match. */
  readonly unbounded: number;
  /** Product of all other choices. */
  readonly choices: number;
}

/** A regular expression, checked to be one whose matching time can be bounded. */
export class JiraRegex {
  private readonly compiled: RegExp;
  private readonly shape: Shape;

  constructor(
    readonly source: string,
    readonly flags: string,
  ) {
    if (!/^[gimsu]*$/.test(flags)) throw typeFault(`The flags "${flags}" of the regular expression are not supported.`);
    try {
      this.compiled = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
    } catch {
      throw typeFault(`"${source}" is not a valid regular expression.`);
    }
    this.shape = new ShapeReader(source).read();
  }

  get global(): boolean {
    return this.flags.includes('g');
  }

  /** All matches in the text: whole match first, then the groups. */
  matches(text: string, limit = Number.POSITIVE_INFINITY): readonly RegExpMatchArray[] {
    let tries = this.shape.choices * (text.length + 1);
    for (let repeat = 1; repeat <= this.shape.unbounded; repeat += 1) tries = (tries * (text.length + 1)) / (repeat + 1);
    if (tries > MAX_TRIES)
      throw limitFault(`The regular expression "${this.source}" could take too long on a text of ${text.length} characters.`);
    const found: RegExpMatchArray[] = [];
    for (const match of text.matchAll(this.compiled)) {
      if (found.length >= limit) break;
      found.push(match);
    }
    return found;
  }
}

/** Reads just enough of a valid pattern to bound its backtracking; refuses what cannot be bounded. */
class ShapeReader {
  private at = 0;

  constructor(private readonly source: string) {}

  read(): Shape {
    return this.alternatives();
  }

  private alternatives(): Shape {
    let unbounded = 0;
    let choices = 1;
    let count = 0;
    do {
      const one = this.sequence();
      unbounded = Math.max(unbounded, one.unbounded);
      choices = Math.max(choices, one.choices);
      count += 1;
    } while (this.eat('|'));
    return { unbounded, choices: choices * count };
  }

  private sequence(): Shape {
    let unbounded = 0;
    let choices = 1;
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const one = this.repeated(this.atom());
      unbounded += one.unbounded;
      choices *= one.choices;
    }
    return { unbounded, choices };
  }

  private atom(): Shape {
    const character = this.source[this.at++];
    if (character === '(') {
      const look = /^\?(?:[:=!]|<[=!]|<[^>]*>)/.exec(this.source.slice(this.at));
      if (look) this.at += look[0].length;
      const inner = this.alternatives();
      this.eat(')');
      return inner;
    }
    if (character === '\\') {
      const next = this.source[this.at++] ?? '';
      if (/[1-9k]/.test(next)) throw limitFault('Regular expressions that refer back to a group are not supported.');
      const braces = /^\{[^}]*\}/.exec(this.source.slice(this.at));
      if ('pPu'.includes(next) && braces) this.at += braces[0].length;
    } else if (character === '[') {
      while (this.at < this.source.length && this.source[this.at] !== ']') this.at += this.source[this.at] === '\\' ? 2 : 1;
      this.at += 1;
    }
    return { unbounded: 0, choices: 1 };
  }

  private repeated(inner: Shape): Shape {
    const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.at));
    if (!quantifier) return inner;
    this.at += quantifier[0].length;
    const simple = inner.unbounded === 0 && inner.choices === 1;
    if (quantifier[0].startsWith('?')) return { unbounded: inner.unbounded, choices: inner.choices * 2 };
    if (!simple) throw limitFault('Regular expressions that repeat a part which itself repeats or has alternatives are not supported.');
    const [, low, comma, high] = quantifier;
    if (low === undefined || (comma === ',' && high === '')) return { unbounded: 1, choices: 1 };
    const span = comma === ',' ? Number(high) - Number(low) + 1 : 1;
    return { unbounded: 0, choices: span };
  }

  private eat(character: string): boolean {
    if (this.source[this.at] !== character) return false;
    this.at += 1;
    return true;
  }
}
