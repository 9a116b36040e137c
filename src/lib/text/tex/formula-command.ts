import { bracketFormula, environmentFormula, LONGEST_FORMULA, type Formula } from './formula.js';
import type { TextNode } from './node.js';
import { said, type Command, type TexReader } from './reader.js';

/** Subscripts and superscripts as they follow a symbol. */
export const SCRIPTS = /(?:[_^](?:\{[^{}]{0,200}\}|\\[A-Za-z]+|[A-Za-z0-9+*-]))+/y;
// Environments of text, of which only the content counts.
const TEXT_ENVIRONMENT =
  /^\{(?:itemize|enumerate|description|abstract|center|quote|quotation|document|flushleft|theorem|thm|lemma|lem|proposition|prop|corollary|cor|definition|remark|conjecture|proof)\*?\}(?:\[[^\]]{0,80}\])?/i;

/** `\(…\)` and `\[…\]` */
export const readBracketFormula = (reader: TexReader, nodes: TextNode[], end: number): boolean => {
  const start = reader.position - 2;
  return pushFormula(reader, nodes, bracketFormula(reader.source, start, end), start);
};

/** `\begin{equation}…\end{equation}`, and text environments, which leave a space. */
export const readEnvironment: Command = (reader, nodes, end, name) => {
  const { source, position } = reader;
  const start = position - name.length - 1;
  if (name === 'begin' && pushFormula(reader, nodes, environmentFormula(source, start, end), start)) return true;
  const braces = TEXT_ENVIRONMENT.exec(source.slice(position, Math.min(end, position + 120)))?.[0];
  if (!braces) return false;
  reader.position += braces.length;
  return said(nodes, ' ');
};

/** A command of mathematics that stands in the text without dollars, with its arguments and scripts. */
export function readBareFormula(reader: TexReader, nodes: TextNode[], end: number, argumentCount: number): boolean {
  const { source } = reader;
  const start = source.lastIndexOf('\\', reader.position - 1);
  let at = reader.position;
  for (let i = 0; i < argumentCount; i++) {
    const after = argumentEnd(reader, at, end);
    if (after === undefined) return false;
    at = after;
  }
  SCRIPTS.lastIndex = at;
  at = Math.min(end, at + (SCRIPTS.exec(source)?.[0].length ?? 0));
  return at - start <= LONGEST_FORMULA && pushFormula(reader, nodes, { tex: source.slice(start, at), display: false, end: at }, start);
}

function argumentEnd(reader: TexReader, from: number, end: number): number | undefined {
  const { source } = reader;
  const lead = /^\*?(?:\[[^\]]{0,40}\])?\s*/.exec(source.slice(from, from + 60))?.[0].length ?? 0;
  const close = reader.closing(from + lead, end);
  if (close !== undefined) return close + 1;
  const token = /^(?:\\[A-Za-z]+|[A-Za-z0-9=<>])/.exec(source.slice(from + lead, Math.min(end, from + lead + 30)))?.[0];
  return token === undefined ? undefined : from + lead + token.length;
}

function pushFormula(reader: TexReader, nodes: TextNode[], found: Formula | undefined, start: number): boolean {
  if (!found) return false;
  nodes.push({ kind: 'formula', tex: found.tex, display: found.display, source: reader.source.slice(start, found.end) });
  reader.position = found.end;
  return true;
}
