import { safeUrl } from '../urls.js';
import { accented, bareAccent, isAccent } from './accents.js';
import {
  ABBREVIATIONS, DROPPED, MATH_COMMANDS, REFERENCES, SPACES, STYLE_COMMANDS, STYLE_SWITCHES, TRANSPARENT,
} from './commands.js';
import { bracketFormula, environmentFormula, LONGEST_FORMULA, type Formula } from './formula.js';
import type { TextNode } from './node.js';
import { pushText, type TexReader } from './parse.js';
import { FUNCTION_NAMES, MATH_SYMBOLS, TEXT_SYMBOLS } from './symbols.js';

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ...[...'%&_#${}'].map((character) => [character, character] as const),
  [',', '\u202f'], [' ', ' '], [';', ' '], [':', ' '], ['>', ' '], ['!', ''], ['/', ''], ['-', ''], ['@', ''], ['|', '‖'], ['*', ''],
]);
const ACCENT_BASE = /[ ]?(?:\\([ij])(?![A-Za-z])(?:\{\}| (?=\p{L}))?|(\p{L}\p{M}*))/uy;
const NAME = /[A-Za-z]+/y;
const SCRIPT = /(?:[_^](?:\{[^{}]{0,200}\}|\\[A-Za-z]+|[A-Za-z0-9+*-]))+/y;

/** Reads the command at the reader's position and appends what it stands for; what it does not know stays as written. */
export function runCommand(reader: TexReader, nodes: TextNode[], end: number): void {
  const { source, position: at } = reader;
  const next = at + 1 < end ? source.charAt(at + 1) : '';
  NAME.lastIndex = at + 1;
  const name = /[A-Za-z]/.test(next) ? (NAME.exec(source)?.[0] ?? next) : next;
  reader.position = Math.min(at + 1 + name.length, end);
  if (!(/[A-Za-z]/.test(next) ? word(reader, nodes, end, name) : sign(reader, nodes, end, name))) asWritten(reader, nodes, end, at);
}

function sign(reader: TexReader, nodes: TextNode[], end: number, name: string): boolean {
  if (name === '(' || name === '[') return formula(reader, nodes, bracketFormula(reader.source, reader.position - 2, end));
  if (name === '\\') return lineEnd(reader, nodes);
  if (isAccent(name)) return accent(reader, nodes, end, name);
  const text = ESCAPED.get(name);
  if (text === undefined) return false;
  pushText(nodes, text);
  return true;
}

/** `\\`, `\\*`, `\\[6pt]` */
function lineEnd(reader: TexReader, nodes: TextNode[]): boolean {
  const extra = /^(?:\*|\[-?[\d.]+ ?[a-z]{2}\])+/.exec(reader.source.slice(reader.position, reader.position + 20))?.[0] ?? '';
  reader.position += extra.length;
  pushText(nodes, ' ');
  return true;
}

function word(reader: TexReader, nodes: TextNode[], end: number, name: string): boolean {
  if (name === 'begin' || name === 'end') return environment(reader, nodes, end, name);
  if (name === 'href' || name === 'url') return link(reader, nodes, end, name);
  if (name === 'item') return skipSpace(reader, nodes, end, ' • ');
  if (name === 'footnote' || name === 'thanks') return footnote(reader, nodes, end);
  if (name === 'verb') return verbatim(reader, nodes, end);
  if (REFERENCES.has(name)) return reference(reader, nodes, end);
  if (MATH_COMMANDS.has(name)) return formula(reader, nodes, bareFormula(reader, end, name, MATH_COMMANDS.get(name) ?? 0));
  const style = STYLE_COMMANDS.get(name);
  if (style) {
    const children = argument(reader, end);
    if (children) nodes.push({ kind: 'styled', style, children });
    return children !== undefined;
  }
  if (TRANSPARENT.has(name)) {
    const children = argument(reader, end);
    if (children) append(nodes, children);
    return children !== undefined;
  }
  return symbol(reader, nodes, end, name) || vanishing(reader, nodes, end, name);
}

