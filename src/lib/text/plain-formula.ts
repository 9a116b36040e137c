import { accented } from './tex/accents.js';
import { MACROS } from './mathml/macros.js';
import { FUNCTION_NAMES, MATH_SYMBOLS, SPACED_SIGNS, TEXT_SYMBOLS } from './tex/symbols.js';
import { rewriteFormula } from './tex/rewrite.js';
import { plainScript } from './scripts.js';

const DEEPEST = 25;
const BLACKBOARD: Readonly<Record<string, string>> = { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ', k: '𝕜' };
const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const TRANSPARENT = words(`text textrm textbf textit textsf texttt textsc textup textnormal emph mbox hbox mathrm mathbf mathsf mathit
  mathtt mathcal mathscr mathfrak mathbb Bbb frak boldsymbol bm bold pmb operatorname mathop mathbin mathrel mathord underline
  overrightarrow underbrace overbrace boxed ensuremath cal substack`);
const IGNORED = words(`left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle rm it bf sf tt cal sl em displaystyle
  textstyle scriptstyle scriptscriptstyle limits nolimits mathstrut nonumber notag boldmath`);
const SPACES = words('quad qquad thinspace enspace hspace');
const ACCENTS: Readonly<Record<string, string>> = {
  hat: '^', check: 'v', tilde: '~', acute: "'", grave: '`', dot: '.', ddot: '"', breve: 'u', bar: '=', mathring: 'r', widehat: '^', widetilde: '~', overline: '=',
};

/** What cannot be written in a line of plain text. */
class NotPlain extends Error {}

/** A formula as plain Unicode: `\alpha_i \in \mathbb{R}^{n}` → `αᵢ ∈ ℝⁿ`. Undefined when plain text cannot say it. */
export function plainFormula(tex: string): string | undefined {
  try {
    const reader = new FormulaReader(withoutEnvironments(rewriteFormula(tex)));
    const text = reader.sequence(0).replace(/\s+/g, ' ').trim();
    return text === '' ? undefined : text;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class FormulaReader {
  readonly #tex: string;
  #at = 0;

  constructor(tex: string) {
    this.#tex = tex;
  }

  /** Reads to the end, or to the brace that closes a group. */
  sequence(depth: number): string {
    if (depth > DEEPEST) throw new NotPlain();
    let text = '';
    while (this.#at < this.#tex.length) {
      const character = this.#tex.charAt(this.#at);
      if (character === '}') {
        if (depth === 0) throw new NotPlain();
        break;
      }
      text = joined(text, this.#atom(depth));
    }
    return text;
  }

  #atom(depth: number): string {
    const character = this.#tex.charAt(this.#at);
    if (character === '\\') return this.#command(depth);
    if (character === '{') return this.#group(depth);
    this.#at++;
    if (character === '^' || character === '_') return plainScript(character, this.#argument(depth));
    if (character === '~' || character === '&') return ' ';
    if (character === '$') return '';
    return character === "'" ? '′' : character;
  }

  #group(depth: number): string {
    this.#at++;
    const text = this.sequence(depth + 1);
    if (this.#tex.charAt(this.#at) !== '}') throw new NotPlain();
    this.#at++;
    return text;
  }

  /** What a command or script takes: a group, a command, one character. */
  #argument(depth: number): string {
    while (/\s/.test(this.#tex.charAt(this.#at))) this.#at++;
    if (this.#at >= this.#tex.length || this.#tex.charAt(this.#at) === '}') throw new NotPlain();
    if (depth > DEEPEST) throw new NotPlain();
    return this.#atom(depth + 1);
  }

  #command(depth: number): string {
    const name = /^\\([A-Za-z]{1,64}|[^]?)/.exec(this.#tex.slice(this.#at, this.#at + 66))?.[1] ?? '';
    this.#at += name.length + 1;
    return /^[A-Za-z]/.test(name) ? this.#word(name, depth) : sign(name);
  }

  #word(name: string, depth: number): string {
    const symbol = MATH_SYMBOLS.get(name) ?? TEXT_SYMBOLS.get(name);
    if (symbol !== undefined) return this.#symbol(symbol);
    if (FUNCTION_NAMES.has(name)) return this.#function(name);
    if (IGNORED.has(name)) return this.#skipDot();
    if (SPACES.has(name)) return ' ';
    if (/^[dt]?frac$/.test(name)) return fraction(this.#argument(depth), this.#argument(depth));
    if (name === 'sqrt') return this.#root(depth);
    if (/^(?:mathbb|Bbb)$/.test(name)) return blackboard(this.#argument(depth));
    if (name === 'not') return (this.#argument(depth) + '\u0338').normalize('NFC');
    if (name === 'over') return '/';
    if (name === 'choose') return ' choose ';
    if (/^[dt]?binom$/.test(name)) return `(${this.#argument(depth)} choose ${this.#argument(depth)})`;
    if (/^(?:overset|underset|stackrel)$/.test(name)) return this.#second(depth);
    if (name === 'tag') return ` (${this.#argument(depth)})`;
    if (name === 'pmod') return ` (mod ${this.#argument(depth)})`;
    const accent = ACCENTS[name];
    if (accent !== undefined) return overLetter(accent, this.#argument(depth));
    if (name === 'vec') return this.#argument(depth);
    if (TRANSPARENT.has(name)) return this.#transparent(name, depth);
    return this.#unknown(name, depth);
  }

  /** TeX swallows the space behind a command: `\alpha x` is αx. */
  #symbol(symbol: string): string {
    while (/\s/.test(this.#tex.charAt(this.#at))) this.#at++;
    return symbol;
  }

  #function(name: string): string {
    const next = this.#tex.slice(this.#at).trimStart().charAt(0);
    return /[A-Za-z0-9\\]/.test(next) ? `${name} ` : name;
  }

  /** The invisible delimiter of `\left.` */
  #skipDot(): string {
    if (/\\(?:left|right)$/.test(this.#tex.slice(0, this.#at)) && this.#tex.charAt(this.#at) === '.') this.#at++;
    while (/\s/.test(this.#tex.charAt(this.#at))) this.#at++;
    return '';
  }

  #second(depth: number): string {
    this.#argument(depth);
    return this.#argument(depth);
  }

  #root(depth: number): string {
    if (this.#tex.charAt(this.#at) === '[') throw new NotPlain();
    const inside = this.#argument(depth);
    return `√${[...inside].length > 1 ? `(${inside})` : inside}`;
  }

  #transparent(name: string, depth: number): string {
    if (this.#tex.charAt(this.#at) === '*') this.#at++;
    const inside = this.#argument(depth);
    return name === 'operatorname' ? `${inside}${/[A-Za-z\\]/.test(this.#tex.charAt(this.#at)) ? ' ' : ''}` : inside;
  }

  #unknown(name: string, depth: number): string {
    const body = MACROS[`\\${name}`];
    if (body === undefined) {
      if (/^\s*[{[]/.test(this.#tex.slice(this.#at, this.#at + 10)) || !/^[A-Z]|../.test(name)) throw new NotPlain();
      return name;
    }
    const filled = body.includes('#1') ? body.replace('#1', () => `{${this.#raw(depth)}}`) : body;
    const plain = plainFormula(filled);
    if (plain === undefined || depth > DEEPEST) throw new NotPlain();
    return plain;
  }

  /** The argument's result, with its signs protected, to be put into a macro's body. */
  #raw(depth: number): string {
    return this.#argument(depth).replace(/[\\{}^_$&~]/g, '');
  }
}

/** Side by side; `n\log n` is `n log n`, and a sign with space before it has space behind it. */
function joined(before: string, after: string): string {
  if (FUNCTION_NAMES.has(after.trim()) && /[\p{L}\p{N})]$/u.test(before)) return `${before} ${after}`;
  return SPACED_SIGNS.has(after) && /\S\s$/.test(before) ? `${before}${after} ` : before + after;
}

/** Tables and numbered equations as one line: cells by spaces, rows by semicolons. */
function withoutEnvironments(tex: string): string {
  return tex.includes('\\begin') || tex.includes('\\\\')
    ? tex.replace(/\\begin\{array\}\s*(?:\{[^{}]*\})?|\\(?:begin|end)\{[a-z]+\*?\}/g, ' ').replace(/\\\\(?:\s*\[[^\]]{0,10}\])?/g, '; ')
    : tex;
}

function sign(name: string): string {
  if (/^[{}%&_#$]$/.test(name)) return name;
  if (name === '|') return '‖';
  if (name === '!' || name === '/' || name === '-') return '';
  if (/^[,;:> ]$/.test(name)) return ' ';
  throw new NotPlain();
}

function fraction(above: string, below: string): string {
  return `${bracketed(above)}/${bracketed(below)}`;
}

function bracketed(text: string): string {
  return /^[\p{L}\p{N}.√∂πℏ]+$/u.test(text) ? text : `(${text.trim()})`;
}

function blackboard(text: string): string {
  return [...text].map((letter) => BLACKBOARD[letter] ?? letter).join('');
}

function overLetter(accent: string, base: string): string {
  return (/^[\p{L}∂]$/u.test(base) && accented(accent, base, 'any-letter')) || base;
}
