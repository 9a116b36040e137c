import { urlAt } from '../urls.js';
import { runCommand } from './command.js';
import { STYLE_SWITCHES } from './commands.js';
import { dollarFormula, WRAPPED_LINK } from './formula.js';
import { pushNodes, pushText, type TextNode } from './node.js';
import { pairBraces } from './pairs.js';
import type { TexReader } from './reader.js';

// Everything that is not simply the next letter of the text.
const SPECIAL = /[\\$`~{}]|[_^]\{|''|--+|https?:\/\//gi;
const SPECIAL_PRESENT = /[\\$`~{]|''|--|https?:\/\//i;
// Inline code as Markdown has it: not TeX's quotes, which close with an apostrophe, or open before a word.
const CODE_SPAN = /`[^\s`'](?:[^`'\n]{0,98}[^\s`'])?`(?![\p{L}\p{N}`])/uy;

/** Whether a text has anything for `parseTex` to find; most have not. */
export function hasTex(source: string): boolean {
  return SPECIAL_PRESENT.test(source);
}

/**
 * Reads running text with TeX in it. Every input parses: what is not understood, or not closed, is text. The work is
 * bounded by the length of the source, the depth of the tree by the pairing of braces.
 */
export function parseTex(source: string): TextNode[] {
  return new Parser(source).sequence(source.length);
}

class Parser implements TexReader {
  readonly source: string;
  position = 0;
  readonly escapedQuotes: boolean;
  readonly #pairs: Int32Array;

  constructor(source: string) {
    this.source = source;
    this.#pairs = pairBraces(source);
    this.escapedQuotes = /\\"(?=[\s.,;:)?!\]-]|$)/.test(source);
  }

  /** Reads from the position to `end`. */
  sequence(end: number): TextNode[] {
    const nodes: TextNode[] = [];
    while (this.position < end) {
      SPECIAL.lastIndex = this.position;
      const at = Math.min(SPECIAL.exec(this.source)?.index ?? end, end);
      pushText(nodes, this.source.slice(this.position, at));
      this.position = at;
      if (at < end) this.#special(nodes, end);
    }
    return nodes;
  }

  closing(at: number, end: number): number | undefined {
    const close = this.#pairs[at];
    return close && close < end ? close : undefined;
  }

  group(end: number): TextNode[] | undefined {
    const close = this.closing(this.position, end);
    if (close === undefined) return undefined;
    this.position++;
    const nodes = this.sequence(close);
    this.position = close + 1;
    return nodes;
  }

  raw(end: number): string | undefined {
    const close = this.closing(this.position, end);
    if (close === undefined) return undefined;
    const inside = this.source.slice(this.position + 1, close);
    this.position = close + 1;
    return inside;
  }

  #special(nodes: TextNode[], end: number): void {
    const { source, position: at } = this;
    switch (source.charAt(at)) {
      case '\\':
        return runCommand(this, nodes, end);
      case '$':
        return this.#dollar(nodes, end);
      case '{':
        return this.#braces(nodes, end);
      case '~':
        return this.#take(nodes, 1, '\u00a0');
      case '`':
        return this.#backtick(nodes, end);
      case "'":
        return this.#take(nodes, 2, '”');
      case '-':
        return this.#dashes(nodes);
      case '_':
      case '^':
        return this.#script(nodes, end);
      case '}':
        return this.#take(nodes, 1, '}');
      default:
        return this.#url(nodes, end);
    }
  }

  #take(nodes: TextNode[], length: number, text: string): void {
    pushText(nodes, text);
    this.position += length;
  }

  #dollar(nodes: TextNode[], end: number): void {
    const { source, position: at } = this;
    const formula = dollarFormula(source, at, end);
    if (!formula) return this.#take(nodes, 1, '$');
    const inside = at + (formula.display ? 2 : 1);
    if (WRAPPED_LINK.test(formula.tex)) {
      this.position = inside;
      pushNodes(nodes, this.sequence(inside + formula.tex.length));
    } else nodes.push({ kind: 'formula', tex: formula.tex, display: formula.display, source: source.slice(at, formula.end) });
    this.position = formula.end;
  }

  #braces(nodes: TextNode[], end: number): void {
    const { source, position: at } = this;
    const close = this.closing(at, end);
    if (close === undefined) return this.#take(nodes, 1, '{');
    const inside = source.slice(at + 1, Math.min(close, at + 200));
    const kept = !/\\over(?![A-Za-z])/.test(inside) && keepsBraces(inside, source.charAt(at - 1), source.charAt(close + 1));
    if (kept) pushText(nodes, '{');
    this.position = at + 1;
    pushNodes(nodes, this.#groupContent(close, inside));
    if (kept) pushText(nodes, '}');
    this.position = close + 1;
  }

  /** A group, with the switch it may begin with (`{\em so}`); one with `\over` in it is a fraction. */
  #groupContent(close: number, inside: string): TextNode[] {
    if (inside.length < 120 && /\\over(?![A-Za-z])/.test(inside)) return [{ kind: 'formula', tex: inside, display: false, source: `{${inside}}` }];
    const name = /^\s*\\([a-z]+)(?![A-Za-z])/.exec(this.source.slice(this.position, this.position + 24))?.[1];
    const style = name === undefined ? undefined : STYLE_SWITCHES.get(name);
    const children = this.sequence(close);
    return style ? [{ kind: 'styled', style, children }] : children;
  }

  #backtick(nodes: TextNode[], end: number): void {
    CODE_SPAN.lastIndex = this.position;
    const span = CODE_SPAN.exec(this.source)?.[0];
    if (span && this.position + span.length <= end) return this.#take(nodes, span.length, span);
    if (this.source.startsWith('``', this.position)) return this.#take(nodes, 2, '“');
    this.#take(nodes, 1, '`');
  }

  #dashes(nodes: TextNode[]): void {
    const { source, position: at } = this;
    const length = /^-+/.exec(source.slice(at, at + 8))?.[0].length ?? 1;
    // `--verbose` is an option, `a--b` and `a -- b` are dashes, longer runs are rules.
    const option = length === 2 && /^[\s(`"'“[]?$/.test(source.charAt(at - 1)) && /[a-z]/i.test(source.charAt(at + 2));
    if (option || length > 3) return this.#take(nodes, length, '-'.repeat(length));
    this.#take(nodes, length, length === 3 ? '—' : '–');
  }

  #script(nodes: TextNode[], end: number): void {
    const mark = this.source.charAt(this.position);
    this.position++;
    const children = this.group(end);
    if (!children) return pushText(nodes, mark);
    if (children.length > 0) nodes.push({ kind: 'styled', style: mark === '^' ? 'superscript' : 'subscript', children });
  }

  #url(nodes: TextNode[], end: number): void {
    const found = urlAt(this.source, this.position);
    if (!found || found.end > end) return this.#take(nodes, 4, this.source.slice(this.position, this.position + 4));
    nodes.push({ kind: 'link', url: found.url, children: [{ kind: 'text', text: found.url }] });
    this.position = found.end;
  }
}

/**
 * Braces are TeX's when they are empty, hold a command, protect a capital or stand inside a word; others, as in
 * "the set {1, 2}", are the writer's.
 */
function keepsBraces(inside: string, before: string, after: string): boolean {
  if (inside === '' || /^\s*\\[A-Za-z"'`^~=.]/.test(inside)) return false;
  const word = /^[\p{L}\p{N}.+/-]+$/u.test(inside);
  return !(word && (/\p{Lu}/u.test(inside) || /\p{L}/u.test(before + after)));
}
