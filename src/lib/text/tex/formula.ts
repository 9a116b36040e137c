import { MATH_ENVIRONMENTS } from './commands.js';

/** No formula of a title or abstract is longer; what is, is text. */
export const LONGEST_FORMULA = 2_000;

// `5, in US` of "from $5, in US$".
const AMOUNT_IN_PROSE = /^[\d.,]+\p{L}?[,;:)]*\s+\p{L}{2,}\s+\p{L}/u;
// A font switch makes words of what follows.
const SWITCHED = /\\(?:rm|it|bf|sf|tt|mathrm|text\w*)(?![A-Za-z])/;

/** A link where a formula should be. */
export const WRAPPED_LINK = /^\s*\{?\s*(?:\\(?:href|url)\s*\{|https?:\/\/[^\s$]+\s*$)/;

export interface Formula {
  tex: string;
  display: boolean;
  /** Where the text goes on. */
  end: number;
}

/** The formula that the dollar at `at` opens, if it does: a lone dollar is a price. */
export function dollarFormula(source: string, at: number, end: number): Formula | undefined {
  return source.startsWith('$$', at) ? displayDollars(source, at, end) : inlineDollars(source, at, end);
}

function displayDollars(source: string, at: number, end: number): Formula | undefined {
  const close = source.indexOf('$$', at + 2);
  if (close < 0 || close + 2 > end || close - at > LONGEST_FORMULA) return undefined;
  const tex = source.slice(at + 2, close);
  return tex.trim() && !/(?<!\\)\$/.test(tex) ? { tex, display: true, end: close + 2 } : undefined;
}

function inlineDollars(source: string, at: number, end: number): Formula | undefined {
  const close = closingDollar(source, at + 1, Math.min(end, at + 2 + LONGEST_FORMULA));
  if (close === undefined) return undefined;
  const tex = source.slice(at + 1, close);
  const next = close + 1 < end ? source.charAt(close + 1) : '';
  return looksLikeMathematics(tex, next) ? { tex, display: false, end: close + 1 } : undefined;
}

/** The next dollar outside braces (`\text{for $x$}` holds its own); with unbalanced braces the next of all. */
function closingDollar(source: string, from: number, end: number): number | undefined {
  let depth = 0;
  let first: number | undefined;
  for (let i = from; i < end; i++) {
    const character = source.charCodeAt(i);
    if (character === 0x5c) i++;
    else if (character === 0x7b) depth++;
    else if (character === 0x7d) depth--;
    else if (character === 0x24) {
      if (depth <= 0) return i;
      first ??= i;
    }
  }
  return first;
}

/**
 * Tells mathematics from prose between two prices. TeX's own signs speak for it, running prose and addresses against it;
 * without signs it must not begin with an amount that the text goes on with, nor, when padded with space, hold words.
 */
export function looksLikeMathematics(tex: string, next: string): boolean {
  if (!tex.trim()) return false;
  // Some wrap a link in dollars to get it through a form; whoever reads the formula sees to it.
  if (tex.includes('://')) return WRAPPED_LINK.test(tex);
  const bare = withoutWords(tex);
  if (tex.includes('\\')) return SWITCHED.test(tex) || !/(?:^|[\s,.])[a-z]{3,}\s+[a-z]{2,}\s+[a-z]{2,}/.test(bare);
  if (tex.length > 200 || /(?<!\p{L})\p{L}{3,},?\s+\p{L}{2,}|\p{L}[.;!?]\s+\p{Lu}/u.test(bare)) return false;
  if (/[\^_]/.test(tex)) return true;
  if (AMOUNT_IN_PROSE.test(tex)) return false;
  if (/^\s|\s$/.test(tex)) return tex.length <= 60 && !/\p{L}{3}/u.test(tex) && (/[<>=]|^\s.*\s$/.test(tex) || !/^\s*\d/.test(tex));
  return !(/^\d/.test(tex) && /\d/.test(next));
}

/** Without the commands and the words that a formula may hold. */
function withoutWords(tex: string): string {
  return tex.replace(/\\(?:text\w*|mbox|hbox|math\w+|operatorname\*?)\s*\{[^{}]*\}/g, ' ').replace(/\\[A-Za-z]+/g, ' ');
}

/** The formula of `\(…\)` or `\[…\]` that begins at `at`. */
export function bracketFormula(source: string, at: number, end: number): Formula | undefined {
  const display = source.charAt(at + 1) === '[';
  const close = closingBracket(source, at + 2, Math.min(end, at + LONGEST_FORMULA), display);
  return close === undefined ? undefined : { tex: source.slice(at + 2, close), display, end: close + 2 };
}

/** The formula of `\begin{equation}…\end{equation}` and its kin that begins at `at`. */
export function environmentFormula(source: string, at: number, end: number): Formula | undefined {
  const name = /^\\begin\{([a-z]+\*?)\}/.exec(source.slice(at, at + 30))?.[1];
  const known = name === undefined ? undefined : MATH_ENVIRONMENTS.get(name);
  if (name === undefined || known === undefined) return undefined;
  const closing = `\\end{${name}}`;
  const close = source.indexOf(closing, at);
  if (close < 0 || close + closing.length > end || close - at > LONGEST_FORMULA) return undefined;
  const body = source.slice(at + `\\begin{${name}}`.length, close);
  return { tex: inEnvironment(known, body), display: name !== 'math', end: close + closing.length };
}

function inEnvironment(name: string, body: string): string {
  if (name === '') return body;
  if (name === 'eqnarray') return `\\begin{array}{rcl}${body}\\end{array}`;
  return `\\begin{${name}}${body}\\end{${name}}`;
}

/** The place of `closing` before the next `opening`, which cannot stand inside. */
function closingBracket(source: string, from: number, end: number, display: boolean): number | undefined {
  const [opening, closing] = display ? ['\\[', '\\]'] : ['\\(', '\\)'];
  for (let i = source.indexOf('\\', from); i >= 0 && i + 1 < end; i = source.indexOf('\\', i + 2)) {
    if (source.startsWith(closing, i)) return i;
    if (source.startsWith(opening, i)) return undefined;
  }
  return undefined;
}