function symbol(reader: TexReader, nodes: TextNode[], end: number, name: string): boolean {
  const letter = TEXT_SYMBOLS.get(name);
  // A letter ends its command with the space after it (`\o re`); a sign or logo in prose keeps it.
  if (letter !== undefined) return /^\p{L}$/u.test(letter) ? skipSpace(reader, nodes, end, letter) : said(nodes, letter);
  if (isAccent(name) && accent(reader, nodes, end, name)) return true;
  const mathematical = MATH_SYMBOLS.get(name) ?? (FUNCTION_NAMES.has(name) ? name : undefined);
  if (mathematical === undefined) return ABBREVIATIONS.has(name) && said(nodes, ABBREVIATIONS.get(name) ?? '');
  SCRIPT.lastIndex = reader.position;
  if (SCRIPT.test(reader.source)) return formula(reader, nodes, bareFormula(reader, end, name, 0));
  return said(nodes, mathematical);
}

function vanishing(reader: TexReader, nodes: TextNode[], end: number, name: string): boolean {
  if (STYLE_SWITCHES.has(name)) return skipSpace(reader, nodes, end, '');
  if (SPACES.has(name)) return skipSpace(reader, nodes, end, ' ');
  const count = DROPPED.get(name);
  if (count === undefined) return false;
  for (let i = 0; i < count; i++) argument(reader, end);
  return count > 0 || skipSpace(reader, nodes, end, '');
}

function said(nodes: TextNode[], text: string): boolean {
  pushText(nodes, text);
  return true;
}

function skipSpace(reader: TexReader, nodes: TextNode[], end: number, text: string): boolean {
  while (reader.position < end && /\s/.test(reader.source.charAt(reader.position))) reader.position++;
  return said(nodes, text);
}

/** An optional `[…]`, then `{…}`; the argument read as text. */
function argument(reader: TexReader, end: number): TextNode[] | undefined {
  skipOptional(reader, end);
  return reader.group(end);
}

function skipOptional(reader: TexReader, end: number): void {
  const { source, position } = reader;
  const skipped = /^\*?(?:\s?\[[^[\]{}]{0,80}\]){0,2}\s?(?=\{)/.exec(source.slice(position, Math.min(end, position + 170)))?.[0] ?? '';
  reader.position += skipped.length;
}

function append(nodes: TextNode[], children: TextNode[]): void {
  for (const child of children) {
    if (child.kind === 'text') pushText(nodes, child.text);
    else nodes.push(child);
  }
}

function accent(reader: TexReader, nodes: TextNode[], end: number, name: string): boolean {
  const quote = wasQuote(reader, name);
  if (quote) return said(nodes, name);
  const isWord = /[A-Za-z]/.test(name);
  if (reader.closing(reader.position, end) !== undefined) return accentedGroup(reader, nodes, end, name);
  ACCENT_BASE.lastIndex = reader.position;
  const match = ACCENT_BASE.exec(reader.source);
  const base = match?.[1] ?? match?.[2];
  if (!match || base === undefined || reader.position + match[0].length > end) return false;
  if (isWord && match[2] !== undefined && !match[0].startsWith(' ')) return false;
  const text = accented(name, base, 'composed');
  if (text === undefined) return name === "'" && said(nodes, name);
  reader.position += match[0].length;
  return said(nodes, text);
}

/** `\"so\"` and `it\'s` come from programs that escape quotes, not from TeX. */
function wasQuote(reader: TexReader, name: string): boolean {
  const { source, position } = reader;
  const before = source.charAt(position - 3);
  if (name === '"') return reader.escapedQuotes && !(/\p{L}/u.test(before) && /[{\\aeiouyAEIOUY]/.test(source.charAt(position)));
  return name === "'" && /\p{L}/u.test(before) && /^(?:s|t|re|ve|ll|d|m)(?![\p{L}{\\])/u.test(source.slice(position, position + 4));
}

function accentedGroup(reader: TexReader, nodes: TextNode[], end: number, name: string): boolean {
  const start = reader.position;
  const children = reader.group(end) ?? [];
  const [first, ...others] = children;
  const text = first === undefined ? bareAccent(name) : first.kind === 'text' ? accented(name, first.text.trim(), 'any-letter') : undefined;
  if (text === undefined) reader.position = start;
  else append(nodes, [{ kind: 'text', text }, ...others]);
  return text !== undefined;
}

function link(reader: TexReader, nodes: TextNode[], end: number, name: 'href' | 'url'): boolean {
  skipOptional(reader, end);
  const target = reader.raw(end);
  if (target === undefined) return false;
  const url = safeUrl(target);
  skipOptional(reader, end);
  const shown = name === 'href' ? reader.group(end) : undefined;
  const children: TextNode[] = shown?.length ? withoutLinks(shown) : [{ kind: 'text', text: url ?? target }];
  if (url) nodes.push({ kind: 'link', url, children });
  else append(nodes, children);
  return true;
}

/** A link holds no links; their words stay. */
function withoutLinks(nodes: TextNode[]): TextNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'link') return withoutLinks(node.children);
    return node.kind === 'styled' ? [{ ...node, children: withoutLinks(node.children) }] : [node];
  });
}

