import { ANY_FIELD, fieldNamed } from './fields.js';
import type { Field } from './tree.js';
import { QUOTES } from './words.js';

/** A piece of a query, with its place in the text. */
export type Token = { start: number; end: number } & (
  | { kind: 'open'; field?: Field }
  | { kind: 'close' | 'and' | 'or' | 'not' }
  /** A word, or what stood in quotation marks; `value` is without field and marks. */
  | { kind: 'text'; value: string; quoted: boolean; field?: Field }
);

const OPERATORS: Record<string, ('and' | 'or' | 'not')[]> = { AND: ['and'], OR: ['or'], NOT: ['not'], ANDNOT: ['and', 'not'] };
const FIELD = /(\p{L}{2,20}):(?=[^\s)|])/uy;
const ANY_QUOTE = new RegExp(`(?<!\\\\)[${QUOTES}]`, 'gu');

/**
 * Cuts a query into tokens; any text can be cut. A bracket opens a group only where a word could begin, so that
 * `f(x)` stays a word; a bar is OR unless it stands in such brackets or between two `$`.
 */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let open = 0;
  for (let at = 0; at < text.length; ) {
    const found = tokensAt(text, at, open);
    for (const token of found.tokens) open += token.kind === 'open' ? 1 : token.kind === 'close' ? -1 : 0;
    tokens.push(...found.tokens);
    at = found.end;
  }
  return shareFields(tokens);
}

interface Found {
  tokens: Token[];
  end: number;
}

function tokensAt(text: string, at: number, open: number): Found {
  const character = text[at]!;
  const one = (kind: 'open' | 'close' | 'or' | 'not'): Found => ({ tokens: [{ kind, start: at, end: at + 1 }], end: at + 1 });
  if (/\s/.test(character)) return { tokens: [], end: at + 1 };
  if (character === '(') return one('open');
  if (character === ')') return open > 0 ? one('close') : { tokens: [], end: at + 1 };
  if (character === '|') return one('or');
  if (character === '-' && /^[^\s|)-]/.test(text.slice(at + 1, at + 2))) return one('not');
  if (QUOTES.includes(character)) return quoted(text, at) ?? { tokens: [], end: at + 1 };
  return fielded(text, at) ?? bare(text, at);
}

/** `title:word`, `title:"a phrase"`, `title:(`. */
function fielded(text: string, start: number): Found | undefined {
  FIELD.lastIndex = start;
  const name = FIELD.exec(text)?.[1];
  if (name === undefined) return undefined;
  const at = start + name.length + 1;
  if (name.toLowerCase() === ANY_FIELD) return { tokens: [], end: at };
  const field = fieldNamed(name);
  if (field === undefined) return undefined;
  if (text[at] === '(') return { tokens: [{ kind: 'open', field, start, end: at + 1 }], end: at + 1 };
  if (!QUOTES.includes(text[at]!)) return withField(bare(text, at, start), field);
  return withField(quoted(text, at, start) ?? bare(text, at + 1, start), field);
}

function withField({ tokens, end }: Found, field: Field): Found {
  return { tokens: tokens.map((token) => (token.kind === 'text' ? { ...token, field } : token)), end };
}

/** What stands between two quotation marks of any kind; nothing when there is no second one. */
function quoted(text: string, at: number, start = at): Found | undefined {
  ANY_QUOTE.lastIndex = at + 1;
  const closing = ANY_QUOTE.exec(text)?.index;
  if (closing === undefined) return undefined;
  return { tokens: [{ kind: 'text', value: text.slice(at + 1, closing), quoted: true, start, end: closing + 1 }], end: closing + 1 };
}

function bare(text: string, at: number, start = at): Found {
  const end = endOfWord(text, at);
  const value = text.slice(at, end);
  const operators = start === at && Object.hasOwn(OPERATORS, value) ? OPERATORS[value]! : undefined;
  const tokens: Token[] = operators ? operators.map((kind, index) => ({ kind, start: index === 0 ? start : end - kind.length, end: index === operators.length - 1 ? end : start + kind.length })) : value === '' ? [] : [{ kind: 'text', value, quoted: false, start, end }];
  return { tokens, end: Math.max(end, start + 1) };
}

function endOfWord(text: string, start: number): number {
  let open = 0;
  let mathematics = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (/\s/.test(character)) return at;
    if (character === '$') mathematics = !mathematics;
    else if (character === '(') open += 1;
    else if (character === ')' && open > 0) open -= 1;
    else if (character === ')') return at;
    else if (character === '|' && open === 0 && !mathematics) return at;
  }
  return text.length;
}

/** `cat:cs.LG|cs.CL`, written without spaces, asks both of one field. */
function shareFields(tokens: readonly Token[]): Token[] {
  const shared: Token[] = [];
  for (const token of tokens) {
    const [before, bar] = [shared.at(-2), shared.at(-1)];
    const glued = bar?.kind === 'or' && before?.kind === 'text' && before.end === bar.start && bar.end === token.start && bar.end - bar.start === 1;
    const inherits = glued && token.kind === 'text' && token.field === undefined && !before.quoted;
    shared.push(inherits && before.field !== undefined ? { ...token, field: before.field } : token);
  }
  return shared;
}
