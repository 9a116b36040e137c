import { accented, bareAccent } from './accents.js';
import { pushNodes, type TextNode } from './node.js';
import { said, type Command, type TexReader } from './reader.js';

// The letter behind an accent: plain, with marks of its own, or \i and \j without their dot.
const BASE = /(\s?)(?:\\([ij])(?![A-Za-z])(?:\{\}|\s(?=\p{L}))?|(\p{L}\p{M}*))/uy;

/** Reads what an accent stands over: `\"o`, `\'{e}`, `\v s`, `\'\i`. An accent over no letter is its sign. */
export const readAccent: Command = (reader, nodes, end, name) => {
  if (wasQuote(reader, name)) return said(nodes, name);
  if (reader.closing(reader.position, end) !== undefined) return accentedGroup(reader, nodes, end, name);
  BASE.lastIndex = reader.position;
  const [whole = '', space, dotless, letter] = BASE.exec(reader.source) ?? [];
  // `\v s` needs its space, `\" s` has none.
  const wellFormed = dotless !== undefined || (letter !== undefined && /[A-Za-z]/.test(name) === (space !== ''));
  const fits = wellFormed && reader.position + whole.length <= end;
  const text = fits ? accented(name, dotless ?? letter ?? '', 'composed') : undefined;
  if (text === undefined) return bareAccent(name) !== '' && said(nodes, name);
  reader.position += whole.length;
  return said(nodes, text);
};

/** `\"so\"` and `it\'s` come from programs that escape quotes, not from TeX. */
function wasQuote(reader: TexReader, name: string): boolean {
  const { source, position } = reader;
  const inWord = /\p{L}/u.test(source.charAt(position - 3));
  if (name === '"') return reader.escapedQuotes && !(inWord && /[{\\aeiouyAEIOUY]/.test(source.charAt(position)));
  return name === "'" && inWord && /^(?:s|t|re|ve|ll|d|m)(?![\p{L}{\\])/u.test(source.slice(position, position + 4));
}

function accentedGroup(reader: TexReader, nodes: TextNode[], end: number, name: string): boolean {
  const [first, ...others] = reader.group(end) ?? [];
  if (first === undefined) return said(nodes, bareAccent(name));
  const text = first.kind === 'text' ? accented(name, first.text.trim(), 'any-letter') : undefined;
  if (text !== undefined) pushNodes(nodes, [{ kind: 'text', text }, ...others]);
  else pushNodes(nodes, withoutLetter(name, [first, ...others]));
  return true;
}

/** `10\^{-3}` was meant as a power; other accents over no letter leave their sign, or nothing but what they stood over. */
function withoutLetter(name: string, children: TextNode[]): TextNode[] {
  if (name === '^') return [{ kind: 'styled', style: 'superscript', children }];
  return [{ kind: 'text', text: bareAccent(name) }, ...children];
}