function reference(reader: TexReader, nodes: TextNode[], end: number): boolean {
  skipOptional(reader, end);
  const keys = reader.raw(end);
  if (keys === undefined) return false;
  return said(nodes, `[${keys.replace(/\s*,\s*/g, ', ').trim()}]`);
}

function footnote(reader: TexReader, nodes: TextNode[], end: number): boolean {
  const children = argument(reader, end);
  if (!children) return false;
  append(nodes, [{ kind: 'text', text: ' (' }, ...children, { kind: 'text', text: ')' }]);
  return true;
}

function verbatim(reader: TexReader, nodes: TextNode[], end: number): boolean {
  const { source, position } = reader;
  const delimiter = source.charAt(position);
  const close = /[|!+/@"]/.test(delimiter) ? source.indexOf(delimiter, position + 1) : -1;
  if (close < 0 || close >= end || close - position > 200) return false;
  reader.position = close + 1;
  nodes.push({ kind: 'styled', style: 'code', children: [{ kind: 'text', text: source.slice(position + 1, close) }] });
  return true;
}

function environment(reader: TexReader, nodes: TextNode[], end: number, name: 'begin' | 'end'): boolean {
  const { source, position } = reader;
  if (name === 'begin') {
    const mathematical = environmentFormula(source, position - '\\begin'.length, end);
    if (mathematical) return formula(reader, nodes, mathematical);
  }
  const known = /^\{(?:itemize|enumerate|description|abstract|center|quote|quotation|document|flushleft|theorem|thm|lemma|proposition|corollary|definition|remark|conjecture|proof)\*?\}(?:\[[^\]]{0,80}\])?/;
  const braces = known.exec(source.slice(position, Math.min(end, position + 120)))?.[0];
  if (!braces) return false;
  reader.position += braces.length;
  return said(nodes, ' ');
}

function formula(reader: TexReader, nodes: TextNode[], found: Formula | undefined): boolean {
  if (!found) return false;
  const start = found.end - found.tex.length;
  const source = reader.source.slice(Math.min(start, reader.position), found.end);
  nodes.push({ kind: 'formula', tex: found.tex, display: found.display, source });
  reader.position = found.end;
  return true;
}

/** A command of mathematics that stands in the text without dollars, with its arguments and scripts. */
function bareFormula(reader: TexReader, end: number, name: string, count: number): Formula | undefined {
  const { source } = reader;
  const start = reader.position - name.length - 1;
  let at = reader.position;
  for (let i = 0; i < count; i++) {
    const after = argumentEnd(reader, at, end);
    if (after === undefined) return undefined;
    at = after;
  }
  SCRIPT.lastIndex = at;
  at = Math.min(end, at + (SCRIPT.exec(source)?.[0].length ?? 0));
  return at - start > LONGEST_FORMULA ? undefined : { tex: source.slice(start, at), display: false, end: at };
}

function argumentEnd(reader: TexReader, from: number, end: number): number | undefined {
  const { source } = reader;
  const lead = /^\*?(?:\[[^\]]{0,40}\])?\s*/.exec(source.slice(from, from + 60))?.[0].length ?? 0;
  const close = reader.closing(from + lead, end);
  if (close !== undefined) return close + 1;
  const token = /^(?:\\[A-Za-z]+|[A-Za-z0-9])/.exec(source.slice(from + lead, Math.min(end, from + lead + 30)))?.[0];
  return token === undefined ? undefined : from + lead + token.length;
}

/** The command as it stands, with its arguments in their braces. */
function asWritten(reader: TexReader, nodes: TextNode[], end: number, at: number): void {
  const nameEnd = at + 1 + (/^[A-Za-z]+|^./su.exec(reader.source.slice(at + 1, at + 64))?.[0].length ?? 0);
  reader.position = Math.min(nameEnd, end);
  pushText(nodes, reader.source.slice(at, reader.position));
  for (let count = 0; count < 4; count++) {
    const children = reader.group(end);
    if (!children) return;
    if (children.length > 0) append(nodes, [{ kind: 'text', text: '{' }, ...children, { kind: 'text', text: '}' }]);
  }
}
