import { ANY_FIELD, fieldNamed } from './fields.js';

/** Every sign that readers' keyboards and word processors make of a double quotation mark. */
export const QUOTES = '"“”„‟«»';

const UNESCAPED_QUOTES = new RegExp(`(?<!\\\\)[${QUOTES}]`, 'gu');
const EDGE_QUOTES = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, 'gu');
const EDGE_SIGNS = new RegExp(`^[-${QUOTES}]+|[${QUOTES}]+$`, 'gu');
const OPERATOR = /^(?:AND|OR|NOT|ANDNOT)$/;
// Letters and digits of any script, and signs beyond ASCII: emoji, ∇, €.
const SAYS_SOMETHING = /[\p{L}\p{N}]|(?![\0-\x7f])\p{S}/u;

export function hasQuote(text: string): boolean {
  return [...QUOTES].some((quote) => text.includes(quote));
}

/** Whether there is anything in a text that a paper could contain. */
export function saysSomething(text: string): boolean {
  return SAYS_SOMETHING.test(text);
}

/**
 * The words of a piece of a query that is no syntax, each such that it is read as the same word again when it is
 * printed anywhere in a query: without stray brackets, quotation marks and bars, an operator in lower case.
 */
export function wordsIn(text: string): string[] {
  return piecesOf(text).map(harmless).filter(saysSomething);
}

/** The words of what stood in quotation marks, where no phrase could be made of it. */
export function wordsCutFrom(text: string): string[] {
  return cut(text).map(harmless).filter(saysSomething);
}

/** The text of a phrase or a name: one line, without the quotation marks that would end it. */
export function phraseText(text: string): string {
  return text.replace(UNESCAPED_QUOTES, ' ').replace(/\s+/g, ' ').replace(/[\s\\]+$/, '').trim();
}

function piecesOf(text: string): string[] {
  const whole = text.replace(EDGE_QUOTES, '');
  if (!/\s/.test(whole) && isBalanced(whole)) return [whole];
  return cut(whole);
}

function cut(text: string): string[] {
  return text.split(/[\s|()]+/).map(trimmed).flatMap(withoutField).map(trimmed);
}

function trimmed(piece: string): string {
  return piece.replace(EDGE_SIGNS, '');
}

/** A piece cut out of a word must not become a field by standing alone. */
function withoutField(piece: string): string[] {
  const name = piece.slice(0, Math.max(piece.indexOf(':'), 0));
  return name.toLowerCase() === ANY_FIELD || fieldNamed(name) !== undefined ? piece.split(':') : [piece];
}

function harmless(word: string): string {
  return OPERATOR.test(word) ? word.toLowerCase() : word;
}

function isBalanced(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}
